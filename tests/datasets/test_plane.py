"""The plane: its coordinates, its units, its principal axes, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.datasets import Dataset, FieldError, Plane, Recipe, Split, load
from npnn_tui.datasets.dataset import Floats
from npnn_tui.datasets.split import standardise, unscaled


def split_of(inputs: Floats, *, scaled: bool = True, names: tuple[str, ...] = ()) -> Split:
    names = names or tuple(f"f{column}" for column in range(1, inputs.shape[1] + 1))
    data = Dataset(inputs, np.zeros(len(inputs), dtype=np.int64), names, ("a", "b"))
    return (standardise if scaled else unscaled)(data, data)


def cloud(rows: int, features: int, seed: int = 0) -> Floats:
    generator = np.random.default_rng(seed)
    mixing = generator.standard_normal((features, features))
    return generator.standard_normal((rows, features)) @ mixing + 5 * np.arange(features)


@given(scaled=st.booleans(), scale=st.floats(1e-3, 1e6), shift=st.floats(-1e3, 1e3))
def test_two_features_have_raw_coordinates_and_come_back(
    scaled: bool, scale: float, shift: float
) -> None:
    raw = cloud(20, 2) * scale + shift
    split = split_of(raw, scaled=scaled)
    plane = Plane.of(split, "auto")
    assert plane.labels == ("f1", "f2")
    assert plane.project(split.train.inputs) == pytest.approx(raw, rel=1e-6, abs=1e-6 * scale)
    lifted = plane.lift(plane.project(split.train.inputs))
    assert lifted == pytest.approx(split.train.inputs, rel=1e-6, abs=1e-6)


def test_generated_sets_are_drawn_where_they_were_made() -> None:
    raw, moved = load(Recipe()), load(Recipe(standardise=True))
    assert Plane.of(moved).project(moved.train.inputs) == pytest.approx(raw.train.inputs)
    assert Plane.of(raw).labels == ("x", "y")


@pytest.mark.parametrize("choice", ["f3,f1", "3,1", " f3 , 1 "])
@pytest.mark.parametrize("scaled", [True, False])
def test_two_chosen_features_keep_the_others_at_their_training_means(
    choice: str, scaled: bool
) -> None:
    raw = cloud(30, 4)
    split = split_of(raw, scaled=scaled)
    plane = Plane.of(split, choice)
    points = np.array([[0.0, 0.0], [2.5, -7.0]])
    lifted = plane.lift(points) * split.scale + split.center
    assert plane.labels == ("f3", "f1")
    assert lifted[:, [2, 0]] == pytest.approx(points)
    assert lifted[:, [1, 3]] == pytest.approx(np.tile(raw.mean(axis=0)[[1, 3]], (2, 1)))
    assert plane.project(split.train.inputs) == pytest.approx(raw[:, [2, 0]])
    assert plane.project(plane.lift(points)) == pytest.approx(points)


def test_one_feature_has_a_flat_second_axis() -> None:
    raw = cloud(10, 1)
    split = split_of(raw)
    plane = Plane.of(split)
    assert plane.labels == ("f1", "")
    assert plane.project(split.train.inputs) == pytest.approx(np.column_stack([raw, 0 * raw]))
    assert plane.lift(np.array([[1.0, 0], [1, 9]])) == pytest.approx(
        np.full((2, 1), (1 - split.center[0]) / split.scale[0])
    )


@given(rows=st.integers(2, 30), features=st.integers(1, 12), seed=st.integers(0, 10_000))
def test_principal_axes_are_those_of_the_singular_value_decomposition(
    rows: int, features: int, seed: int
) -> None:
    split = split_of(cloud(rows, features, seed), scaled=False)
    plane = Plane.of(split, "principal")
    centered = split.train.inputs - split.train.inputs.mean(axis=0)
    _, sizes, directions = np.linalg.svd(centered)
    shown = min(2, features)
    lengths = plane.axes[:shown] @ plane.axes[:shown].T
    assert lengths == pytest.approx(np.eye(shown), abs=1e-9)
    assert not plane.axes[shown:].any()
    shares = sizes**2 / (sizes**2).sum()
    assert plane.labels[0] == f"PC 1 ({100 * shares[0]:.0f} %)"
    for axis in range(min(shown, rows - 1)):
        neighbours = np.abs(np.delete(shares, axis) - shares[axis])
        if neighbours.size and neighbours.min() < 1e-3:
            continue
        assert abs(plane.axes[axis] @ directions[axis]) == pytest.approx(1, abs=1e-6)
        assert plane.axes[axis][np.abs(plane.axes[axis]).argmax()] > 0


def test_more_than_two_features_show_their_principal_plane() -> None:
    split = load(Recipe(data="iris", test_fraction=0.0))
    plane = Plane.of(split)
    assert plane.labels == ("PC 1 (92 %)", "PC 2 (5 %)")
    spread = plane.project(split.train.inputs)
    assert spread.mean(axis=0) == pytest.approx([0, 0], abs=1e-9)
    assert spread.var(axis=0) == pytest.approx([4.20005, 0.24105], abs=1e-4)
    assert plane.project(plane.lift(spread)) == pytest.approx(spread)


def test_only_the_training_rows_decide_the_principal_plane() -> None:
    split = split_of(cloud(30, 4), scaled=False)
    far = Dataset(split.test.inputs * 100, split.test.targets, split.test.feature_names, ("a",))
    moved = Split(split.train, far, split.center, split.scale)
    assert np.array_equal(Plane.of(split).axes, Plane.of(moved).axes)


def test_constant_data_have_a_plane() -> None:
    plane = Plane.of(split_of(np.full((5, 3), 2.0)), "principal")
    assert np.isfinite(plane.lift(np.zeros((1, 2)))).all()
    assert plane.labels == ("PC 1 (0 %)", "PC 2 (0 %)")


@pytest.mark.parametrize(
    ("choice", "labels"),
    [("a,b,c", ("a,b", "c")), ("c,a,b", ("c", "a,b")), ("2,1", ("2", "a,b")), ("3,c", ("2", "c"))],
)
def test_names_may_hold_commas_and_look_like_numbers(choice: str, labels: tuple[str, str]) -> None:
    split = split_of(cloud(9, 3), names=("a,b", "c", "2"))
    assert Plane.of(split, choice).labels == labels


@pytest.mark.parametrize(
    "choice", ["", "f1", "f1,", "f1,f1", "1,f1", "0,1", "1,4", "f1,f2,f3", "-1,2", "1.0,2", "²,1"]
)
def test_other_choices_are_refused(choice: str) -> None:
    with pytest.raises(FieldError) as caught:
        Plane.of(split_of(cloud(9, 3)), choice)
    assert caught.value.field == "plane"
    assert str(caught.value) == (
        "plane must be auto, principal, or two different features separated by a comma, "
        f"got {choice or 'nothing'}; features: f1, f2, f3"
    )


def test_a_refusal_lists_eight_features_at_most_and_is_printable() -> None:
    names = ("\x1b[0m", *(str(number) + "x" for number in range(29)))
    with pytest.raises(FieldError) as caught:
        Plane.of(split_of(cloud(40, 30), names=names), "\x1b")
    listed = "features: \\x1b[0m, 0x, 1x, 2x, 3x, 4x, 5x, 6x, … (30 in all)"
    assert str(caught.value).endswith(f"got \\x1b; {listed}")
