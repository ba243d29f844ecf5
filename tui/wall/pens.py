"""The colours of a wall: of verdicts and states, and of many cells beside each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from npnn_tui.engine.sweeps.report import State
from npnn_tui.engine.sweeps.verdict import Word

from ..plotting import CLASS_COLORS, Marker, blend
from ..sweep.cell import Cell

COMPONENTS: Mapping[Word | State, str] = {
    Word.CONVERGED: "converged",
    Word.UNDERFITS: "underfits",
    Word.OVERFITS: "overfits",
    Word.OSCILLATES: "oscillates",
    Word.DIVERGED: "diverged",
    State.FAILED: "diverged",
    State.REFUSED: "diverged",
    State.RUNNING: "text",
}
"""The component class whose colour a verdict or a state has; others are muted."""

FEW = 8
"""Cells that can each have a colour of its own."""

BAND_SHARE, ASCII_SHARE = 0.28, 0.6


@dataclass(frozen=True)
class Pens:
    """What to draw with: characters, the colour beneath, and those of component classes."""

    marker: Marker
    background: int
    color: Callable[[str], int]

    def verdict(self, cell: Cell) -> int:
        """Return the colour of what has become of a cell."""
        return self.color(COMPONENTS.get(word_of(cell), "axis"))

    def cell(self, place: int, count: int) -> int:
        """Return the colour of a cell among `count`."""
        if count <= FEW:
            return int(CLASS_COLORS[place])
        share = np.array([place / (count - 1)])
        return int(blend(self.color("high"), share, self.color("low"))[0])

    def shade(self, color: int) -> int:
        """Return the colour of a band around a curve."""
        share = np.array([ASCII_SHARE if self.marker == "ascii" else BAND_SHARE])
        return int(blend(color, share, self.background)[0])


def word_of(cell: Cell) -> Word | State:
    """Return the verdict on a cell, or else its state."""
    report = cell.typical
    if report and report.verdict and cell.state not in (State.RUNNING, State.FAILED):
        return report.verdict.word
    return cell.state


def reason_of(cell: Cell) -> str:
    """Return why, or nothing."""
    report = cell.typical
    if report is None:
        return ""
    return report.verdict.reason if report.verdict else report.reason
