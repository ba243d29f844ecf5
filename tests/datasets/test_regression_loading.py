"""Recipes for regression turned into observations: surfaces, a bundled set and tables."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import SURFACES, FieldError, Recipe, Split, load, sources
from npnn_tui.datasets.sources import BUNDLED_TARGETS, SURFACE_NAMES


@pytest.fixture(autouse=True)
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offer what `sources` and `Recipe` keep back while networks learn classes only."""
    monkeypatch.setattr(sources, "GENERATED", (*sources.CLASS_COUNTS, *SURFACE_NAMES))
    monkeypatch.setattr(sources, "BUNDLED", (*sources.BUNDLED_CLASSES, *BUNDLED_TARGETS))
    monkeypatch.setattr(Recipe, "task", "auto")


@pytest.fixture
def houses(tmp_path: Path) -> str:
    rows = "".join(f"{row},{1e5 + 1e3 * row}\n" for row in range(1, 41))
    (tmp_path / "houses.csv").write_text("size,price\n" + rows)
    return str(tmp_path / "houses.csv")


def loaded(monkeypatch: pytest.MonkeyPatch, task: str, **values: Any) -> Split:
    monkeypatch.setattr(Recipe, "task", task)
    return load(Recipe(**values))


@pytest.mark.parametrize("name", SURFACE_NAMES)
def test_a_surface_is_drawn_with_its_noise_and_its_names(name: str) -> None:
    split = load(Recipe(data=name, samples=4000, noise=0.5, test_fraction=0.5))
    for part in (split.train, split.test):
        assert len(part) == 4000
        assert (part.task, part.outputs, part.class_names) == ("regression", 1, ())
        assert (part.feature_names, part.target_name) == (("x", "y"), "height")
        error = part.targets - SURFACES[name].height(part.inputs)
        assert error.std() == pytest.approx(0.5, abs=0.03)
    assert (split.target_center, split.target_scale) == (0, 1)
    assert not np.isin(split.test.inputs, split.train.inputs).any()


def test_the_test_fraction_and_the_noise_never_move_an_input() -> None:
    first = load(Recipe(data="hills", noise=0.0, test_fraction=0.0)).train
    other = load(Recipe(data="hills", noise=1.0, test_fraction=0.5)).train
    assert np.array_equal(first.inputs, other.inputs)
    assert not np.array_equal(first.targets, other.targets)


def test_the_number_of_classes_means_nothing_to_a_surface() -> None:
    few = load(Recipe(data="ripple", samples=3, classes=2))
    many = load(Recipe(data="ripple", samples=3, classes=10))
    assert np.array_equal(few.train.targets, many.train.targets)


def test_a_standardised_surface_keeps_the_way_back() -> None:
    raw = load(Recipe(data="hills"))
    moved = load(Recipe(data="hills", standardise=True))
    assert moved.train.targets.std() == pytest.approx(1)
    assert moved.raw_targets(moved.train.targets) == pytest.approx(raw.train.targets)
    assert moved.raw_targets(moved.test.targets) == pytest.approx(raw.test.targets)
    inputs = moved.train.inputs * moved.scale + moved.center
    assert SURFACES["hills"].height(inputs) == pytest.approx(raw.train.targets, abs=1)


def test_diabetes_is_read_in_its_own_units() -> None:
    split = load(Recipe(data="diabetes", test_fraction=0.25))
    assert (len(split.train), len(split.test)) == (332, 110)
    assert split.train.feature_names[:3] == ("age", "sex", "bmi")
    assert split.train.target_name == "disease progression"
    assert split.train.class_names == ()
    targets = np.concatenate([split.train.targets, split.test.targets])
    assert (targets.min(), targets.max()) == (25, 346)  # as scikit-learn's documentation says
    ages = np.concatenate([split.train.inputs, split.test.inputs])[:, 0]
    assert (ages.min(), ages.max()) == (19, 79)


def test_a_table_of_prices_is_scaled_by_its_training_rows(
    houses: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    split = loaded(monkeypatch, "regression", data=houses, standardise=True, test_fraction=0.25)
    assert (len(split.train), len(split.test)) == (30, 10)
    assert split.train.targets.mean() == pytest.approx(0)
    assert split.train.targets.std() == pytest.approx(1)
    for part in (split.train, split.test):
        sizes = part.inputs[:, 0] * split.scale[0] + split.center[0]
        assert split.raw_targets(part.targets) == pytest.approx(1e5 + 1e3 * sizes)


def test_the_recipes_task_decides_what_a_table_is(
    houses: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = ("classification", "auto", "regression")
    found = [loaded(monkeypatch, task, data=houses).task for task in tasks]
    assert found == ["classification", "classification", "regression"]


@pytest.mark.parametrize(
    ("data", "task", "own"),
    [("iris", "regression", "classification"), ("diabetes", "classification", "regression")],
)
def test_a_bundled_set_is_what_it_is(
    data: str, task: str, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for allowed in ("auto", own):
        assert loaded(monkeypatch, allowed, data=data).task == own
    with pytest.raises(FieldError) as caught:
        loaded(monkeypatch, task, data=data)
    assert caught.value.field == "task"
    assert str(caught.value) == f"task must be auto or {own} for {data}, got {task}"


def test_a_bundled_target_is_fixed() -> None:
    with pytest.raises(FieldError) as caught:
        Recipe(data="diabetes", label="age")
    assert (
        str(caught.value) == "label must be left out for diabetes, whose target is fixed, got age"
    )


def test_regression_is_not_offered_before_networks_can_learn_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    for name in (*SURFACE_NAMES, *BUNDLED_TARGETS):
        with pytest.raises(FieldError) as caught:
            Recipe(data=name)
        assert caught.value.field == "data"
        assert str(caught.value).rpartition("got ")[2].startswith(name)
