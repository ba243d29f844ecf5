"""What the seeds of one cell have in common: the band of their curves, and where they disagree."""

from collections.abc import Sequence

import numpy as np
from npnn_tui.datasets.text import printable
from npnn_tui.engine.sweeps.answers import Answers
from numpy.typing import NDArray

from ..plotting import Cells, blend, draw_axes, grid_shape
from ..plotting.bands import BANDS, Bands
from ..plotting.bundle import Trace, dots_of, draw_bundle, heights_of, with_band
from ..plotting.legend import with_legend
from ..plotting.relief import draw_relief
from ..sweep.board import Cell
from .curves_view import Entry, band_heights, frame_of
from .pens import Pens
from .showing import Showing, title_of
from .view import WallView

NARROW = 64
"""Columns below which the map stands under the band."""

FAINT = 0.12

SERIES = (("test_loss", "test"), ("train_loss", "train"))

HALF = 0.5
"""The greatest share that can differ from the class that most answer, when there are two."""


class SeedsView(WallView):
    """The quartiles of both losses over the seeds, and beside them the map of disagreement."""

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Draw the band and the map of the selected cell."""
        cell = showing.selected or showing.cells[0]
        over = f"{cell.over} of {len(cell.points)} seeds trained"
        self.entitle(f"{printable(title_of(cell), 60)} · {over}" if cell.settings else over)
        beside = width >= NARROW
        left = (width * 11 // 20, height) if beside else (width, height // 2)
        right = (width - left[0] - 1, height) if beside else (width, height - left[1])
        picture = Cells.blank(width, height).place(_band(showing, cell, left, self.pens), 0, 0)
        place = (width - right[0], height - right[1])
        return picture.place(_map(cell, right, self.pens), *place)


def _band(showing: Showing, cell: Cell, size: tuple[int, int], pens: Pens) -> Cells:
    frame = frame_of(showing, *size, pens)
    axes, inner = draw_axes(frame, has_legend=True)
    if not inner.width:
        return axes
    bands = [(showing.digest(cell).bands[name], pens.color(pen)) for name, pen in SERIES]
    columns = inner.width * dots_of(pens.marker)[0]
    x_scale, y_scale = frame.x_scale, frame.y_scale
    medians = [
        Trace(heights_of(band.epochs, band.middle, columns, x_scale, y_scale), color)
        for band, color in bands
    ]
    canvas = draw_bundle(medians, inner.width, inner.height, pens.marker)
    for band, color in bands:
        low, high = band_heights(band, inner.width, x_scale, y_scale)
        canvas = with_band(canvas, low, high, pens.shade(color), pens.marker)
    entries = [Entry(f"{pen} loss", pens.color(pen)) for _, pen in SERIES[::-1]]
    return with_legend(axes, frame, entries).place(canvas, inner.column, inner.row)


def _map(cell: Cell, size: tuple[int, int], pens: Pens) -> Cells:
    """Return the map below a line that says what its shades mean."""
    width, height = size
    picture = Cells.blank(width, height)
    answers = [report.answers for report in cell.reports.values() if report.answers is not None]
    if len(answers) < 2:
        return picture.write(0, 0, "no two seeds to compare yet", pens.color("axis"))
    colors = blend(pens.color("high"), np.linspace(FAINT, 1.0, BANDS), pens.background)
    is_classes = answers[0].shape[-1] > 1
    words = "disagree" if is_classes else "of the range apart"
    values = disagreement(answers) if is_classes else deviation(answers)
    key_rows, key_columns = grid_shape(pens.marker, BANDS, 1)
    steps = np.linspace(0, HALF, key_columns).reshape(1, -1).repeat(key_rows, axis=0)
    key = draw_relief(steps, Bands(0.0, HALF), colors, pens.marker)
    picture = picture.write(0, 0, "0 %", pens.color("axis")).place(key, 4, 0)
    picture = picture.write(5 + key.width, 0, f"50 % {words}", pens.color("axis"))
    rows, columns = grid_shape(pens.marker, width, height - 1)
    down = ((np.arange(rows) + 0.5) / rows * len(values)).astype(np.intp)
    across = ((np.arange(columns) + 0.5) / columns * values.shape[1]).astype(np.intp)
    field = draw_relief(values[down][:, across], Bands(0.0, HALF), colors, pens.marker)
    return picture.place(field, 0, 1)


def disagreement(answers: Sequence[Answers]) -> NDArray[np.float64]:
    """Return the share (rows, columns) of networks that answer another class than most do."""
    winners = np.array([each.argmax(axis=-1) for each in answers])
    classes = range(answers[0].shape[-1])
    most = np.max([(winners == number).mean(axis=0) for number in classes], axis=0)
    return np.asarray(1.0 - most)


def deviation(answers: Sequence[Answers]) -> NDArray[np.float64]:
    """Return the standard deviation (rows, columns) of predicted numbers over the networks."""
    return np.asarray(np.std([each[..., 0].astype(np.float64) for each in answers], axis=0))
