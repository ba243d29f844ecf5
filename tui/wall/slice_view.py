"""The loss of each cell against the value of one knob."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from npnn_tui.datasets.text import printable
from npnn_tui.engine.training.experiment import KNOBS

from ..charts.limits import limits_of
from ..charts.pens import Pens
from ..plotting import Cells, ChartFrame, Inner, draw_axes
from ..plotting.bundle import Trace, dots_of, draw_bundle, heights_of
from ..plotting.scales import Scale
from ..sweep.cell import Cell
from .curves_view import LOSS_TITLES
from .knob_scale import KnobScale
from .showing import Showing
from .verdicts import color_of
from .view import WallView


class Signs(NamedTuple):
    """The characters of a cell, of the selected one, and of the quartiles."""

    dot: str
    chosen: str
    whisker: str


SIGNS = {False: Signs("●", "◉", "│"), True: Signs("o", "@", "|")}
"""By whether they have to be 7-bit."""

TICK, AXIS = "┬", "─"

MARGIN = 0.05
"""Of the width, left free beside the first and the last value."""


class SliceView(WallView):
    """A dot for each cell, coloured by its verdict; lines join those that differ in the knob alone.

    A vertical line spans the quartiles over the seeds.
    """

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Draw the axes, the lines, then the dots, the selected one last."""
        if not showing.axis:
            return _nothing(width, height, self.color("axis"))
        self.entitle(f"{LOSS_TITLES[showing.loss]} by {KNOBS[showing.axis].label}")
        plot = Plot.of(showing, width, height, self.pens)
        axes, inner = draw_axes(plot.frame)
        if not inner.width:
            return axes
        canvas = plot.lines(inner)
        for cell in sorted(plot.cells, key=lambda cell: cell is showing.selected):
            plot.put(cell, canvas)
        axes = axes.place(canvas, inner.column, inner.row)
        return plot.with_words(axes, inner) if plot.places.words else axes


@dataclass(frozen=True, eq=False)
class Plot:
    """The cells that have a loss, where the values of the knob lie, and the axes."""

    showing: Showing
    cells: Sequence[Cell]
    places: KnobScale
    frame: ChartFrame
    pens: Pens

    @classmethod
    def of(cls, showing: Showing, width: int, height: int, pens: Pens) -> "Plot":
        """Choose axes for what is known."""
        cells = showing.known
        places = KnobScale.of(cells, showing.axis)
        losses = [cell.middle(showing.loss) for cell in cells]
        frame = ChartFrame(
            width=width,
            height=height,
            x_limits=_widened(places.scale),
            y_limits=limits_of([(loss, loss) for loss in losses if loss > 0]),
            x_label=KNOBS[showing.axis].label,
            log_x=places.scale.log,
            log_y=True,
            marker=pens.marker,
            foreground=pens.color("text"),
            muted=pens.color("axis"),
        )
        return cls(showing, cells, places, frame, pens)

    def lines(self, inner: Inner) -> Cells:
        """Return a line through each group of cells that differ in the knob alone."""
        columns = inner.width * dots_of(self.pens.marker)[0]
        traces = []
        for group in _groups(self.cells, self.showing.axis):
            points = sorted((self._place(cell), self._losses(cell)[1]) for cell in group)
            x, y = np.array(points).T
            heights = heights_of(x, y, columns, self.frame.x_scale, self.frame.y_scale)
            if len(group) > 1:
                traces.append(Trace(heights, self.pens.color("axis")))
        return draw_bundle(traces, inner.width, inner.height, self.pens.marker)

    def put(self, cell: Cell, canvas: Cells) -> None:
        """Draw the dot of a cell on the canvas, and the quartiles over its seeds."""
        is_chosen, signs = cell is self.showing.selected, SIGNS[self.pens.marker == "ascii"]
        [column] = self.frame.x_scale.bins([self._place(cell)], canvas.width).tolist()
        rows = self.frame.y_scale.bins(self._losses(cell), canvas.height)
        low, middle, high = (canvas.height - 1 - rows).tolist()
        color = self.pens.color("text") if is_chosen else color_of(cell, self.pens)
        canvas.characters[high : low + 1, column] = signs.whisker
        canvas.characters[middle, column] = signs.chosen if is_chosen else signs.dot
        canvas.foreground[high : low + 1, column] = color

    def with_words(self, chart: Cells, inner: Inner) -> Cells:
        """Return the chart with the words of the axis below it, where it has numbers for them."""
        row = inner.row + inner.height
        line = chart.characters[row, inner.column :]
        line[line == TICK] = AXIS
        chart = chart.place(Cells.blank(inner.width, 1), inner.column, row + 1)
        numbers = range(len(self.places.words))
        for column, word in zip(
            self.frame.x_scale.bins(numbers, inner.width).tolist(), self.places.words, strict=True
        ):
            shown = printable(word, max(3, inner.width // len(numbers) - 1))
            start = min(max(0, column - len(shown) // 2), inner.width - len(shown))
            chart = chart.write(inner.column + start, row + 1, shown, self.pens.color("axis"))
        return chart

    def _place(self, cell: Cell) -> float:
        return self.places.value(cell, self.showing.axis)

    def _losses(self, cell: Cell) -> tuple[float, float, float]:
        return cell.quartiles(self.showing.loss)


def _nothing(width: int, height: int, color: int) -> Cells:
    words = "nothing varies but the seed"
    return Cells.blank(width, height).write(max(0, (width - len(words)) // 2), 1, words, color)


def _widened(scale: Scale) -> tuple[float, float]:
    """Return limits with room for the dots of the first and the last value."""
    low, high = scale.low, scale.high
    if scale.log:
        factor = (high / low) ** MARGIN
        return low / factor, high * factor
    margin = MARGIN * (high - low)
    return low - margin, high + margin


def _groups(cells: Iterable[Cell], axis: str) -> Iterable[Sequence[Cell]]:
    """Return the cells that differ in one knob alone, together."""
    groups: Mapping[tuple[str, ...], list[Cell]] = defaultdict(list)
    for cell in cells:
        others = tuple(text for name, text in cell.written.items() if name != axis)
        groups[others].append(cell)
    return groups.values()
