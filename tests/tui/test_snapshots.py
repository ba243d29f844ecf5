"""Pictures of the dashboard in its states and sizes, of runs that have stopped for good."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from queue import SimpleQueue

import pytest
from npnn_tui.datasets import Split, load
from npnn_tui.engine import (
    Answer,
    Close,
    Command,
    Experiment,
    Look,
    Mark,
    Probe,
    Refusal,
    Snapshot,
    Status,
    Trainer,
)
from npnn_tui.engine.diagnosis import Diagnosis
from npnn_tui.tui.app import NpnnApp
from npnn_tui.tui.dashboard import Dashboard
from npnn_tui.tui.panels.diagnosis import DiagnosisBanner
from npnn_tui.tui.view import View
from textual.pilot import Pilot
from textual.widgets import Input

from .conftest import SIZES

Publish = Callable[[Snapshot | Refusal], None]
SnapCompare = Callable[..., bool]


class StillSession:
    """A session that trains before it starts and then answers every look with that moment."""

    def __init__(
        self, status: Status, epochs: int, experiment: Experiment, split: Split, publish: Publish
    ) -> None:
        self._commands: SimpleQueue[Command] = SimpleQueue()
        self._publish = publish
        self._trainer = Trainer(experiment.config, split)
        self._trainer.advance(epochs)
        self._snapshot = Snapshot(
            run=1,
            experiment=experiment,
            split=split,
            status=status,
            reason=self._trainer.stopped,
            epoch=self._trainer.epoch,
            steps=self._trainer.steps,
            metrics=self._trainer.measure(),
            curves=self._trainer.history.curves(),
            marks=(Mark(100, "L2 (lambda) 0.02 → 0.01"),) if self._trainer.epoch > 100 else (),
            parameter_count=self._trainer.network.parameters.size,
            seconds=epochs / 10_000,
            training_seconds=epochs / 10_000,
            steps_per_second=10_000.0 if status is Status.RUNNING else 0.0,
            epochs_per_second=10_000.0 if status is Status.RUNNING else 0.0,
            learning_rate=self._trainer.learning_rate,
            answer=None,
            diagnosis=TOO_LONG if status is Status.DIVERGED else None,
        )

    def send(self, command: Command) -> None:
        self._commands.put(command)

    def run(self) -> None:
        while not isinstance(command := self._commands.get(), Close):
            probe = command.probe if isinstance(command, Look) else None
            self._publish(replace(self._snapshot, answer=self._answer(probe)))

    def _answer(self, probe: Probe | None) -> Answer | None:
        if probe is None:
            return None
        return Answer(probe, self._trainer.network.probabilities(probe.points))


STATES: dict[str, tuple[Status, int, dict[str, object]]] = {
    "ready": (Status.READY, 0, {}),
    "running": (Status.RUNNING, 400, {}),
    "finished": (
        Status.FINISHED,
        1_500,
        {"max_epochs": 1_500, "optimizer": "adam", "schedule": "exponential"},
    ),
    "diverged": (Status.DIVERGED, 200, {"learning_rate": 20.0}),
}

TOO_LONG = Diagnosis(
    "step too long",
    "Each step adds up 200 gradients, which makes it 200 × 20 = 4,000 times their mean, 5,300 "
    "times the longest stable step (2/λ_max = 0.75: the loss curves with λ_max = 2.67 at the "
    "initial weights). The first 20 steps throw the loss from 0.859 up to 4.99e+114, and at epoch "
    "54 the numbers of layer 2 of 2 were no longer finite.",
    {"reduction": "mean", "learning_rate": 0.37},
)


def app_in(status: Status, epochs: int, values: dict[str, object]) -> NpnnApp:
    experiment = Experiment.of({"dtype": "float64", "min_improvement": 0.0, **values})
    split = load(experiment.recipe)

    def still(experiment: Experiment, split: Split, publish: Publish) -> StillSession:
        return StillSession(status, epochs, experiment, split, publish)

    return NpnnApp(Dashboard(experiment, split, View(marker="braille"), session_of=still))


async def all_drawn(pilot: Pilot[str]) -> None:
    dashboard = pilot.app.screen
    assert isinstance(dashboard, Dashboard)
    while not is_settled(dashboard):
        await pilot.pause()
    await pilot.pause()


def is_settled(dashboard: Dashboard) -> bool:
    """Tell whether a diagnosis has its room, and the boundary the answer to its last question."""
    snapshot = dashboard.snapshot
    if snapshot is None or snapshot.answer is None:
        return False
    is_ill = dashboard.query_one(DiagnosisBanner).region.area > 0
    is_answered = snapshot.answer.probe is dashboard._feed._probe
    return is_answered and is_ill is (snapshot.diagnosis is not None)


@pytest.mark.parametrize("layout", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_states(snap_compare: SnapCompare, state: str, layout: str) -> None:
    status, epochs, values = STATES[state]
    app = app_in(status, epochs, values)
    assert snap_compare(app, terminal_size=SIZES[layout], run_before=all_drawn)


@pytest.mark.parametrize("layout", SIZES)
def test_an_invalid_value(snap_compare: SnapCompare, layout: str) -> None:
    async def mistype(pilot: Pilot[str]) -> None:
        await all_drawn(pilot)
        await pilot.press("p")
        editor = pilot.app.screen.query_one("#field-noise Input", Input)
        editor.cursor_blink = False
        editor.focus()
        await pilot.press("end", "x")

    assert snap_compare(
        app_in(Status.READY, 0, {}), terminal_size=SIZES[layout], run_before=mistype
    )


def pressing(*keys: str) -> Callable[[Pilot[str]], Awaitable[None]]:
    async def press(pilot: Pilot[str]) -> None:
        await all_drawn(pilot)
        await pilot.press(*keys)

    return press


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("help", ["question_mark"]),
        ("loss", ["2"]),
        ("ascii", ["b"]),
        ("light", ["t"]),
        ("contrast", ["t", "t"]),
        ("cursor", ["right", "up"]),
    ],
)
def test_views(snap_compare: SnapCompare, name: str, keys: list[str]) -> None:
    app = app_in(Status.RUNNING, 400, {})
    assert snap_compare(app, terminal_size=SIZES["tabs"], run_before=pressing(*keys))


def test_too_small(snap_compare: SnapCompare) -> None:
    assert snap_compare(app_in(Status.READY, 0, {}), terminal_size=(50, 12))
