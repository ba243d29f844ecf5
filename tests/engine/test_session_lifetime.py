"""A session's thread: it ends from every state, answers while it trains, and never hurries."""

import threading
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import (
    Apply,
    Close,
    Command,
    Experiment,
    Look,
    Pause,
    Play,
    Probe,
    Reset,
    SetPace,
    Status,
    Step,
    Trainer,
)

if TYPE_CHECKING:
    from tests.engine.conftest import OpenDesk

FLAT_OUT = float("inf")


@pytest.mark.parametrize(
    "commands",
    [
        [],
        [Step()],
        [Play()],
        [Play(), Pause()],
        [SetPace(1), Play()],
        [SetPace(1000), Play()],
        [SetPace(1), Play(), SetPace(FLAT_OUT)],
        [Step(50), Reset(), Step(50)],
        [Play(), Reset()],
    ],
    ids=str,
)
def test_close_ends_the_thread_from_every_state(
    open_desk: "OpenDesk", commands: list[Command]
) -> None:
    desk = open_desk()
    for command in commands:
        desk.session.send(command)
    desk.close()
    assert desk.thread not in threading.enumerate()


@pytest.mark.parametrize("knobs", [{"max_epochs": 5}, {"learning_rate": 100.0}])
def test_close_ends_the_thread_after_a_run_has_ended(
    open_desk: "OpenDesk", knobs: dict[str, float]
) -> None:
    desk = open_desk(**knobs)
    desk.finish()
    desk.close()


def test_what_comes_after_close_is_not_obeyed(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    for command in (Close(), Step(), Look()):
        desk.session.send(command)
    desk.close()
    assert desk._published.empty()


def test_restarts_while_stepping_and_running_leave_one_thread(open_desk: "OpenDesk") -> None:
    before = threading.active_count()
    desk = open_desk()
    for samples in range(100, 110):
        desk.session.send(Step(3))
        desk.session.send(Play())
        desk.session.send(Apply(desk.experiment.changed({"samples": samples})))
    shown = desk.look()
    assert (shown.run, shown.status) == (11, Status.RUNNING)
    assert threading.active_count() == before + 1


def test_it_answers_while_it_trains_flat_out(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    desk.tell(Play())
    desk.watch(lambda snapshot: snapshot.epoch > 2000)
    seen = [desk.look() for _ in range(30)]
    assert {shown.status for shown in seen} == {Status.RUNNING}
    assert all(shown.run == 1 for shown in seen)


def test_it_answers_soon_after_the_epochs_have_become_long(open_desk: "OpenDesk") -> None:
    """Bursts of many short epochs must not be followed by bursts of as many long ones."""
    desk = open_desk(samples=20, hidden=(2,))
    desk.tell(Play())
    desk.watch(lambda snapshot: snapshot.epoch > 10_000)
    large = Experiment.of({"samples": 20_000, "hidden": (64,), "min_improvement": 0.0})
    desk.session.send(Apply(large))
    first = desk.watch(lambda snapshot: snapshot.run == 2 and snapshot.epoch > 0)
    assert first.epoch < 32


LONG_EPOCH = {"samples": 200_000, "batch_size": 1, "hidden": (4,)}
"""An epoch of several seconds."""


@pytest.mark.parametrize("command", [Play(), Step(), Step(1000)])
def test_close_and_the_keys_do_not_wait_for_the_end_of_an_epoch(
    open_desk: "OpenDesk", command: Command
) -> None:
    desk = open_desk(**LONG_EPOCH)
    desk.session.send(command)
    if command == Play():
        shown = desk.watch(lambda snapshot: snapshot.steps > 0)
        assert (shown.epoch, shown.status) == (0, Status.RUNNING)
        paused = desk.tell(Pause())
        assert (paused.epoch, paused.steps < 200_000) == (0, True)
        assert desk.look().steps == paused.steps
        desk.tell(Play())
    desk.close()
    assert desk.session._trainer.epoch == 0


def test_a_slow_pace_does_not_wait_within_an_epoch(open_desk: "OpenDesk") -> None:
    """At an epoch in 1,000 s the first one takes its few bursts and no more."""
    desk = open_desk(samples=2000, batch_size=1)
    desk.tell(SetPace(0.001))
    desk.tell(Play())
    assert desk.watch(lambda snapshot: snapshot.epoch > 0).steps == 2000


def test_a_paced_run_never_goes_faster_than_its_pace(open_desk: "OpenDesk") -> None:
    desk = open_desk()
    desk.tell(SetPace(100))
    began = perf_counter()
    desk.tell(Play())
    shown = desk.watch(lambda snapshot: snapshot.epoch >= 30)
    assert perf_counter() - began >= (shown.epoch - 3) / 100  # one at once, two of credit
    flat_out = desk.tell(SetPace(FLAT_OUT))
    assert desk.watch(lambda snapshot: snapshot.epoch > flat_out.epoch + 500)


@pytest.mark.parametrize(("batch_size", "epochs"), [(None, 3000), (16, 500)])
def test_interruptions_do_not_change_a_single_bit(
    open_desk: "OpenDesk", batch_size: int | None, epochs: int
) -> None:
    """500 probabilities equal to the last bit: the parameters are."""
    desk = open_desk(max_epochs=epochs, batch_size=batch_size, hidden=(8, 8))
    probe = Probe(np.random.default_rng(1).normal(size=(500, 2)))
    desk.tell(Step(3))
    for pace in (1000, FLAT_OUT, 500):
        for command in (SetPace(pace), Play(), Look(probe), Look(), Pause(), Step(7)):
            desk.tell(command)
    desk.tell(SetPace(FLAT_OUT))
    desk.session.send(Look(probe))
    end = desk.finish()
    trainer = Trainer(desk.experiment.config, load(desk.experiment.recipe))
    trainer.advance(epochs)
    assert end.answer is not None
    assert end.metrics == trainer.measure()
    expected = trainer.network.probabilities(probe.points)
    assert end.answer.values.tobytes() == expected.tobytes()
