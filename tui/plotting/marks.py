"""Marks: thin vertical lines where something happened, such as a knob turned during training."""

from collections.abc import Iterator, Sequence
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray
from rich.cells import cell_len

from .cells import Cells
from .frame import ChartFrame, Inner
from .text import safe_text, shortened

Mark = tuple[float, str]
"""The x position and a short text."""

LINE, ASCII_LINE = "┊", "|"

FIRST_TEXT_ROW = 1
"""The row above it shows where lines have no number."""

TEXT_ROWS = 3
"""Rows at the top in which the texts find room; one that finds none is left out."""

SHORTEST_TEXT = 8
"""Fewer cells say nothing of a text that has more."""

Room = tuple[int, int, int]
"""Row, first column and number of free cells."""


def mark_lines(frame: ChartFrame, inner: Inner, marks: Sequence[Mark]) -> Cells:
    """Return the vertical lines of the marks on an else blank interior."""
    cells = Cells.blank(inner.width, inner.height)
    columns = [column for column, _ in _visible(frame, inner, marks)]
    cells.characters[:, columns] = ASCII_LINE if frame.ascii_only else LINE
    cells.foreground[:, columns] = frame.muted
    return cells


def with_mark_texts(canvas: Cells, frame: ChartFrame, inner: Inner, marks: Sequence[Mark]) -> Cells:
    """Return the interior with each mark's text beside its line, below one in its way.

    It stands to the right of the line, else to the left, else shortened where most room is.
    """
    visible = sorted(_visible(frame, inner, marks), key=itemgetter(0))
    from_left, from_right = (_texts(frame, inner, order) for order in (visible, visible[::-1]))
    # From the left reads best, but texts then cover lines close by, whose own find no room.
    for column, row, text in from_right if len(from_right) > len(from_left) else from_left:
        canvas = canvas.write(column, row, text, frame.muted)
    return canvas


def _texts(
    frame: ChartFrame, inner: Inner, marks: Sequence[tuple[int, str]]
) -> list[tuple[int, int, str]]:
    """Return column, row and text of each mark, (column, text), that finds room."""
    rows = max(min(TEXT_ROWS, inner.height - FIRST_TEXT_ROW), 0)
    taken = np.zeros((rows, inner.width), dtype=bool)
    texts = []
    for column, text in marks:
        safe = safe_text(text, ascii_only=frame.ascii_only)
        room = _room(taken, column, cell_len(safe))
        if room is None:
            continue
        row, first, cells = room
        shown = shortened(safe, cells, ascii_only=frame.ascii_only)
        start = first if first > column else column - cell_len(shown)
        taken[row, start : start + cell_len(shown)] = True
        texts.append((start, row + FIRST_TEXT_ROW, shown))
    return texts


def _room(taken: NDArray[np.bool_], column: int, width: int) -> Room | None:
    """Return the room for a text of so many cells beside the line in `column`, if there is any."""
    rooms = list(_rooms(taken, column))
    whole = [room for room in rooms if room[2] >= width]
    best = whole[0] if whole else max(rooms, key=itemgetter(2), default=(0, 0, 0))
    return best if 0 < min(width, SHORTEST_TEXT) <= best[2] else None


def _rooms(taken: NDArray[np.bool_], column: int) -> Iterator[Room]:
    """Yield the free cells to the right of a line in each row, then those to its left.

    One cell stays free between two texts; nothing is free where a text runs over the line.
    """
    for row, cells in enumerate(taken):
        if not cells[column]:
            yield row, column + 1, _free(cells[column + 1 :])
    for row, cells in enumerate(taken):
        if not cells[column]:
            room = _free(cells[:column][::-1])
            yield row, column - room, room


def _free(cells: NDArray[np.bool_]) -> int:
    """Return how many cells from the first on are free, without the last before a taken one."""
    blocked = np.flatnonzero(cells)
    return max(int(blocked[0]) - 1, 0) if len(blocked) else len(cells)


def _visible(frame: ChartFrame, inner: Inner, marks: Sequence[Mark]) -> list[tuple[int, str]]:
    """Return column and text of each mark within the limits."""
    scale = frame.x_scale
    visible = [(x, text) for x, text in marks if scale.low <= x <= scale.high]
    columns = scale.bins([x for x, _ in visible], inner.width).tolist()
    return [(column, text) for column, (_, text) in zip(columns, visible, strict=True)]
