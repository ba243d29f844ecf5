"""The session: what each command does to a run, as a screen sees it."""

from typing import TYPE_CHECKING

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import (
    Apply,
    Experiment,
    Look,
    Pause,
    Play,
    Probe,
    Reset,
    Rest,
    SetPace,
    Snapshot,
    Status,
    Step,
    Trainer,
)

if TYPE_CHECKING:
    from tests.engine.conftest import OpenDesk


def alone(experiment: Experiment, epochs: int) -> Trainer:
    """The same run without any session."""
    trainer = Trainer(experiment.config, load(experiment.recipe))
    trainer.advance(epochs)
    return trainer


def test_it_begins_ready_at_epoch_0(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    first = desk.look()
    assert (first.status, first.epoch, first.steps, first.run) == (Status.READY, 0, 0, 1)
    assert (first.reason, first.marks, first.seconds) == ("", (), 0.0)
    assert first.metrics == alone(desk.experiment, 0).measure()
    assert first.parameter_count == 2 * 32 + 32 + 32 * 2 + 2
    assert first.curves.epochs.tolist() == [0]


def test_steps_train_one_epoch_each_and_leave_it_paused(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    for epoch in (1, 2, 3):
        shown = desk.tell(Step())
        assert (shown.status, shown.epoch) == (Status.PAUSED, epoch)
        assert shown.metrics == alone(desk.experiment, epoch).measure()
    assert desk.tell(Step(40)).metrics == alone(desk.experiment, 43).measure()


def test_looks_show_the_moment_and_leave_the_history_alone(open_desk: "OpenDesk") -> None:
    desk = open_desk(log_every=10)
    for epoch in range(1, 25):
        shown = desk.tell(Step())
        logged = [float(log) for log in range(0, epoch + 1, 10)]
        current = [] if epoch % 10 == 0 else [epoch]
        assert shown.curves.epochs.tolist() == [*logged, *current]
        assert shown.curves.low[-1, 0] == shown.metrics.train_loss


def test_training_seconds_are_those_of_the_steps(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    desk.tell(SetPace(10))
    desk.tell(Play())
    shown = desk.watch(lambda snapshot: snapshot.epoch >= 4)
    assert 0 < shown.training_seconds < shown.seconds
    assert shown.seconds > 0.25  # the fourth epoch is due 0.3 s after the first


def test_play_and_pause(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    assert desk.tell(Play()).status is Status.RUNNING
    going = desk.watch(lambda snapshot: snapshot.epoch > 100)
    assert going.status is Status.RUNNING
    assert going.steps_per_second > 0
    paused = desk.tell(Pause())
    assert (paused.status, paused.reason) == (Status.PAUSED, "")
    assert desk.look().epoch == desk.look().epoch == paused.epoch
    assert desk.tell(Pause()).status is Status.PAUSED
    assert desk.tell(Play()).epoch >= paused.epoch


def test_a_rest_trains_nothing_and_still_answers(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    desk.tell(Play())
    desk.session.send(Rest(3600))
    resting = desk.look()
    assert resting.status is Status.RUNNING
    assert desk.look().epoch == desk.look().epoch == resting.epoch
    assert desk.tell(Pause()).status is Status.PAUSED
    assert desk.tell(Step()).epoch == resting.epoch + 1


def test_a_step_while_running_pauses(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    desk.tell(Play())
    stepped = desk.tell(Step())
    assert stepped.status is Status.PAUSED
    assert desk.look().epoch == stepped.epoch


def test_reset_goes_back_to_the_same_weights_and_goes_on_if_it_ran(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    first, fifth = desk.look(), desk.tell(Step(5))
    again = desk.tell(Reset())
    assert (again.status, again.epoch, again.run) == (Status.READY, 0, 2)
    assert again.metrics == first.metrics
    assert desk.tell(Step(5)).metrics == fifth.metrics
    desk.tell(Play())
    running = desk.tell(Reset())
    assert (running.status, running.run) == (Status.RUNNING, 3)


def test_the_end_is_published_unasked_and_once(open_desk: "OpenDesk") -> None:
    desk = open_desk(max_epochs=300)
    finished = desk.finish()
    assert (finished.status, finished.epoch) == (Status.FINISHED, 300)
    assert finished.reason == "max_epochs 300 reached"
    assert len(desk.hear()) == 1
    assert desk.tell(Step()).status is Status.FINISHED
    assert desk.finish().epoch == 300


def test_a_finished_run_with_another_learning_rate_finishes_again(open_desk: "OpenDesk") -> None:
    desk = open_desk(max_epochs=30)
    desk.finish()
    tuned = desk.tell(Apply(desk.experiment.changed({"learning_rate": 0.02})))
    assert (tuned.status, tuned.epoch, tuned.reason) == (Status.PAUSED, 30, "")
    assert desk.finish().reason == "max_epochs 30 reached"


def test_a_diverged_run_neither_plays_nor_steps_but_resets(open_desk: "OpenDesk") -> None:
    desk = open_desk(learning_rate=100.0)
    end = desk.finish()
    assert end.status is Status.DIVERGED
    assert f"no longer finite at epoch {end.epoch}" in end.reason
    for command in (Play(), Step(), Pause()):
        shown = desk.tell(command)
        assert (shown.status, shown.epoch) == (Status.DIVERGED, end.epoch)
    assert desk.tell(Reset()).status is Status.READY


@pytest.mark.parametrize("learning_rate", [0.01, 100.0])
def test_probes_are_answered_with_the_networks_probabilities(
    open_desk: "OpenDesk", learning_rate: float
) -> None:
    desk = open_desk(learning_rate=learning_rate)
    desk.tell(Step(20))
    probe = Probe(np.random.default_rng(0).normal(size=(500, 2)))
    shown = desk.hear(Look(probe))[0]
    assert shown.answer.probe is probe
    trainer = alone(desk.experiment, 20)
    with np.errstate(all="ignore"):
        expected = trainer.network.probabilities(probe.points)
    np.testing.assert_array_equal(shown.answer.values, expected)


def test_a_probe_of_another_width_has_no_answer(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    for points in (np.zeros((4, 3)), np.zeros((4, 1))):
        assert desk.hear(Look(Probe(points)))[0].answer is None
    desk.session.send(Look(None))
    assert desk.until(lambda snapshot: True).answer is None


def test_a_probe_stays_in_force_for_later_snapshots(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    probe = Probe(np.ones((3, 2)))
    _, stepped, _ = desk.hear(Look(probe), Step())
    assert stepped.answer.probe is probe
    expected = alone(desk.experiment, 1).network.probabilities(probe.points)
    assert (stepped.answer.values == expected).all()


def test_commands_are_answered_one_for_one_and_in_order(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    heard = desk.hear(Step(), Step(3), Reset(), SetPace(10), Step(), Pause(), Play(), Pause())
    assert [snapshot.epoch for snapshot in heard[:7]] == [1, 4, 0, 0, 1, 1, 1]
    assert [snapshot.status.value for snapshot in heard[:8]] == (
        ["paused", "paused", "ready", "ready", "paused", "paused", "running", "paused"]
    )


def test_snapshots_do_not_change_after_they_were_published(open_desk: "OpenDesk") -> None:
    desk = open_desk(log_every=1)
    early: Snapshot = desk.tell(Step(5))
    kept = early.curves.high.copy()
    desk.tell(Step(200))
    assert early.epoch == 5
    assert early.curves.epochs.tolist() == [0, 1, 2, 3, 4, 5]
    assert (early.curves.high == kept)[:, 0].all()
