"""What the seeds of one cell have in common: the band of their curves, and where they disagree."""

from npnn_tui.datasets.text import printable

from ..charts.pens import Pens
from ..plotting import Cells, draw_axes
from ..plotting.bundle import Trace, dots_of, draw_bundle, heights_of, with_band
from ..plotting.legend import with_legend
from ..sweep.cell import Cell
from .curves_view import Entry, band_heights, frame_of
from .disagreement import draw_map
from .showing import Showing, title_of
from .view import WallView

NARROW = 64
"""Columns below which the map stands under the band."""

PARTS = ("test", "train")


class SeedsView(WallView):
    """The quartiles of both losses over the seeds, and beside them the map of disagreement."""

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Draw the band and the map of the selected cell."""
        cell = showing.selected or showing.cells[0]
        over = f"{cell.over} of {len(cell.points)} seeds trained"
        self.entitle(f"{printable(title_of(cell), 60)} · {over}" if cell.settings else over)
        beside = width >= NARROW
        left = (width * 11 // 20, height) if beside else (width, height // 2)
        right = (width - left[0] - 2, height) if beside else (width, height - left[1])
        picture = Cells.blank(width, height).place(_band(showing, cell, left, self.pens), 0, 0)
        place = (width - right[0], height - right[1])
        reports = cell.reports.values()
        answers = [report.answers for report in reports if report.answers is not None]
        return picture.place(draw_map(answers, right, self.pens), *place)


def _band(showing: Showing, cell: Cell, size: tuple[int, int], pens: Pens) -> Cells:
    frame = frame_of(showing, *size, pens)
    axes, inner = draw_axes(frame, has_legend=True)
    if not inner.width:
        return axes
    bands = {part: showing.digest(cell).bands[f"{part}_loss"] for part in PARTS}
    columns = inner.width * dots_of(pens.marker)[0]
    x_scale, y_scale = frame.x_scale, frame.y_scale
    medians = [
        Trace(
            heights_of(band.epochs, band.middle, columns, x_scale, y_scale),
            pens.color(part),
            is_dotted=part == "test",
        )
        for part, band in bands.items()
    ]
    canvas = draw_bundle(medians, inner.width, inner.height, pens.marker)
    for part, band in bands.items():
        low, high = band_heights(band, inner.width, x_scale, y_scale)
        canvas = with_band(canvas, low, high, pens.shade(pens.color(part)), pens.marker)
    entries = [
        Entry("train loss", pens.color("train")),
        Entry("test loss", pens.color("test"), "dotted"),
    ]
    return with_legend(axes, frame, entries).place(canvas, inner.column, inner.row)
