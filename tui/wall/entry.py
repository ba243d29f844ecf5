"""From a sweep to its wall."""

import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from dataclasses import replace
from multiprocessing import resource_tracker

from npnn_tui.engine.sweeps.journal import Journal
from npnn_tui.engine.sweeps.sweep import Grid, Point
from npnn_tui.engine.sweeps.workers import Workers

from ..app import NpnnApp
from ..link.link import Link
from ..saving import Saving
from ..sweep.board import Board
from .drive import Drive
from .screen import WallScreen

FINE: Grid = (48, 48)
COARSE: Grid = (32, 32)
"""Samples of the boundary of each of many cells: four kilobytes of two classes."""

FEW = 100
"""Points of which the boundary is asked for in detail."""


def wall_of(
    points: Sequence[Point],
    names: Sequence[str],
    workers_for: Callable[[int], Workers],
    journal: Journal | None = None,
    link: Link | None = None,
    *,
    saving: Saving | None = None,
) -> WallScreen:
    """Return the screen of a sweep over these knobs; what the journal holds is not trained again.

    A cell that is opened is saved as `saving` says, by default as every run is.

    A sweep over nothing but seeds shows these first. Raises FieldError where there are no such
    workers, or results in the journal that make no sense.
    """
    grid = FINE if len(points) <= FEW else COARSE
    points = [replace(point, grid=grid) for point in points]
    board = Board(points, names)
    for report in journal.finished(points).values() if journal else ():
        board.take(report)
    board.news.clear()
    drive = Drive(board, workers_for, journal)
    drive.prepare()
    with redirect_stderr(sys.__stderr__):  # Textual's is no file, which other processes need
        resource_tracker.ensure_running()
    return WallScreen(drive, link, "wall" if names else "seeds", saving)


def run(
    points: Sequence[Point],
    names: Sequence[str],
    workers_for: Callable[[int], Workers],
    journal: Journal | None,
) -> int:
    """Show the wall of a sweep until it is left, and return the exit code."""
    link = Link()
    app = NpnnApp(wall_of(points, names, workers_for, journal, link), link)
    app.run()
    return app.return_code or 0
