"""Cells as Textual strips: runs of one style become one segment. Knows no widget."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from .cells import NUL, Cells, joined_rows, second_halves

NO_STYLE = Style()


@lru_cache(maxsize=8192)
def cell_style(foreground: int, background: int, base: Style = NO_STYLE) -> Style:
    """Return `base` in the given colours (0xRRGGBB, or -1 to leave the colour of `base`)."""
    return base + Style(color=_color(foreground), bgcolor=_color(background))


def strips(cells: Cells, base: Style = NO_STYLE, rows: Iterable[int] | None = None) -> list[Strip]:
    """Return one strip for each of the `rows`, or of all; no segment is without a style."""
    starts, texts = _run_starts(cells), joined_rows(cells)
    wanted = range(cells.height) if rows is None else rows
    return [_strip(cells, row, texts[row], starts[row], base) for row in wanted]


def _strip(cells: Cells, row: int, text: str, starts: NDArray[np.bool_], base: Style) -> Strip:
    columns = np.flatnonzero(starts)
    foreground = cells.foreground[row, columns].tolist()
    background = cells.background[row, columns].tolist()
    begin = columns.tolist()
    end = [*begin[1:], cells.width]
    segments = [
        Segment(text[start:stop].replace(NUL, ""), cell_style(front, back, base))
        for start, stop, front, back in zip(begin, end, foreground, background, strict=False)
    ]
    return Strip(segments, cells.width)


def _run_starts(cells: Cells) -> NDArray[np.bool_]:
    """Mark the cells, (height, width), whose colours differ from those of their left neighbour.

    A wide character has the colours of its first half, so a run begins behind it, not within.
    """
    starts = np.ones(cells.characters.shape, dtype=bool)
    starts[:, 1:] = (cells.foreground[:, 1:] != cells.foreground[:, :-1]) | (
        cells.background[:, 1:] != cells.background[:, :-1]
    )
    second = second_halves(cells.characters)
    starts[:, 1:] |= (starts & second)[:, :-1]
    return starts & ~second


def _color(packed: int) -> Color | None:
    if packed < 0:
        return None
    return Color.from_rgb(packed >> 16, packed >> 8 & 0xFF, packed & 0xFF)
