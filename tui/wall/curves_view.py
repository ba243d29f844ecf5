"""All curves of a sweep in one chart, the selected one with the quartiles of its seeds."""

from typing import NamedTuple

import numpy as np

from ..charts.pens import FEW, Pens
from ..plotting import Cells, ChartFrame, Inner, draw_axes
from ..plotting.bundle import Trace, dots_of, draw_bundle, heights_of, with_band
from ..plotting.frame import LineStyle
from ..plotting.legend import with_legend
from ..plotting.scales import Scale
from ..sweep.cell import Cell
from .digest import Band
from .showing import Showing
from .view import WallView

MOST_CURVES = 200

LOSS_TITLES = {"test_loss": "Test loss", "train_loss": "Training loss"}


class Entry(NamedTuple):
    """A line of the legend."""

    name: str
    color: int
    style: LineStyle = "solid"


class CurvesView(WallView):
    """A curve for each cell: the median over its seeds."""

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Draw the axes, the band and the curves, the selected one on top."""
        labels = ", ".join(showing.board.labels.values())
        title = LOSS_TITLES[showing.loss]
        self.entitle(f"{title} by {labels}" if labels else title)
        pens, cells = self.pens, _some(showing)
        frame = frame_of(showing, width, height, pens)
        axes, inner = draw_axes(frame, has_legend=True)
        if not inner.width:
            return axes
        ordered = sorted(cells, key=lambda cell: cell is showing.selected)
        traces = [_trace(showing, cell, frame, inner, pens) for cell in ordered]
        canvas = draw_bundle(traces, inner.width, inner.height, pens.marker)
        if showing.selected in cells:
            canvas = _with_seeds(canvas, showing, showing.selected, frame, pens)
        entries = [
            Entry(" · ".join(cell.written.values()), _color(showing, cell, pens)) for cell in cells
        ]
        chart = with_legend(axes, frame, entries if len(cells) <= FEW else entries[:0])
        return chart.place(canvas, inner.column, inner.row)


def frame_of(showing: Showing, width: int, height: int, pens: Pens) -> ChartFrame:
    """Return the axes of losses against epochs."""
    epochs, losses = showing.epochs, showing.losses
    return ChartFrame(
        width=width,
        height=height,
        x_limits=(epochs.low, epochs.high),
        y_limits=(losses.low, losses.high),
        x_label="epochs",
        log_y=True,
        marker=pens.marker,
        foreground=pens.color("text"),
        muted=pens.color("axis"),
    )


def band_heights(
    band: Band, width: int, x_scale: Scale, y_scale: Scale
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    """Return the heights of the lower and the upper quartile in each of so many columns."""
    return tuple(
        heights_of(band.epochs, series, width, x_scale, y_scale) for series in (band.low, band.high)
    )


def _some(showing: Showing) -> list[Cell]:
    """Return the cells that are drawn: evenly chosen ones where there are too many."""
    cells = list(showing.cells)
    if len(cells) <= MOST_CURVES:
        return cells
    chosen = [cells[place] for place in np.linspace(0, len(cells) - 1, MOST_CURVES, dtype=int)]
    is_missing = showing.selected and showing.selected not in chosen
    return [*chosen, showing.selected] if showing.selected and is_missing else chosen


def _color(showing: Showing, cell: Cell, pens: Pens) -> int:
    if cell is showing.selected and len(showing.board.cells) > FEW:
        return pens.color("text")
    return pens.among(cell.points[0].cell, len(showing.board.cells))


def _trace(showing: Showing, cell: Cell, frame: ChartFrame, inner: Inner, pens: Pens) -> Trace:
    band, columns = showing.band(cell), inner.width * dots_of(pens.marker)[0]
    heights = heights_of(band.epochs, band.middle, columns, frame.x_scale, frame.y_scale)
    return Trace(heights, _color(showing, cell, pens))


def _with_seeds(
    canvas: Cells, showing: Showing, cell: Cell | None, frame: ChartFrame, pens: Pens
) -> Cells:
    if cell is None or len(cell.points) == 1:
        return canvas
    band, color = showing.band(cell), _color(showing, cell, pens)
    low, high = band_heights(band, canvas.width, frame.x_scale, frame.y_scale)
    return with_band(canvas, low, high, pens.shade(color), pens.marker)
