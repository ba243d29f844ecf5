import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.tui.plotting.scales import Scale
from npnn_tui.tui.plotting.ticks import short_number, tick_labels, ticks


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (1, "1"),
        (0.1, "0.1"),
        (0.01, "0.01"),
        (0.001, "0.001"),
        (0.0001, "1e-4"),
        (-2.5, "-2.5"),
        (250, "250"),
        (999.99, "1k"),
        (1500, "1.5k"),
        (10_000, "10k"),
        (2e6, "2M"),
        (3e9, "3e9"),
        (1.5e-7, "1.5e-7"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_short_numbers(number: float, text: str) -> None:
    assert short_number(number) == text


@pytest.mark.parametrize(
    ("limits", "log", "count", "labels"),
    [
        ((0, 1), False, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ((0, 1500), False, 4, ["0", "500", "1k", "1.5k"]),
        ((-1.3, 2.2), False, 4, ["-1", "0", "1", "2"]),
        ((1e-3, 1), True, 4, ["0.001", "0.01", "0.1", "1"]),
        ((1e-6, 1), True, 4, ["1e-6", "1e-4", "0.01", "1"]),
        ((1, 1e5), True, 9, ["1", "10", "100", "1k", "10k", "100k"]),
        ((0.02, 2), True, 8, ["0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"]),
        ((1.1, 1.9), True, 5, ["1.2", "1.4", "1.6", "1.8"]),
        ((100_000, 100_008), False, 4, ["100k", "100.002k", "100.004k", "100.006k", "100.008k"]),
    ],
)
def test_ticks_are_round_and_their_labels_tell_them_apart(
    limits: tuple[float, float], log: bool, count: int, labels: list[str]
) -> None:
    assert tick_labels(ticks(Scale.of(limits, log), count), log=log) == labels


anything = st.floats(allow_nan=True, allow_infinity=True)


@given(anything, anything, st.booleans(), st.integers(0, 20))
def test_ticks_ascend_within_the_limits_and_are_few(
    low: float, high: float, log: bool, count: int
) -> None:
    scale = Scale.of((low, high), log)
    values = ticks(scale, count)
    slack = 1e-6 * (scale.high - scale.low)
    assert len(values) <= count + 1
    assert all(scale.low * (0.99 if log else 1) - slack <= value for value in values)
    assert all(value <= scale.high * (1.01 if log else 1) + slack for value in values)
    assert all(first < second for first, second in pairwise(values))


@given(st.floats(-1e12, 1e12), st.floats(1e-6, 1e12), st.integers(2, 12))
def test_labels_of_one_axis_differ(low: float, width: float, count: int) -> None:
    values = ticks(Scale.of((low, low + width)), count)
    labels = tick_labels(values)
    assert len(set(labels)) == len(values)


@given(st.floats(-1e308, 1e308))
def test_short_numbers_can_be_read_back(number: float) -> None:
    text = short_number(number)
    factor = {"k": 1e3, "M": 1e6}.get(text[-1], 1.0)
    read = float(text.rstrip("kM")) * factor
    assert read == pytest.approx(number, rel=0.006, abs=9 * math.ulp(0.0))
