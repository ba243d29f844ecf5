"""Recipes turned into observations: generated, bundled and from tables."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.datasets import BUNDLED, FieldError, Recipe, load


def test_a_generated_set_has_its_samples_and_its_names() -> None:
    split = load(Recipe(data="spirals", samples=50, classes=3, noise=0.0))
    assert len(split.train) == 50
    assert split.train.feature_names == ("x", "y")
    assert split.train.class_names == ("0", "1", "2")


@given(samples=st.integers(2, 500), fraction=st.floats(0, 0.9))
def test_the_test_set_is_drawn_besides_and_makes_its_fraction(
    samples: int, fraction: float
) -> None:
    recipe = Recipe(samples=samples, test_fraction=0.0)
    alone, both = load(recipe), load(replace(recipe, test_fraction=fraction))
    assert np.array_equal(alone.train.inputs, both.train.inputs)
    assert np.array_equal(alone.train.targets, both.train.targets)
    assert len(alone.test) == 0
    total = samples + len(both.test)
    assert abs(len(both.test) - fraction * total) <= 0.5 / (1 - fraction) + 1e-9


def test_the_two_sides_have_numbers_of_their_own() -> None:
    split = load(Recipe(samples=100, test_fraction=0.5))
    assert len(split.test) == 100
    assert not np.isin(split.test.inputs, split.train.inputs).any()


def test_the_seed_decides_everything() -> None:
    recipe = Recipe(data="circles", data_seed=7)
    first, again, other = load(recipe), load(recipe), load(replace(recipe, data_seed=8))
    assert np.array_equal(first.train.inputs, again.train.inputs)
    assert np.array_equal(first.test.inputs, again.test.inputs)
    assert not np.array_equal(first.train.inputs, other.train.inputs)
    assert not np.array_equal(first.test.inputs, other.test.inputs)


@pytest.mark.parametrize("data", ["moons", "iris"])
def test_standardise_is_done_on_request(data: str) -> None:
    raw, moved = load(Recipe(data=data)), load(Recipe(data=data, standardise=True))
    assert moved.train.inputs.std(axis=0) == pytest.approx(np.ones(len(moved.scale)))
    assert moved.train.inputs * moved.scale + moved.center == pytest.approx(raw.train.inputs)
    assert moved.test.inputs * moved.scale + moved.center == pytest.approx(raw.test.inputs)
    assert (raw.scale == 1).all()
    assert not raw.center.any()


def test_fewer_samples_than_classes_are_refused() -> None:
    with pytest.raises(FieldError) as caught:
        load(Recipe(samples=4, classes=5))
    assert caught.value.field == "samples"
    assert str(caught.value) == "samples must be at least the number of classes, 5, got 4"
    assert len(load(Recipe(samples=5, classes=5)).train) == 5


@pytest.mark.parametrize(
    ("name", "shape", "classes"),
    [
        ("iris", (150, 4), ("setosa", "versicolor", "virginica")),
        ("wine", (178, 13), ("class_0", "class_1", "class_2")),
        ("breast_cancer", (569, 30), ("malignant", "benign")),
        ("digits", (1797, 64), tuple("0123456789")),
    ],
)
def test_bundled_sets_are_split(name: str, shape: tuple[int, int], classes: tuple[str]) -> None:
    split = load(Recipe(data=name, test_fraction=0.3))
    assert len(split.train) + len(split.test) == shape[0]
    assert len(split.test) == round(0.3 * shape[0])
    assert split.train.inputs.shape[1] == len(split.train.feature_names) == shape[1]
    assert split.test.class_names == classes


@pytest.mark.parametrize("name", BUNDLED)
def test_a_missing_scikit_learn_is_named_with_its_remedy(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(FieldError) as caught:
        load(Recipe(data=name))
    remedy = 'pip install "npnn-tui[sklearn]"'
    assert str(caught.value) == f"data: {name} needs scikit-learn: {remedy}"
    assert caught.value.field == "data"


def test_a_table_is_split_and_its_label_column_is_the_recipes(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("kind,size\n" + "".join(f"{row % 2},{row}\n" for row in range(20)))
    split = load(Recipe(data=str(path), label="kind", test_fraction=0.25))
    assert (len(split.train), len(split.test)) == (15, 5)
    everything = np.concatenate([split.train.inputs, split.test.inputs]).ravel()
    assert sorted(everything) == list(range(20))
    assert np.array_equal(split.train.inputs[:, 0] % 2, split.train.targets)
    assert np.array_equal(split.test.inputs[:, 0] % 2, split.test.targets)


def test_importing_the_package_loads_no_table_reader() -> None:
    program = (
        "import sys, npnn_tui.datasets; "
        "print([name for name in ('polars', 'sklearn', 'scipy') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
