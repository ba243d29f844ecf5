"""The history: bounded, ascending, its beginning exact, and no spike ever lost."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from npnn_tui.engine import SERIES, Metrics
from npnn_tui.engine.training.history import History
from numpy.typing import NDArray

HEAD, CAPACITY = 4, 12

Row = tuple[float, float, float, float]

VALUES = st.floats(-1e6, 1e6)
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES), min_size=1, max_size=150)


def filled(rows: list[Row], every: int = 1) -> History:
    history = History(HEAD, CAPACITY)
    for number, row in enumerate(rows):
        history.append(number * every, Metrics(*row, 0.0))
    return history


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, every=st.integers(1, 1000))
def test_each_row_holds_the_extremes_of_its_measurements(rows: list[Row], every: int) -> None:
    """Brute force: a row covers the measurements after the row before it, up to its epoch."""
    curves = filled(rows, every).curves()
    measured, ends = np.array(rows), (curves.epochs / every).astype(int)
    assert len(ends) <= CAPACITY
    assert ends[-1] == len(rows) - 1
    for row, (before, last) in enumerate(pairwise([-1, *ends])):
        bucket = measured[before + 1 : last + 1]
        assert len(bucket)  # the epochs ascend
        assert (curves.low[row] == bucket.min(axis=0)).all()
        assert (curves.high[row] == bucket.max(axis=0)).all()


@settings(max_examples=40, deadline=None)
@given(rows=ROWS)
def test_the_head_is_kept_one_by_one(rows: list[Row]) -> None:
    curves = filled(rows).curves()
    head = np.array(rows[:HEAD])
    assert curves.epochs[:HEAD].tolist() == list(range(len(head)))
    assert (curves.low[:HEAD] == head).all()
    assert (curves.high[:HEAD] == head).all()


def test_a_hundred_thousand_measurements_fit_and_keep_a_single_spike() -> None:
    history = History(head=16, capacity=128)
    for epoch in range(100_000):
        loss = 7.0 if epoch == 77_777 else 1 / (1 + epoch)
        history.append(epoch, Metrics(loss, 0.5, 0.5, 0.5, loss))
    curves = history.curves()
    assert 60 < len(curves.epochs) <= 128
    assert (np.diff(curves.epochs) > 0).all()
    assert curves.epochs[-1] == 99_999
    assert curves.high[:, 0].max() == 7
    assert curves.low[:, 0].min() == 1 / 100_000
    spiked = curves.epochs[curves.high[:, 0] == 7]
    assert 77_777 <= spiked[0] < 77_777 + 100_000 / 50


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("position", [0, HEAD, 40, 99])
def test_what_is_not_finite_marks_its_row_and_its_series_only(value: float, position: int) -> None:
    rows: list[Row] = [(1.0, 2.0, 3.0, 4.0)] * 100
    rows[position] = (1.0, value, 3.0, 4.0)
    curves = filled(rows).curves()
    for values in (curves.low, curves.high):
        row, column = np.argwhere(np.isnan(values)).T
        assert column.tolist() == [SERIES.index("test_loss")]
        assert curves.epochs[row[0]] >= position
        assert row[0] == 0 or curves.epochs[row[0] - 1] < position


@pytest.mark.parametrize(("head", "capacity"), [(4, 9), (4, 4), (4, 2)])
def test_rows_that_cannot_be_merged_two_by_two_are_refused(head: int, capacity: int) -> None:
    with pytest.raises(ValueError, match=f"even and positive, got {capacity} - {head}"):
        History(head, capacity)


@settings(max_examples=30, deadline=None)
@given(rows=ROWS, later=st.integers(1, 9))
def test_the_current_moment_is_a_last_row_that_is_not_kept(rows: list[Row], later: int) -> None:
    history = filled(rows)
    kept, epoch = history.curves(), len(rows) - 1
    shown = history.curves((epoch + later, Metrics(1.0, math.inf, 3.0, 4.0, 5.0)))
    assert shown.epochs.tolist() == [*kept.epochs, epoch + later]
    for values, before in ((shown.low, kept.low), (shown.high, kept.high)):
        np.testing.assert_array_equal(values, [*before, [1, math.nan, 3, 4]])
    for same in (history.curves(), history.curves((epoch, Metrics(9.0, 9.0, 9.0, 9.0, 9.0)))):
        assert same.epochs.tolist() == kept.epochs.tolist()
        assert same.high.tolist() == kept.high.tolist()


def test_curves_are_copies() -> None:
    history = filled([(1.0, 1.0, 1.0, 1.0)] * 5)
    early = history.curves()
    kept: list[NDArray[np.float64]] = [early.epochs.copy(), early.low.copy(), early.high.copy()]
    for epoch in range(5, 200):
        history.append(epoch, Metrics(9.0, -9.0, 9.0, -9.0, 0.0))
    for now, then in zip((early.epochs, early.low, early.high), kept, strict=True):
        assert (now == then).all()
    early.low[:] = 99
    assert (history.curves().low != 99).all()


def test_series_are_named_as_in_metrics_and_stand_in_that_order() -> None:
    curves = filled([(1.0, 2.0, 3.0, 4.0)]).curves()
    metrics = Metrics(1.0, 2.0, 3.0, 4.0, 5.0)
    assert curves.low[0].tolist() == [getattr(metrics, name) for name in SERIES]
