"""What the tests of the wall share: boards, reports, and a screen over a drive in one process."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import numpy as np
import pytest
from npnn_tui.engine import SERIES, Curves, Metrics
from npnn_tui.engine.sweeps.axes import Axis
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point, Sweep
from npnn_tui.engine.sweeps.verdict import Verdict, Word
from npnn_tui.engine.sweeps.workers import LocalWorker
from npnn_tui.tui.app import NpnnApp
from npnn_tui.tui.sweep.board import Board
from npnn_tui.tui.wall.entry import wall_of
from npnn_tui.tui.wall.screen import WallScreen
from textual.pilot import Pilot

SHORT = {"max_epochs": 30, "log_every": 5, "min_improvement": 0.0}


def points_of(*axes: str, seeds: int = 1, **shared: Any) -> list[Point]:
    return Sweep({**SHORT, **shared}, tuple(map(Axis.parse, axes)), seeds).points()


def board_of(*axes: str, seeds: int = 1) -> Board:
    return Board(points_of(*axes, seeds=seeds), [axis.partition("=")[0] for axis in axes])


def curves_of(losses: Sequence[float]) -> Curves:
    values = np.repeat(np.array(losses, dtype=float)[:, np.newaxis], len(SERIES), axis=1)
    return Curves(np.arange(len(losses), dtype=float), values, values)


def finished(
    number: int,
    loss: float,
    word: Word = Word.CONVERGED,
    losses: Sequence[float] = (1.0, 0.5),
) -> Report:
    metrics = Metrics(loss, loss, 0.9, 0.8, loss)
    verdict = Verdict(word, "an accuracy of 90 %")
    curves = curves_of(losses)
    return Report(number, State.FINISHED, 10, 10, 0.1, metrics, curves, verdict, "max_epochs 10")


OpenWall = Callable[..., AbstractAsyncContextManager[tuple[Pilot[str], WallScreen]]]


@pytest.fixture
def open_wall() -> OpenWall:
    @asynccontextmanager
    async def opened(
        points: Sequence[Point], size: tuple[int, int] = (120, 40)
    ) -> AsyncIterator[tuple[Pilot[str], WallScreen]]:
        names = list(points[0].settings)
        wall = wall_of(points, names, lambda _: LocalWorker())
        async with NpnnApp(wall).run_test(size=size) as pilot:
            yield pilot, wall

    return opened
