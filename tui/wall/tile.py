"""One cell of a wall: its boundary, its curves and its verdict in a frame."""

from dataclasses import dataclass
from math import isfinite
from textwrap import wrap

from npnn_tui.datasets.text import printable
from npnn_tui.engine.sweeps.report import State

from ..charts.answers import draw_answers
from ..charts.pens import Pens
from ..plotting import Cells
from ..plotting.box import draw_box
from ..plotting.bundle import Trace, dots_of, draw_bundle, heights_of
from ..plotting.scales import Scale
from ..plotting.text import shortened
from ..sweep.cell import Cell
from .digest import Digest
from .showing import title_of
from .verdicts import color_of, reason_of, word_of

SELECTED = "▶ "
"""Stands before the title, as not every terminal has colours."""

OF_OLD = "figures from the file"
"""What is said where the pictures would be, of a training that an earlier run has finished."""

LEAST_CURVE = 8
"""Columns below which there is only the boundary."""

WORDY = 10
"""Rows of a tile in which a reason may take two."""


@dataclass(frozen=True)
class Frame:
    """What tiles have in common: their size, the axes of their curves, names in their titles."""

    width: int
    height: int
    epochs: Scale
    losses: Scale
    is_named: bool = True


def draw_tile(cell: Cell, digest: Digest, frame: Frame, pens: Pens, *, is_selected: bool) -> Cells:
    """Return the picture of a cell."""
    edge = pens.color("train" if is_selected else "axis")
    box = draw_box(frame.width, frame.height, edge)
    words = printable(title_of(cell, is_named=frame.is_named), 200)
    title = _short(f"{SELECTED if is_selected else ''}{words}", title_room(frame.width), pens)
    box = box.write(2, 0, f" {title} ", pens.color("text" if is_selected else "axis"))
    word = f" {word_of(cell)} "
    box = box.write(2, frame.height - 1, word, color_of(cell, pens))
    return box.place(_inside(cell, digest, frame, pens), 2, 1)


def title_room(width: int) -> int:
    """Return the columns for a title, with or without the sign, in a tile of so many."""
    return width - 4 - len(SELECTED)


def _inside(cell: Cell, digest: Digest, frame: Frame, pens: Pens) -> Cells:
    width, height = frame.width - 4, frame.height - 2
    inside = Cells.blank(width, height)
    lines = _reason(cell, width, 2 if frame.height >= WORDY else 1, pens)
    figures = _figures(cell, width)
    rows = height - len(lines) - bool(figures)
    inside = inside.place(_pictures(cell, digest, frame, pens, (width, rows)), 0, 0)
    inside = inside.write(0, rows, figures, pens.color("text"))
    for place, line in enumerate(lines):
        inside = inside.write(0, height - len(lines) + place, line, pens.color("axis"))
    return inside


def _pictures(cell: Cell, digest: Digest, frame: Frame, pens: Pens, size: tuple[int, int]) -> Cells:
    """Return the boundary and to its right the curves."""
    width, rows = size
    report = cell.typical
    answers = report.answers if report else None
    left = min(2 * rows, (width - 1) // 2) if answers is not None else 0
    if width - left - 1 < LEAST_CURVE:
        left = width if answers is not None else 0
    pictures = Cells.blank(width, rows)
    if report and report.state is State.FINISHED and report.curves is None:
        return pictures.write(0, rows // 2, _short(OF_OLD, width, pens), pens.color("axis"))
    if answers is not None:
        pictures = pictures.place(draw_answers(answers, left, rows, pens), 0, 0)
    right = width - left - bool(left)
    return pictures.place(_curves(digest, frame, pens, (right, rows)), width - right, 0)


def _curves(digest: Digest, frame: Frame, pens: Pens, size: tuple[int, int]) -> Cells:
    width, height = size
    if width < 1 or height < 1:
        return Cells.blank(width, height)
    columns = width * dots_of(pens.marker)[0]
    traces = [
        Trace(
            heights_of(band.epochs, band.middle, columns, frame.epochs, frame.losses),
            pens.color(part),
            is_dotted=part == "test",
        )
        for part in ("test", "train")
        for band in (digest.bands[f"{part}_loss"],)
    ]
    return draw_bundle(traces, width, height, pens.marker)


def _figures(cell: Cell, width: int) -> str:
    """Return the losses and the score, as many of them as there is room for."""
    names = {"test": "test_loss", "train": "train_loss", "score": "test_score"}
    values = {name: cell.middle(metric) for name, metric in names.items()}
    known = [f"{name} {value:.3g}" for name, value in values.items() if isfinite(value)]
    while known and len("  ".join(known)) > width:
        known.pop()
    return "  ".join(known)


def _reason(cell: Cell, width: int, rows: int, pens: Pens) -> list[str]:
    if cell.state is State.RUNNING:
        return [_short(f"epoch {cell.epoch:,} of {_last_epoch(cell):,}", width, pens)]
    lines = wrap(printable(reason_of(cell), 200), width) or [""]
    shown = lines[:rows]
    if len(lines) > rows:
        shown[-1] = _short(f"{shown[-1]} {lines[rows]}", width, pens)
    return shown


def _last_epoch(cell: Cell) -> int:
    return max(point.experiment.config.max_epochs for point in cell.points)


def _short(text: str, width: int, pens: Pens) -> str:
    return shortened(text, width, ascii_only=pens.marker == "ascii")
