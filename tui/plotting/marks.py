"""Marks: thin vertical lines where something happened, such as a knob turned during training."""

from collections.abc import Sequence

from .cells import Cells
from .frame import BELOW_GAPS, ChartFrame, Inner
from .text import one_cell_text

Mark = tuple[float, str]
"""The x position and a short text."""

LINE, ASCII_LINE = "┊", "|"

TEXT_ROWS = 3
"""Rows at the top in which the texts find room; one that finds none is left out."""


def mark_lines(frame: ChartFrame, inner: Inner, marks: Sequence[Mark]) -> Cells:
    """Return the vertical lines of the marks on an else blank interior."""
    cells = Cells.blank(inner.width, inner.height)
    columns = _columns(frame, inner, marks)
    cells.characters[:, columns] = ASCII_LINE if frame.ascii_only else LINE
    cells.foreground[:, columns] = frame.muted
    return cells


def with_mark_texts(canvas: Cells, frame: ChartFrame, inner: Inner, marks: Sequence[Mark]) -> Cells:
    """Return the interior with each mark's text to the right of its line, below one in its way."""
    free = [0] * min(TEXT_ROWS, inner.height - BELOW_GAPS)
    texts = [text for x, text in marks if _is_visible(frame, x)]
    for column, text in sorted(zip(_columns(frame, inner, marks), texts, strict=True)):
        row = next((row for row, end in enumerate(free) if end <= column), None)
        end = column + 1 + len(text)
        if row is None or end > canvas.width or not text:
            continue
        safe = one_cell_text(text, ascii_only=frame.ascii_only)
        canvas = canvas.write(column + 1, row + BELOW_GAPS, safe, frame.muted)
        free[row] = end
    return canvas


def _columns(frame: ChartFrame, inner: Inner, marks: Sequence[Mark]) -> list[int]:
    visible = [x for x, _ in marks if _is_visible(frame, x)]
    return [int(column) for column in frame.x_scale.bins(visible, inner.width)]


def _is_visible(frame: ChartFrame, x: float) -> bool:
    return frame.x_scale.low <= x <= frame.x_scale.high
