import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.tui.plotting import smooth, thin

values = st.lists(
    st.one_of(st.floats(-1e6, 1e6), st.sampled_from([np.nan, np.inf, -np.inf])), max_size=60
)


@given(values, st.integers(1, 12), st.floats(0, 10))
def test_each_column_keeps_its_extremes_in_at_most_two_points(
    numbers: list[float], columns: int, spread: float
) -> None:
    low = np.array(numbers, dtype=float)
    high = low + spread * (np.arange(len(low)) % 3)
    x = np.arange(len(low), dtype=float)
    limits = (0.0, float(max(len(low) - 1, 1)))
    line = thin(x, low, high, columns, limits)
    column_of = np.minimum(x / limits[1] * columns, columns - 1).astype(int)
    drawn = np.minimum(line.x / limits[1] * columns, columns - 1).astype(int)
    finite = np.isfinite(low)
    for column in range(columns):
        expected = finite & (column_of == column)
        kept = line.y[drawn == column]
        assert len(kept) <= 2
        assert (len(kept) > 0) == expected.any()
        if expected.any():
            assert kept.min() == low[expected].min()
            assert kept.max() == high[expected].max()
    assert (np.diff(line.x) >= 0).all()
    assert set(column_of[~finite]) == set(
        np.minimum(line.gaps / limits[1] * columns, columns - 1).astype(int)
    )


def test_points_come_in_the_order_of_time() -> None:
    line = thin([0, 1, 2, 3], [5, 1, 2, 9], [5, 1, 2, 9], 1, (0, 3))
    assert (line.x.tolist(), line.y.tolist()) == ([1, 3], [1, 9])
    line = thin([0, 1, 2, 3], [9, 1, 2, 5], [9, 1, 2, 5], 1, (0, 3))
    assert (line.x.tolist(), line.y.tolist()) == ([0, 1], [9, 1])


def test_a_gap_cuts_the_line_and_is_reported() -> None:
    nan = np.nan
    y = [1, 2, nan, 4, 5]
    line = thin(range(5), y, y, 5, (0, 5))
    assert line.x.tolist() == [0, 1, 3, 4]
    assert line.connected.tolist() == [False, True, False, True]
    assert line.gaps.tolist() == [2]


def test_a_gap_within_a_column_cuts_it_off_from_its_neighbours() -> None:
    y = [1, 2, np.inf, 3, 4, 5]
    line = thin(range(6), y, y, 3, (0, 6))
    assert line.x.tolist() == [0, 1, 3, 4, 5]
    assert line.connected.tolist() == [False, True, False, False, True]


def test_buckets_outside_the_limits_are_left_out() -> None:
    line = thin([0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4], 10, (1, 3))
    assert line.x.tolist() == [1, 2, 3]
    assert thin([0, 10], [1, 2], [1, 2], 5, (1, 100), log=True).x.tolist() == [10]


def test_columns_of_a_log_axis_are_logarithmic() -> None:
    x = np.arange(1, 1000)
    line = thin(x, x, x, 3, (1, 1000), log=True)
    assert line.x.tolist() == [1, 9, 10, 99, 100, 999]


def by_definition(numbers: list[float], weight: float, index: int) -> float:
    """Weigh each number by its age, counting only those that are finite (1 - w cancels out)."""
    past = [number for number in numbers[: index + 1] if np.isfinite(number)]
    weights = [weight**age for age in range(len(past))][::-1]
    return float(np.dot(weights, past) / np.sum(weights))


@given(values, st.floats(0, 0.99))
def test_smoothing_follows_its_definition_and_passes_gaps(
    numbers: list[float], weight: float
) -> None:
    smoothed = smooth(numbers, weight)
    for index, number in enumerate(numbers):
        if np.isfinite(number):
            expected = by_definition(numbers, weight, index)
            assert smoothed[index] == pytest.approx(expected, rel=1e-6, abs=1e-3)
        else:
            assert np.isnan(smoothed[index])
    assert len(smoothed) == len(numbers)


def test_smoothing_of_a_constant_is_the_constant_from_the_start() -> None:
    assert smooth([3, 3, np.nan, 3], 0.9) == pytest.approx([3, 3, np.nan, 3], nan_ok=True)
    assert smooth([1, 5, 2], 0).tolist() == [1, 5, 2]
