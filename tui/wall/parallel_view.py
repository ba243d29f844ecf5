"""Parallel coordinates: an axis for each knob that varies and one for the loss.

Follows Inselberg, "The plane with parallel coordinates" (1985).
"""

from collections.abc import Sequence

import numpy as np
from npnn_tui.datasets.text import printable
from npnn_tui.engine.training.experiment import KNOBS
from numpy.typing import NDArray

from ..charts.limits import limits_of
from ..charts.pens import Pens
from ..plotting import Cells, blend, short_number
from ..plotting.bundle import Trace, dots_of, draw_bundle
from ..plotting.scales import Scale
from ..plotting.text import shortened
from ..sweep.cell import Cell
from .curves_view import LOSS_TITLES
from .knob_scale import KnobScale
from .showing import Showing
from .view import WallView

HEAD, FOOT = 2, 1
"""Rows above the lines, for the name and the highest value of an axis, and below."""

MARGIN = 6
"""Columns beside the first and the last axis, into which their words reach."""

FAINTEST = 0.25

LINE, ASCII_LINE = "│", "|"


class Coordinate:
    """One axis: its name, the words at its ends, and where on it each cell lies."""

    def __init__(self, name: str, top: str, bottom: str, heights: NDArray[np.float64]) -> None:
        self.name, self.top, self.bottom, self.heights = name, top, bottom, heights


class ParallelView(WallView):
    """A line for each cell through its values: the lower its loss, the brighter."""

    BORDER_TITLE = "Parallel coordinates"

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Draw the axes with their words, then the lines, the best and the selected one last."""
        cells = showing.known
        rows = height - HEAD - FOOT
        if not cells or rows < 2 or width < 4 * MARGIN:
            return Cells.blank(width, height).write(1, 0, "no losses yet", self.color("axis"))
        coordinates = [_of_knob(cells, name) for name in showing.names]
        coordinates.append(_of_loss(cells, showing.loss))
        columns = np.linspace(MARGIN, width - 1 - MARGIN, len(coordinates)).astype(int).tolist()
        picture = _axes(coordinates, columns, (width, height), self.pens)
        pens = self.pens
        dots = np.arange(width * dots_of(pens.marker)[0]) / dots_of(pens.marker)[0]
        outside = (dots < columns[0]) | (dots > columns[-1])
        traces = []
        for place, color in _colors(showing, cells, pens):
            line = np.interp(dots, columns, [axis.heights[place] for axis in coordinates])
            traces.append(Trace(np.where(outside, np.nan, line), color))
        lines = draw_bundle(traces, width, rows, pens.marker)
        return picture.overlay(Cells.blank(width, height).place(lines, 0, HEAD))


def _of_knob(cells: Sequence[Cell], name: str) -> Coordinate:
    places = KnobScale.of(cells, name)
    heights = places.scale.fractions([places.value(cell, name) for cell in cells])
    ends = (places.words[-1], places.words[0]) if places.words else _ends(places.scale)
    return Coordinate(KNOBS[name].label, *ends, heights)


def _of_loss(cells: Sequence[Cell], loss: str) -> Coordinate:
    losses = [cell.middle(loss) for cell in cells]
    scale = Scale.of(limits_of([(each, each) for each in losses if each > 0]), log=True)
    return Coordinate(LOSS_TITLES[loss], *_ends(scale), scale.fractions(losses))


def _ends(scale: Scale) -> tuple[str, str]:
    return short_number(scale.high), short_number(scale.low)


def _axes(
    coordinates: Sequence[Coordinate], columns: Sequence[int], size: tuple[int, int], pens: Pens
) -> Cells:
    width, height = size
    picture = Cells.blank(width, height)
    room = width // len(coordinates) - 1
    for axis, column in zip(coordinates, columns, strict=True):
        picture.characters[HEAD:-FOOT, column] = ASCII_LINE if pens.marker == "ascii" else LINE
        picture.foreground[HEAD:-FOOT, column] = pens.color("axis")
        for row, text in ((0, axis.name), (1, axis.top), (height - 1, axis.bottom)):
            shown = shortened(printable(text, 40), room, ascii_only=pens.marker == "ascii")
            start = min(max(0, column - len(shown) // 2), width - len(shown))
            picture = picture.write(start, row, shown, pens.color("axis" if row else "text"))
    return picture


def _colors(showing: Showing, cells: Sequence[Cell], pens: Pens) -> list[tuple[int, int]]:
    """Return the place and the colour of each cell, in the order in which they are drawn."""
    worst_first = sorted(range(len(cells)), key=lambda place: -cells[place].middle(showing.loss))
    shares = np.linspace(FAINTEST, 1.0, len(cells))
    colors = blend(pens.color("high"), shares, pens.background).tolist()
    last = [cells.index(showing.selected)] if showing.selected in cells else []
    return [
        *zip(worst_first, colors, strict=True),
        *((place, pens.color("text")) for place in last),
    ]
