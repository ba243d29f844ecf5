"""Charts of lines: axes, curves with their gaps, marks and a legend. Knows no widget."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from .axes import draw_axes
from .braille import EMPTY_BRAILLE
from .cells import NO_COLOR, Cells, characters_of
from .dotted import dotted
from .figure import DOTS, Dots, polyline_characters
from .frame import ChartFrame, Inner, Line, LineStyle
from .legend import with_legend
from .marks import Mark, mark_lines, with_mark_texts
from .thinning import thin

GAP, ASCII_GAP = "×", "x"


class Trace(NamedTuple):
    """What is to be seen of a line: the dots that it goes through, and the cells of its gaps.

    `gaps` is an intp array as bytes, so that traces that look the same are equal.
    """

    name: str
    color: int
    style: LineStyle
    dots: Dots
    gaps: bytes


def draw_lines(frame: ChartFrame, lines: Sequence[Line], marks: Sequence[Mark] = ()) -> Cells:
    """Return the whole chart; the first line lies on top.

    Each of `marks`, (x, text), is a thin vertical line with a text at its top. A × at the top
    edge shows where a line has no number. Blank if there is no room for axes. A chart that looks
    like one of the last ones is not drawn again but is the same object.
    """
    axes, inner = draw_axes(frame, has_legend=any(line.name for line in lines))
    if inner.width == 0:
        return axes
    return _drawn(frame, tuple(_trace(frame, inner, line) for line in lines), tuple(marks))


def _trace(frame: ChartFrame, inner: Inner, line: Line) -> Trace:
    across, up = DOTS[frame.marker]
    polyline = thin(line.x, line.low, line.high, inner.width, frame.x_limits, log=frame.log_x)
    return Trace(
        line.name,
        line.color,
        line.style,
        Dots(
            frame.x_scale.bins(polyline.x, inner.width * across).tobytes(),
            frame.y_scale.bins(polyline.y, inner.height * up).tobytes(),
            polyline.connected.tobytes(),
        ),
        frame.x_scale.bins(polyline.gaps, inner.width).tobytes(),
    )


@lru_cache(maxsize=8)
def _drawn(frame: ChartFrame, traces: tuple[Trace, ...], marks: tuple[Mark, ...]) -> Cells:
    axes, inner = draw_axes(frame, has_legend=any(trace.name for trace in traces))
    canvas = mark_lines(frame, inner, marks)
    for trace in reversed(traces):
        curve = _curve(frame, inner, trace)
        canvas = canvas.overlay(_with_dots_beneath(curve, canvas))
    canvas = with_mark_texts(canvas, frame, inner, marks)
    for trace in traces:
        canvas = canvas.overlay(_gaps(frame, inner, trace))
    return with_legend(axes, frame, traces).place(canvas, inner.column, inner.row)


def _curve(frame: ChartFrame, inner: Inner, trace: Trace) -> Cells:
    """Return one line on an else blank interior."""
    characters = polyline_characters(trace.dots, (inner.width, inner.height), frame.marker)
    if trace.style == "dotted":
        characters = dotted(characters, frame.marker)
    colors = np.full(characters.shape, trace.color, dtype=np.int32)
    return Cells(characters, colors, np.full_like(colors, NO_COLOR))


def _with_dots_beneath(curve: Cells, canvas: Cells) -> Cells:
    """Return the curve with the braille dots of earlier ones in the cells that they share."""
    above, below = (np.ascontiguousarray(cells.characters).view("<u4") for cells in (curve, canvas))
    shared = (above > EMPTY_BRAILLE) & (below > EMPTY_BRAILLE)
    characters = characters_of(np.where(shared, above | below, above))
    return replace(curve, characters=characters)


def _gaps(frame: ChartFrame, inner: Inner, trace: Trace) -> Cells:
    """Return a × at the top edge of an else blank interior wherever the line has no number."""
    cells = Cells.blank(inner.width, inner.height)
    columns = np.frombuffer(trace.gaps, dtype=np.intp)
    cells.characters[0, columns] = ASCII_GAP if frame.ascii_only else GAP
    cells.foreground[0, columns] = trace.color
    return cells
