"""The axes of a chart: where its interior lies, its ticks, labels and title."""

from functools import lru_cache

import numpy as np
from rich.cells import cell_len

from .cells import Cells
from .figure import frame_characters
from .frame import ChartFrame, Inner
from .scales import Scale
from .text import safe_text, shortened
from .ticks import tick_labels, ticks

SMALLEST_WIDTH, SMALLEST_HEIGHT = 10, 4
SMALLEST_INNER = 2

NOTHING = Inner(0, 0, 0, 0)

ROWS_PER_TICK = 3
"""A label on every third row at most: fewer ticks read faster than many."""

CELLS_PER_TICK = 7
SPACE_BETWEEN = 3
"""Least number of cells between two labels below the axis."""

Ticks = list[tuple[int, str]]


@lru_cache(maxsize=64)
def draw_axes(frame: ChartFrame, *, has_legend: bool = False) -> tuple[Cells, Inner]:
    """Return the axes with a blank interior, and where this is; both empty if there is no room.

    A field or points drawn for the limits of the frame fit exactly into the interior. A chart that
    `has_legend` keeps the row above the interior free for it, even without any label there. Equal
    frames are drawn once.
    """
    cells = Cells.blank(frame.width, frame.height)
    y_ticks, inner = _layout(frame, has_legend)
    if inner == NOTHING:
        return cells, inner
    x_ticks = _x_ticks(frame.x_scale, inner.width)
    size = frame.width, inner.height + 1 + bool(x_ticks)
    characters = frame_characters(
        size, x_ticks, y_ticks, (inner.width, inner.height), frame.ascii_only
    )
    colors = np.full(characters.shape, frame.muted, dtype=np.int32)
    axes = Cells(characters, colors, np.full_like(colors, -1))
    return _with_labels(cells.place(axes, 0, inner.row), frame, inner), inner


def _layout(frame: ChartFrame, has_legend: bool) -> tuple[Ticks, Inner]:
    """Give the labels their room and the interior the rest."""
    above = int(bool(frame.title or frame.y_label or has_legend))
    below = 2 + bool(frame.x_label)
    height = frame.height - above - below
    if frame.width < SMALLEST_WIDTH or frame.height < SMALLEST_HEIGHT or height < SMALLEST_INNER:
        return [], NOTHING
    y_ticks = _y_ticks(frame.y_scale, height)
    column = 1 + max((len(label) for _, label in y_ticks), default=0)
    width = frame.width - column
    return y_ticks, Inner(column, above, width, height) if width >= SMALLEST_INNER else NOTHING


def _y_ticks(scale: Scale, height: int) -> Ticks:
    return _placed(scale, ticks(scale, max(2, height // ROWS_PER_TICK)), height)


def _x_ticks(scale: Scale, width: int) -> Ticks:
    """Return as many ticks as have room: the longer their labels, the fewer."""
    for count in range(max(width // CELLS_PER_TICK, 3), 0, -1):
        placed = _placed(scale, ticks(scale, count), width)
        if _are_apart(placed, width):
            return placed
    return []


def _are_apart(placed: Ticks, width: int) -> bool:
    """Whether the labels, centred at their ticks but not beyond the edges, leave space between."""
    free = 0
    for column, label in placed:
        start = max(min(column - len(label) // 2, width - len(label)), 0)
        if start < free or len(label) > width:
            return False
        free = start + len(label) + SPACE_BETWEEN
    return True


def _placed(scale: Scale, values: list[float], cells: int) -> Ticks:
    positions = scale.bins(values, cells).tolist()
    return list(zip(positions, tick_labels(values, log=scale.log), strict=True))


def _with_labels(cells: Cells, frame: ChartFrame, inner: Inner) -> Cells:
    """Write title and vertical label above the interior, the horizontal label below."""
    y_label = _text(frame, frame.y_label, frame.width)
    cells = cells.write(0, 0, y_label, frame.muted)
    title = _text(frame, frame.title, inner.width)
    column = max(_centered(inner, title), cell_len(y_label) + 2 if y_label else 0)
    cells = cells.write(column, 0, title, frame.foreground)
    x_label = _text(frame, frame.x_label, inner.width)
    return cells.write(_centered(inner, x_label), frame.height - 1, x_label, frame.muted)


def _centered(inner: Inner, text: str) -> int:
    return inner.column + (inner.width - cell_len(text)) // 2


def _text(frame: ChartFrame, text: str, width: int) -> str:
    safe = safe_text(text, ascii_only=frame.ascii_only)
    return shortened(safe, width, ascii_only=frame.ascii_only)
