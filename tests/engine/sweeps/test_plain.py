"""A report as plain values, and back."""

import numpy as np
from npnn_tui.engine.sweeps.plain import plain_of, report_from
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.training import train

from .conftest import points_of


def test_a_report_comes_back_as_it_was() -> None:
    report = train(points_of("l2=0.1")[0], lambda _: None, lambda: False)
    again = report_from(plain_of(report))
    assert report.curves
    assert again.curves
    for name in ("epochs", "low", "high"):
        np.testing.assert_array_equal(getattr(again.curves, name), getattr(report.curves, name))
    for name in ("number", "state", "epoch", "steps", "seconds", "metrics", "verdict", "reason"):
        assert getattr(again, name) == getattr(report, name)
        assert type(getattr(again, name)) is type(getattr(report, name))


def test_a_report_without_figures_comes_back_too() -> None:
    again = report_from(plain_of(Report(7, State.REFUSED, reason="so")))
    assert (again.number, again.state, again.reason) == (7, State.REFUSED, "so")
    assert (again.metrics, again.curves, again.verdict) == (None, None, None)
