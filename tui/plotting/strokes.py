"""Many lines in one chart, drawn fast, each with every spike: dots between lowest and highest.

plotext takes 2 to 5 ms for a line; this takes a tenth of that. Knows no widget.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .axes import draw_axes
from .braille import braille_cells
from .bundle import dots_of
from .cells import BLANK, NO_COLOR, Cells
from .frame import ChartFrame, Inner
from .lines import ASCII_GAP, GAP
from .palette import Marker
from .thinning import Polyline, thin

Pattern = Literal["solid", "dotted", "dashed"]

PATTERNS: tuple[Pattern, ...] = ("solid", "dotted", "dashed")

ASCII_DOTS = {"solid": "*", "dotted": ".", "dashed": "-"}

SAMPLES: dict[Pattern, str] = {"solid": "⠒⠒", "dotted": "⠂⠂", "dashed": "⠒⠂"}

BETWEEN_MARKS, NEXT_MARK = 24, 5
"""Cells from one mark of a line to the next, and to the first one of the next line."""

TALL = 2
"""Dots. A column that spans more keeps its ends in every pattern, or a spike would be lost."""

Dots = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Stroke:
    """A line through buckets: ascending `x` (n,), lowest `low` (n,) and highest `high` (n,).

    NaN and infinity make a gap. `pattern` and `mark`, a character that stands on the line here and
    there, tell lines apart without colour.
    """

    x: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    color: int
    pattern: Pattern = "solid"
    mark: str = ""


def sample_of(pattern: Pattern, marker: Marker) -> str:
    """Return two cells of a line for the legend."""
    return ASCII_DOTS[pattern] * 2 if marker == "ascii" else SAMPLES[pattern]


def draw_strokes(frame: ChartFrame, strokes: Sequence[Stroke]) -> Cells:
    """Return axes with lines, the first on top, and a × at the top edge where one has no number.

    The row above the interior stays free for a legend. Blank if there is no room for axes.
    """
    axes, inner = draw_axes(frame, has_legend=True)
    if inner.width == 0:
        return axes
    across, up = dots_of(frame.marker)
    shape = inner.height * up, inner.width * across
    lit, styles = np.zeros(shape, dtype=np.bool_), np.full(shape, BLANK, dtype="<U1")
    colors = np.full((inner.height, inner.width), NO_COLOR, dtype=np.int32)
    signs: list[tuple[int, int, str, int]] = []
    for number, stroke in reversed(list(enumerate(strokes))):
        line = thin(stroke.x, stroke.low, stroke.high, shape[1], frame.x_limits, log=frame.log_x)
        low, high = _spans(line, frame, shape)
        dots = _dots(low, high, shape[0], "solid" if frame.ascii_only else stroke.pattern)
        lit |= dots
        styles[dots] = ASCII_DOTS[stroke.pattern]
        colors[dots.reshape(inner.height, up, inner.width, across).any(axis=(1, 3))] = stroke.color
        if stroke.mark:
            signs += _marks(stroke, number, (low + high)[::across] / 2 / up, inner)
        gap = ASCII_GAP if frame.ascii_only else GAP
        columns = frame.x_scale.bins(line.gaps, inner.width).tolist()
        signs += [(column, 0, gap, stroke.color) for column in columns]
    if frame.ascii_only:
        canvas = Cells(styles, colors, np.full_like(colors, NO_COLOR))
    else:
        canvas = braille_cells(lit, colors)
    for column, row, sign, color in signs:
        canvas.characters[row, column], canvas.foreground[row, column] = sign, color
    return axes.place(canvas, inner.column, inner.row)


def _spans(
    line: Polyline, frame: ChartFrame, shape: tuple[int, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the highest and lowest place, from the top, of a line in each column of dots.

    The line enters and leaves a column at the height where it crosses the edge between two, which
    belongs to both of them. NaN where there is no line.
    """
    rows, columns = shape
    across = frame.x_scale.fractions(line.x) * columns
    down = (1 - frame.y_scale.fractions(line.y)) * (rows - 1)
    column = np.minimum(across.astype(np.intp), columns - 1)
    edges = np.arange(1, columns)
    after = np.searchsorted(across, edges, side="right")
    inside = (after > 0) & (after < len(across))
    inside[inside] = line.connected[after[inside]]
    crossing = np.full(columns + 1, np.nan)
    if inside.any():
        crossing[1:-1][inside] = np.interp(edges[inside], across, down)
    low, high = np.fmin(crossing[:-1], crossing[1:]), np.fmax(crossing[:-1], crossing[1:])
    np.fmin.at(low, column, down)
    np.fmax.at(high, column, down)
    return low, high


def _dots(low: NDArray[np.float64], high: NDArray[np.float64], rows: int, pattern: Pattern) -> Dots:
    """Light the dots (rows, columns) of each column's span, as many of them as the pattern has."""
    known = np.isfinite(low)
    first = np.where(known, np.rint(np.where(known, low, 0)), rows).astype(np.intp)
    last = np.where(known, np.rint(np.where(known, high, 0)), -1).astype(np.intp)
    row, column = np.arange(rows)[:, np.newaxis], np.arange(len(low))
    within = (row >= first) & (row <= last)
    if pattern == "solid":
        return np.asarray(within)
    is_end = (last - first > TALL) & ((row == first) | (row == last))
    if pattern == "dotted":
        return np.asarray(within & ((column % 2 == 0) & ((row - first) % 2 == 0) | is_end))
    return np.asarray(within & ((column % 6 < 4) | is_end))


def _marks(
    stroke: Stroke, number: int, rows: NDArray[np.float64], inner: Inner
) -> list[tuple[int, int, str, int]]:
    """Return column, row, sign and colour of the marks on a line that lies in these rows."""
    known = np.flatnonzero(np.isfinite(rows))
    chosen = known[known % BETWEEN_MARKS == (number * NEXT_MARK + 2) % BETWEEN_MARKS]
    columns = dict.fromkeys([*chosen.tolist(), *known[-1:].tolist()])
    return [
        (column, min(int(rows[column]), inner.height - 1), stroke.mark, stroke.color)
        for column in columns
    ]
