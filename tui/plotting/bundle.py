"""Many curves in one picture, and the band around one: dots and shades, without any axis.

plotext takes 2 to 5 ms for a line, which is too long for hundreds of them several times a second.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .braille import braille_cells
from .cells import BLANK, NO_COLOR, Cells
from .palette import Marker
from .scales import Scale

ASCII_DOT, ASCII_SHADE = "*", ":"


class Trace(NamedTuple):
    """A curve as its height (columns of dots,), 0 at the bottom and 1 at the top, and its colour.

    NaN stands where there is nothing. Every other dot of a dotted one is left out.
    """

    heights: NDArray[np.float64]
    color: int
    is_dotted: bool = False


def dots_of(marker: Marker) -> tuple[int, int]:
    """Return the columns and rows of dots in one cell."""
    return (1, 1) if marker == "ascii" else (2, 4)


def heights_of(
    x: ArrayLike, y: ArrayLike, columns: int, x_scale: Scale, y_scale: Scale
) -> NDArray[np.float64]:
    """Return the height (columns,) of a curve through points (n,) with ascending `x`.

    NaN beyond its ends, and beside values that are not finite or above the scale.
    """
    places, values = x_scale.fractions(x), np.asarray(y, dtype=float)
    if not len(places):
        return np.full(columns, np.nan)
    finite = np.isfinite(values) & (values <= y_scale.high)
    heights = np.where(finite, y_scale.fractions(np.where(finite, values, y_scale.low)), np.nan)
    middles = (np.arange(columns) + 0.5) / columns
    inside = (middles >= places[0] - 0.5 / columns) & (middles <= places[-1] + 0.5 / columns)
    return np.where(inside, np.interp(middles, places, heights), np.nan)


def draw_bundle(traces: Iterable[Trace], width: int, height: int, marker: Marker) -> Cells:
    """Return the curves on else blank cells; a later one gives its colour to those it shares."""
    across, up = dots_of(marker)
    lit = np.zeros((height * up, width * across), dtype=bool)
    colors = np.full((height, width), NO_COLOR, dtype=np.int32)
    for trace in traces:
        dots = _dots(trace.heights, height * up)
        if trace.is_dotted:
            dots[:, 1::2] = False
        lit |= dots
        colors[dots.reshape(height, up, width, across).any(axis=(1, 3))] = trace.color
    if marker != "ascii":
        return braille_cells(lit, colors)
    characters = np.where(lit, ASCII_DOT, BLANK).astype("<U1")
    return Cells(characters, colors, np.full_like(colors, NO_COLOR))


def with_band(
    cells: Cells,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    color: int,
    marker: Marker,
) -> Cells:
    """Return the cells with all those shaded that a band between two heights (width,) touches.

    NaN is no band, nor is one without any width.
    """
    bottoms = 1 - (np.arange(cells.height)[:, np.newaxis] + 1) / cells.height
    within = (low < high) & (low < bottoms + 1 / cells.height) & (high > bottoms)
    if marker != "ascii":
        return replace(cells, background=np.where(within, np.int32(color), cells.background))
    shaded = within & (cells.characters == BLANK)
    return replace(
        cells,
        characters=np.where(shaded, ASCII_SHADE, cells.characters),
        foreground=np.where(shaded, np.int32(color), cells.foreground),
    )


def _dots(heights: NDArray[np.float64], rows: int) -> NDArray[np.bool_]:
    """Light (rows, columns) one dot in each column, and those that join it to the one before."""
    known = np.isfinite(heights)
    level = np.rint(np.where(known, 1 - heights, 0) * (rows - 1)).astype(np.intp)
    before = np.concatenate((level[:1], level[:-1]))
    joined = known & np.concatenate(([False], known[:-1]))
    first = np.where(joined & (before < level), before + 1, level)
    last = np.where(joined & (before > level), before - 1, level)
    row = np.arange(rows)[:, np.newaxis]
    return np.asarray(known & (row >= first) & (row <= last))
