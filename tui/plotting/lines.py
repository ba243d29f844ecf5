"""Charts of lines: axes, curves with their gaps, marks and a legend. Knows no widget."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from .axes import draw_axes
from .braille import EMPTY_BRAILLE
from .cells import NO_COLOR, Cells, characters_of
from .dotted import dotted
from .figure import polyline_characters
from .frame import ChartFrame, Inner, Line
from .legend import with_legend
from .marks import Mark, mark_lines, with_mark_texts
from .thinning import Polyline, thin

GAP, ASCII_GAP = "×", "x"


def draw_lines(frame: ChartFrame, lines: Sequence[Line], marks: Sequence[Mark] = ()) -> Cells:
    """Return the whole chart; the first line lies on top.

    Each of `marks`, (x, text), is a thin vertical line with a text at its top. A × at the top
    edge shows where a line has no number. Blank if there is no room for axes.
    """
    axes, inner = draw_axes(frame, has_legend=any(line.name for line in lines))
    if inner.width == 0:
        return axes
    thinned = [
        thin(line.x, line.low, line.high, inner.width, frame.x_limits, log=frame.log_x)
        for line in lines
    ]
    canvas = mark_lines(frame, inner, marks)
    for line, polyline in reversed(list(zip(lines, thinned, strict=True))):
        curve = _curve(frame, inner, line, polyline)
        canvas = canvas.overlay(_with_dots_beneath(curve, canvas))
    canvas = with_mark_texts(canvas, frame, inner, marks)
    for line, polyline in zip(lines, thinned, strict=True):
        canvas = canvas.overlay(_gaps(frame, inner, line, polyline))
    return with_legend(axes, frame, lines).place(canvas, inner.column, inner.row)


def _curve(frame: ChartFrame, inner: Inner, line: Line, polyline: Polyline) -> Cells:
    """Return one line on an else blank interior."""
    characters = polyline_characters(
        frame.x_scale.fractions(polyline.x),
        frame.y_scale.fractions(polyline.y),
        polyline.connected,
        (inner.width, inner.height),
        frame.marker,
    )
    if line.style == "dotted":
        characters = dotted(characters, frame.marker)
    colors = np.full(characters.shape, line.color, dtype=np.int32)
    return Cells(characters, colors, np.full_like(colors, NO_COLOR))


def _with_dots_beneath(curve: Cells, canvas: Cells) -> Cells:
    """Return the curve with the braille dots of earlier ones in the cells that they share."""
    above, below = (np.ascontiguousarray(cells.characters).view("<u4") for cells in (curve, canvas))
    shared = (above > EMPTY_BRAILLE) & (below > EMPTY_BRAILLE)
    characters = characters_of(np.where(shared, above | below, above))
    return replace(curve, characters=characters)


def _gaps(frame: ChartFrame, inner: Inner, line: Line, polyline: Polyline) -> Cells:
    """Return a × at the top edge of an else blank interior wherever the line has no number."""
    cells = Cells.blank(inner.width, inner.height)
    columns = frame.x_scale.bins(polyline.gaps, inner.width)
    cells.characters[0, columns] = ASCII_GAP if frame.ascii_only else GAP
    cells.foreground[0, columns] = line.color
    return cells
