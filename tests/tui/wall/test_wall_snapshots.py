"""Pictures of the wall in its views and sizes, of a sweep that has come to its end."""

from collections.abc import Awaitable, Callable
from concurrent.futures import Future

import numpy as np
import pytest
from npnn_tui.engine import Metrics
from npnn_tui.engine.sweeps.answers import Answers
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point
from npnn_tui.engine.sweeps.verdict import Verdict, Word
from npnn_tui.engine.sweeps.workers import Tell
from npnn_tui.tui.app import NpnnApp
from npnn_tui.tui.terminal import terminal_of, use_terminal
from npnn_tui.tui.wall.entry import wall_of
from npnn_tui.tui.wall.screen import WallScreen
from npnn_tui.tui.wall.status import Status
from textual.pilot import Pilot

from ..conftest import SIZES
from .conftest import curves_of, points_of

SnapCompare = Callable[..., bool]


class Drawn:
    """Workers that make up a report by the point's number, without any training."""

    count = lanes = 2

    def start(self, tell: Tell) -> None: ...

    def submit(self, point: Point) -> "Future[Report]":
        future: Future[Report] = Future()
        future.set_result(made_up(point))
        return future

    def stop(self, number: int) -> None: ...

    def cancel(self) -> None: ...

    def close(self) -> None: ...


def made_up(point: Point) -> Report:
    loss = 0.5 / (1 + point.cell) + 0.01 * point.seed
    losses = loss + np.exp(-np.arange(40) / (4 + point.cell))
    metrics = Metrics(loss, 1.2 * loss, 0.9, 0.8, loss)
    verdict = Verdict(list(Word)[point.cell % len(Word)], "a reason that is told in some words")
    curves, answers = curves_of(losses.tolist()), disc(0.3 + 0.05 * (point.cell + point.seed))
    return Report(point.number, State.FINISHED, 39, 39, 0.1, metrics, curves, verdict, "", answers)


def disc(radius: float) -> Answers:
    """Return the probabilities of two classes, one within a disc and one around it."""
    row, column = np.mgrid[-1:1:32j, -1:1:32j]
    inside = 1 / (1 + np.exp((np.hypot(row, column) - radius) * 10))
    return np.stack((inside, 1 - inside), axis=-1).astype(np.float16)


def doing(*keys: str) -> Callable[[Pilot[str]], Awaitable[None]]:
    async def do(pilot: Pilot[str]) -> None:
        wall = pilot.app.screen
        assert isinstance(wall, WallScreen)
        while not any("done" in line.plain for line in wall.query_one(Status).lines or ()):
            await pilot.pause(0.01)
        await pilot.press(*keys)
        await pilot.pause()

    return do


def app_of(*axes: str, seeds: int = 3) -> NpnnApp:
    points = points_of(*axes, seeds=seeds)
    return NpnnApp(wall_of(points, list(points[0].settings), lambda _: Drawn()))


@pytest.mark.parametrize("layout", SIZES)
def test_a_wall(snap_compare: SnapCompare, layout: str) -> None:
    app = app_of("hidden=4,8,16,32,64,128")
    assert snap_compare(app, terminal_size=SIZES[layout], run_before=doing("right"))


@pytest.mark.parametrize(("view", "key"), [("curves", "2"), ("slice", "3"), ("parallel", "4")])
def test_a_view(snap_compare: SnapCompare, view: str, key: str) -> None:
    app = app_of("hidden=4,8,16", "l2=0,0.1")
    assert snap_compare(app, terminal_size=SIZES["columns"], run_before=doing("right", key))


@pytest.mark.parametrize("layout", ["tabs", "columns"])
def test_seeds(snap_compare: SnapCompare, layout: str) -> None:
    assert snap_compare(app_of(seeds=8), terminal_size=SIZES[layout], run_before=doing())


def test_a_wall_in_seven_bits(snap_compare: SnapCompare) -> None:
    use_terminal(terminal_of({"TERM": "vt100", "LANG": "C"}))
    app = app_of("hidden=4,8,16,32", seeds=2)
    assert snap_compare(app, terminal_size=SIZES["tabs"], run_before=doing())
