import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from npnn_tui.tui.plotting import growing_limit, linear_limits, log_limits
from npnn_tui.tui.plotting.scales import Scale

anything = st.floats(allow_nan=True, allow_infinity=True)


@given(anything, anything, st.booleans())
def test_any_limits_make_a_scale_that_can_be_drawn(low: float, high: float, log: bool) -> None:
    scale = Scale.of((low, high), log)
    assert math.isfinite(scale.low)
    assert math.isfinite(scale.high)
    assert scale.low < scale.high
    assert scale.low > 0 or not log
    assert scale.fractions([scale.low, scale.high]).tolist() == pytest.approx([0, 1])


@given(anything, anything, st.booleans(), st.floats(allow_nan=False))
def test_fractions_stay_between_zero_and_one(
    low: float, high: float, log: bool, value: float
) -> None:
    fraction = float(Scale.of((low, high), log).fractions(value))
    assert 0 <= fraction <= 1


@given(st.floats(-1e6, 1e6), st.floats(1e-2, 1e6))
def test_usable_limits_are_taken_as_they_are(low: float, width: float) -> None:
    assert Scale.of((low, low + width)) == Scale(low, low + width)
    assert Scale.of((low + width, low)) == Scale(low, low + width)


def test_fractions_are_linear_or_logarithmic() -> None:
    assert Scale(10, 20).fractions([10, 15, 20, 99]).tolist() == [0, 0.5, 1, 1]
    assert Scale(0.01, 1, log=True).fractions([0.01, 0.1, 1, 0, -1]) == pytest.approx(
        [0, 0.5, 1, 0, 0]
    )
    assert np.isnan(Scale(0, 1).fractions(np.nan))


def test_bins_cover_the_scale_evenly_with_the_upper_limit_in_the_last() -> None:
    assert Scale(0, 4).bins([0, 0.99, 1, 3.99, 4, 7], 4).tolist() == [0, 0, 1, 3, 3, 3]


@given(st.floats(11, 1e12), st.floats(11, 1e12))
def test_growing_limits_hold_the_value_without_jumping_far(first: float, second: float) -> None:
    assert first * (1 - 1e-8) <= growing_limit(first) <= 1.5 * first
    assert (growing_limit(first) <= growing_limit(second)) or first > second


def test_growing_limits_change_rarely() -> None:
    assert [growing_limit(n) for n in (0, 10, 11, 16, 150, 151, 7e5)] == [
        10,
        10,
        15,
        20,
        150,
        200,
        8e5,
    ]
    assert len({growing_limit(n) for n in range(10_000)}) < 30
    assert growing_limit(math.nan) == 10


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9), st.booleans())
def test_linear_limits_hold_the_data_with_little_padding(
    low: float, width: float, from_zero: bool
) -> None:
    assume(width > 1e-6 * abs(low))
    high = low + width
    bottom, top = linear_limits(low, high, from_zero=from_zero)
    slack = 1e-9 * max(abs(low), abs(high))
    assert bottom <= low + slack
    assert top >= high - slack
    first, last = (min(low, 0), max(high, 0)) if from_zero else (low, high)
    assert top - bottom <= 1.5 * (last - first) + slack


def test_linear_limits_are_round() -> None:
    assert linear_limits(0.2, 0.93) == (0, 1)
    assert linear_limits(0.52, 0.93, from_zero=False) == pytest.approx((0.5, 0.95))
    assert linear_limits(math.nan, 1) == (0, 1)


def test_log_limits_are_round_positive_and_not_below_the_floor() -> None:
    assert log_limits(0.03, 1.3) == pytest.approx((0.02, 2))
    assert log_limits(0, 0.7, floor=1e-4) == pytest.approx((1e-4, 1))
    assert log_limits(-5, 0.7) == pytest.approx((1e-6, 1))
    low, high = log_limits(0.0, 0.0)
    assert 0 < low < high
