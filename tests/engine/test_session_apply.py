"""Applying an experiment: in place where that is possible, else anew, and never half."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import (
    Apply,
    Experiment,
    Mark,
    Pause,
    Play,
    Refusal,
    Reset,
    SetPace,
    Status,
    Step,
    Trainer,
)

if TYPE_CHECKING:
    from tests.engine.conftest import OpenDesk


def test_a_live_knob_keeps_the_weights_and_leaves_a_mark(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    before = desk.tell(Step(10))
    tuned = desk.experiment.changed({"learning_rate": 0.005, "l2": 0.5})
    after = desk.tell(Apply(tuned))
    assert (after.run, after.epoch, after.status) == (1, 10, Status.PAUSED)
    assert after.marks == (
        Mark(10, "Learning rate 0.01 → 0.005"),
        Mark(10, "L2 (lambda) 0.01 → 0.5"),
    )
    assert after.experiment == tuned
    assert after.metrics.train_loss == before.metrics.train_loss
    assert after.metrics.objective > before.metrics.objective
    trainer = Trainer(desk.experiment.config, load(desk.experiment.recipe))
    trainer.advance(10)
    trainer.tune(tuned.config)
    trainer.advance(7)
    assert desk.tell(Step(7)).metrics == trainer.measure()


def test_a_live_knob_keeps_a_run_running(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    desk.tell(Play())
    epoch = desk.watch(lambda snapshot: snapshot.epoch > 0).epoch
    after = desk.tell(Apply(desk.experiment.changed({"reduction": "mean"})))
    assert (after.status, after.run) == (Status.RUNNING, 1)
    assert after.epoch >= after.marks[0].epoch >= epoch
    assert desk.tell(Reset()).marks == ()


def test_a_live_knob_applied_anew_starts_from_the_initial_weights(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    start = desk.tell(Pause())
    desk.tell(Step(10))
    tuned = desk.experiment.changed({"learning_rate": 0.005})
    after = desk.tell(Apply(tuned, anew=True))
    assert (after.run, after.epoch, after.status, after.marks) == (2, 0, Status.READY, ())
    assert after.metrics == start.metrics
    assert desk.tell(Apply(tuned, anew=True)).run == 2  # nothing has changed


@pytest.mark.parametrize(
    "change",
    [
        {"hidden": (4,)},
        {"activation": "tanh"},
        {"seed": 1},
        {"samples": 300},
        {"batch_size": 10},
        {"dtype": "float64"},
        {"learning_rate": 0.02, "noise": 0.1},
    ],
)
@pytest.mark.parametrize("running", [False, True])
def test_another_knob_restarts_and_goes_on_if_it_ran(
    open_desk: "OpenDesk", change: dict[str, Any], running: bool
) -> None:
    desk = open_desk()
    desk.tell(Step(5))
    if running:
        desk.tell(Play())
    desk.session.send(SetPace(1))  # so that it stands still enough to be compared
    changed = desk.experiment.changed(change)
    shown = desk.hear(Apply(changed))
    restarted = next(snapshot for snapshot in shown if snapshot.run == 2)
    assert restarted.epoch == 0
    assert restarted.status is (Status.RUNNING if running else Status.READY)
    assert (restarted.experiment, restarted.marks) == (changed, ())
    assert restarted.metrics == Trainer(changed.config, load(changed.recipe)).measure()


def test_the_same_experiment_changes_nothing(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    before = desk.tell(Step(5))
    after = desk.tell(Apply(desk.experiment.changed({})))
    assert (after.run, after.epoch, after.marks) == (before.run, 5, ())


@pytest.mark.parametrize(
    ("change", "field", "phrase"),
    [
        ({"batch_size": 201}, "batch_size", "between 1 and 200"),
        ({"samples": 2, "classes": 3}, "samples", "at least the number of classes, 3"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_run_goes_on(
    open_desk: "OpenDesk", change: dict[str, Any], field: str, phrase: str
) -> None:
    desk = open_desk()
    before = desk.tell(Step(5))
    refusal, *_, after = desk.hear(Apply(desk.experiment.changed(change)))
    assert isinstance(refusal, Refusal)
    assert refusal.field == field
    assert phrase in refusal.sentence
    assert (after.run, after.epoch, after.status) == (1, 5, Status.PAUSED)
    assert (after.experiment, after.metrics) == (before.experiment, before.metrics)
    desk.tell(Play())
    _, *_, running = desk.hear(Apply(desk.experiment.changed(change)))
    assert (running.status, running.run) == (Status.RUNNING, 1)


def test_a_missing_file_is_refused(open_desk: "OpenDesk", tmp_path: Path) -> None:
    desk = open_desk()
    missing = Experiment.of({"data": str(tmp_path / "none.csv")})
    refusal, *_, after = desk.hear(Apply(missing))
    assert isinstance(refusal, Refusal)
    assert refusal.field == "data"
    assert "there is no file" in refusal.sentence
    assert (after.experiment.recipe.data, after.epoch, after.run) == ("moons", 0, 1)


def test_a_live_change_lets_a_diverged_run_go_on(open_desk: "OpenDesk") -> None:
    desk = open_desk(learning_rate=100.0)
    end = desk.finish()
    assert end.status is Status.DIVERGED
    calm = desk.tell(Apply(desk.experiment.changed({"learning_rate": 0.01})))
    assert (calm.status, calm.epoch, calm.run, calm.reason) == (Status.PAUSED, end.epoch, 1, "")
    assert desk.tell(Step(200)).metrics.train_score > 0.9


def test_a_finished_run_with_another_log_every_stays_finished(open_desk: "OpenDesk") -> None:
    desk = open_desk(max_epochs=20)
    desk.finish()
    after = desk.tell(Apply(desk.experiment.changed({"log_every": 3})))
    assert (after.status, after.reason) == (Status.FINISHED, "max_epochs 20 reached")
    assert after.marks == (Mark(20, "Log every auto → 3"),)


def test_max_epochs_raised_on_a_finished_run_goes_on(open_desk: "OpenDesk") -> None:
    desk = open_desk(max_epochs=20)
    desk.finish()
    longer = desk.experiment.changed({"max_epochs": 50})
    assert desk.tell(Apply(longer)).status is Status.PAUSED
    end = desk.finish()
    assert (end.epoch, end.run, end.reason) == (50, 1, "max_epochs 50 reached")
    whole = Trainer(longer.config, load(longer.recipe))
    whole.advance(50)
    assert end.metrics == whole.measure()


def test_another_pace_leaves_a_mark_once_training_has_begun(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    assert desk.tell(SetPace(10)).marks == ()
    desk.tell(Step(3))
    assert desk.tell(SetPace(10)).marks == ()
    assert desk.tell(SetPace(math.inf)).marks == (Mark(3, "Pace 10 → max"),)
