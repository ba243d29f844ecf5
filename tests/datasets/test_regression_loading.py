"""Recipes for regression turned into observations: surfaces, a bundled set and tables."""

from pathlib import Path

import numpy as np
import pytest
from npnn_tui.datasets import SURFACES, FieldError, Recipe, TaskChoice, load
from npnn_tui.datasets.sources import SURFACE_NAMES


@pytest.fixture
def houses(tmp_path: Path) -> str:
    rows = "".join(f"{row},{1e5 + 1e3 * row}\n" for row in range(1, 41))
    (tmp_path / "houses.csv").write_text("size,price\n" + rows)
    return str(tmp_path / "houses.csv")


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


def test_a_table_of_prices_is_scaled_by_its_training_rows(houses: str) -> None:
    recipe = Recipe(data=houses, task="regression", standardise=True, test_fraction=0.25)
    split = load(recipe)
    assert (len(split.train), len(split.test)) == (30, 10)
    assert split.train.targets.mean() == pytest.approx(0)
    assert split.train.targets.std() == pytest.approx(1)
    for part in (split.train, split.test):
        sizes = part.inputs[:, 0] * split.scale[0] + split.center[0]
        assert split.raw_targets(part.targets) == pytest.approx(1e5 + 1e3 * sizes)


def test_the_recipes_task_decides_what_a_table_is(houses: str) -> None:
    tasks: tuple[TaskChoice, ...] = ("classification", "auto", "regression")
    found = [load(Recipe(data=houses, task=task)).task for task in tasks]
    assert found == ["classification", "classification", "regression"]


@pytest.mark.parametrize(
    ("data", "task", "own"),
    [("iris", "regression", "classification"), ("diabetes", "classification", "regression")],
)
def test_a_bundled_set_is_what_it_is(data: str, task: TaskChoice, own: TaskChoice) -> None:
    allowed: tuple[TaskChoice, ...] = ("auto", own)
    for choice in allowed:
        assert load(Recipe(data=data, task=choice)).task == own
    with pytest.raises(FieldError) as caught:
        Recipe(data=data, task=task)
    assert caught.value.field == "task"
    assert str(caught.value) == f"task must be auto or {own} for {data}, got {task}"


def test_a_bundled_target_is_fixed() -> None:
    with pytest.raises(FieldError) as caught:
        Recipe(data="diabetes", label="age")
    assert (
        str(caught.value) == "label must be left out for diabetes, whose target is fixed, got age"
    )
