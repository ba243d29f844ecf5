"""Stratification and standardisation."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.datasets import Dataset
from npnn_tui.datasets.dataset import Floats
from npnn_tui.datasets.split import split, standardise, unscaled

SIZES = st.lists(st.integers(1, 40), min_size=2, max_size=8)


def with_sizes(sizes: list[int]) -> Dataset:
    targets = np.repeat(np.arange(len(sizes)), sizes)
    names = tuple(str(target) for target in range(len(sizes)))
    return Dataset(np.arange(len(targets), dtype=float)[:, None], targets, ("row",), names)


def of(*columns: list[float]) -> Dataset:
    inputs: Floats = np.column_stack(columns)
    names = tuple(f"x{column}" for column in range(len(columns)))
    return Dataset(inputs, np.zeros(len(inputs), dtype=np.int64), names, ("a", "b"))


def measured(targets: list[float], *columns: list[float]) -> Dataset:
    numbers = np.array(targets, dtype=float)
    return replace(of(*columns or [targets]), targets=numbers, class_names=(), target_name="price")


@given(sizes=SIZES, fraction=st.floats(0, 0.9), seed=st.integers(0, 1000))
def test_every_row_goes_to_one_side_and_every_class_is_shared_out_evenly(
    sizes: list[int], fraction: float, seed: int
) -> None:
    dataset = with_sizes(sizes)
    train, test = split(dataset, fraction, np.random.default_rng(seed))
    assert sorted([*train, *test]) == list(range(sum(sizes)))
    tested = np.bincount(dataset.targets[test], minlength=len(sizes))
    for size, count in zip(sizes, tested, strict=True):
        assert count <= size - 1
        assert abs(count - size * fraction) < 1 or count == size - 1
    assert len(test) <= round(sum(sizes) * fraction)


def test_the_shares_add_up_to_the_whole() -> None:
    _, test = split(with_sizes([7, 7, 7]), 0.2, np.random.default_rng(0))
    assert len(test) == 4  # 1.4 of each class: two of one of them, to make round(4.2)


def test_no_fraction_leaves_nothing_to_test() -> None:
    train, test = split(with_sizes([3, 5]), 0.0, np.random.default_rng(0))
    assert (len(train), len(test)) == (8, 0)


def test_the_seed_decides_which_rows_and_in_what_order() -> None:
    dataset = with_sizes([30, 30])
    first, again, other = (split(dataset, 0.3, np.random.default_rng(s)) for s in (1, 1, 2))
    assert np.array_equal(first[0], again[0])
    assert np.array_equal(first[1], again[1])
    assert not np.array_equal(first[1], other[1])
    assert not np.array_equal(first[0], np.sort(first[0]))


def test_each_row_of_a_class_is_as_likely_to_test() -> None:
    dataset = with_sizes([10, 10])
    seeds = range(2000)
    rows = [split(dataset, 0.5, np.random.default_rng(seed))[1] for seed in seeds]
    assert np.bincount(np.concatenate(rows)) == pytest.approx(np.full(20, 1000), abs=110)


def test_only_the_training_rows_decide_the_scale() -> None:
    train, test = of([0, 2, 4], [1, 1, 4]), of([100, 200], [5, 5])
    moved = standardise(train, test)
    assert moved.train.inputs.mean(axis=0) == pytest.approx([0, 0])
    assert moved.train.inputs.std(axis=0) == pytest.approx([1, 1])
    assert moved.center == pytest.approx([2, 2])
    assert moved.test.inputs * moved.scale + moved.center == pytest.approx(test.inputs)
    assert moved.test.inputs[0, 0] == pytest.approx(98 / np.sqrt(8 / 3))


@pytest.mark.parametrize("constant", [0.0, 0.1, 1e9 + 0.1, -3e29, 1e-200])
def test_a_constant_feature_is_centred_but_not_scaled(constant: float) -> None:
    moved = standardise(of([constant] * 7, list(range(7))), of([constant], [0.0]))
    assert moved.scale[0] == 1
    assert moved.train.inputs[:, 0] == pytest.approx(np.zeros(7), abs=abs(constant) * 1e-15)


def test_the_largest_and_the_smallest_numbers_stay_finite() -> None:
    moved = standardise(of([-1e30, 1e30], [0.0, 1e-200]), of([0.0], [0.0]))
    assert np.isfinite(moved.train.inputs).all()
    assert moved.train.inputs[:, 0] == pytest.approx([-1, 1])


def test_without_standardisation_raw_is_what_the_network_sees() -> None:
    whole = unscaled(of([1, 2], [3, 4]), of([5], [6]))
    assert whole.train.inputs == pytest.approx(np.array([[1, 3], [2, 4]]))
    assert list(whole.center) == [0, 0]
    assert list(whole.scale) == [1, 1]


@given(rows=st.integers(1, 200), fraction=st.floats(0, 0.9), seed=st.integers(0, 1000))
def test_without_classes_every_row_goes_to_one_side(rows: int, fraction: float, seed: int) -> None:
    dataset = measured([0.5 * row for row in range(rows)])
    train, test = split(dataset, fraction, np.random.default_rng(seed))
    assert sorted([*train, *test]) == list(range(rows))
    assert len(test) == min(round(rows * fraction), rows - 1)


def test_without_classes_each_row_is_as_likely_to_test() -> None:
    dataset = measured([1.0] * 10 + [2.0] * 10)
    rows = [split(dataset, 0.5, np.random.default_rng(seed))[1] for seed in range(2000)]
    assert np.bincount(np.concatenate(rows)) == pytest.approx(np.full(20, 1000), abs=110)
    upper = [np.count_nonzero(test >= 10) for test in rows]
    # Half the rows drawn without return from 10 + 10: the hypergeometric variance 10/4 · 10/19.
    assert np.var(upper) == pytest.approx(25 / 19, rel=0.1)


def test_the_targets_of_regression_are_scaled_by_those_of_the_training_rows() -> None:
    train, test = measured([1e5, 2e5, 3e5]), measured([4e5, 5e5])
    moved = standardise(train, test)
    assert moved.train.targets.mean() == pytest.approx(0)
    assert moved.train.targets.std() == pytest.approx(1)
    assert moved.target_center == pytest.approx(2e5)
    assert moved.target_scale == pytest.approx(1e5 * np.sqrt(2 / 3))
    assert moved.raw_targets(moved.train.targets) == pytest.approx(train.targets)
    assert moved.raw_targets(moved.test.targets[:, None]) == pytest.approx(test.targets[:, None])
    assert (type(moved.target_center), type(moved.target_scale)) == (float, float)
    assert (moved.test.task, moved.test.target_name) == ("regression", "price")


def test_classes_are_no_targets_to_scale() -> None:
    moved = standardise(with_sizes([3, 5]), with_sizes([1, 1]))
    assert moved.train.targets.tolist() == [0, 0, 0, 1, 1, 1, 1, 1]
    assert moved.train.targets.dtype == np.int64
    assert (moved.target_center, moved.target_scale) == (0, 1)


@given(targets=st.lists(st.floats(-1e30, 1e30), min_size=1, max_size=20))
def test_any_targets_come_back_from_their_scale(targets: list[float]) -> None:
    moved = standardise(measured(targets), measured([]))
    assert np.isfinite(moved.train.targets).all()
    assert moved.target_scale > 0
    assert np.abs(moved.train.targets).max() <= np.sqrt(len(targets)) + 1e-6 or (
        moved.target_scale == 1
    )
    largest = max(map(abs, targets))
    back = moved.raw_targets(moved.train.targets)
    assert back == pytest.approx(targets, rel=1e-12, abs=1e-14 * largest)


def test_targets_that_are_all_alike_in_the_training_rows_are_centred_but_not_scaled() -> None:
    moved = standardise(measured([0.1] * 7), measured([2.1]))
    assert moved.target_scale == 1
    assert moved.train.targets == pytest.approx(np.zeros(7), abs=1e-15)
    assert moved.test.targets == pytest.approx([2.0])


def test_without_standardisation_targets_stay_as_they_are() -> None:
    whole = unscaled(measured([1e5, 2e5]), measured([3e5]))
    assert whole.train.targets.tolist() == [1e5, 2e5]
    assert (whole.target_center, whole.target_scale) == (0, 1)


def test_what_there_is_to_learn_follows_from_the_targets() -> None:
    numbers, classes = measured([1.0, 2.5]), with_sizes([2, 2, 2])
    assert (numbers.task, numbers.outputs, classes.task, classes.outputs) == (
        "regression",
        1,
        "classification",
        3,
    )
    assert numbers.take(np.array([1])).targets.tolist() == [2.5]
    assert unscaled(numbers, numbers).task == "regression"
