"""What has become of a cell, in a word and its colour, and why."""

from collections.abc import Mapping

from npnn_tui.engine.sweeps.report import State
from npnn_tui.engine.sweeps.verdict import Word

from ..charts.pens import Pens
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


def color_of(cell: Cell, pens: Pens) -> int:
    """Return the colour of what has become of a cell."""
    return pens.color(COMPONENTS.get(word_of(cell), "axis"))


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
