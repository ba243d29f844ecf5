"""The training of one point: the same as without a sweep, and soon over when it is cancelled."""

import numpy as np
from npnn_tui.datasets import load
from npnn_tui.engine import Trainer
from npnn_tui.engine.sweeps.report import Report, State, thinned
from npnn_tui.engine.sweeps.sweep import Sweep
from npnn_tui.engine.sweeps.training import train
from npnn_tui.engine.sweeps.verdict import Word

from .conftest import LONG, points_of


def never() -> bool:
    return False


def test_a_point_is_trained_as_it_would_be_by_itself() -> None:
    point = points_of("l2=0.1", "hidden=8", noise=0.1)[0]
    report = train(point, lambda _: None, never)
    trainer = Trainer(point.experiment.config, load(point.experiment.recipe))
    trainer.advance(1000)
    assert (report.state, report.epoch, report.steps) == (State.FINISHED, 30, 30)
    assert report.metrics == trainer.measure()
    assert report.reason == trainer.stopped
    assert report.curves
    np.testing.assert_array_equal(report.curves.high, thinned(trainer.curves()).high)


def test_a_training_that_diverges_is_finished_with_that_verdict() -> None:
    report = train(points_of("learning_rate=100", activation="gelu")[0], lambda _: None, never)
    assert report.state is State.FINISHED
    assert report.verdict
    assert report.verdict.word is Word.DIVERGED
    assert "no longer finite" in report.verdict.reason


def test_what_the_data_do_not_allow_is_refused_with_its_sentence() -> None:
    report = train(points_of("batch_size=500")[0], lambda _: None, never)
    assert (report.state, report.metrics) == (State.REFUSED, None)
    assert report.reason.startswith("batch_size must be between 1 and 200")


def test_a_point_tells_how_far_it_has_come_and_ends_when_it_is_cancelled() -> None:
    point = Sweep(LONG).points()[0]
    reports: list[Report] = []
    last = train(point, reports.append, lambda: len(reports) == 2)
    assert [report.state for report in reports] == [State.RUNNING, State.RUNNING]
    assert 0 < reports[0].epoch < reports[1].epoch <= last.epoch
    assert last.state is State.CANCELLED
    assert reports[0].metrics
    assert reports[0].verdict is None
