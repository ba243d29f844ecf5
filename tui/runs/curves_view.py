"""The curves of the runs that are compared, over each other in one chart."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from npnn_tui.engine.runs.listing import Entry
from numpy.typing import NDArray

from ..charts.limits import limits_of
from ..plotting import Cells, ChartFrame, draw_axes, growing_limit, linear_limits
from ..plotting.bundle import Trace, dots_of, draw_bundle, heights_of
from ..plotting.frame import LineStyle
from ..plotting.legend import LONGEST_NAME, with_legend
from ..plotting.scales import Limits
from .showing import Showing
from .view import RunsView

QUANTITIES: Mapping[str, str] = {
    "test_loss": "Test loss",
    "train_loss": "Training loss",
    "test_score": "Test score",
    "train_score": "Training score",
}
"""What curves can show, with its title."""

LEAST_EPOCHS = 10


class Named(NamedTuple):
    """An entry of the legend."""

    name: str
    color: int
    style: LineStyle = "solid"


class Curve(NamedTuple):
    """A run with its epochs and values, both (rows,), its number and its colour."""

    entry: Entry
    epochs: NDArray[np.float64]
    values: NDArray[np.float64]
    number: int
    color: int


class CurvesView(RunsView):
    """A curve for each run, with its number at the end."""

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Draw the axes, the curves, the selected one on top, and the legend."""
        curves = self._curves(showing)
        self.entitle(_title(showing))
        if not curves:
            return self.sentence(self._reason(showing), width, height)
        frame = self._frame(showing, curves, width, height)
        axes, inner = draw_axes(frame, has_legend=True)
        if not inner.width:
            return axes
        columns = inner.width * dots_of(frame.marker)[0]
        scales = frame.x_scale, frame.y_scale
        heights = [heights_of(each.epochs, each.values, columns, *scales) for each in curves]
        traces = [Trace(h, each.color) for h, each in zip(heights, curves, strict=True)]
        order = sorted(range(len(curves)), key=lambda n: curves[n].entry is showing.selected)
        canvas = draw_bundle([traces[n] for n in order], inner.width, inner.height, frame.marker)
        if len(curves) > 1:
            canvas = _with_numbers(canvas, curves, heights)
        named = [Named(showing.title(each.entry, LONGEST_NAME), each.color) for each in curves]
        return with_legend(axes, frame, named).place(canvas, inner.column, inner.row)

    def _curves(self, showing: Showing) -> list[Curve]:
        curves = []
        for number, entry in enumerate(showing.compared, start=1):
            study = showing.studies.get(entry.folder)
            epochs, values = study.curve(_quantity(showing)) if study else (np.empty(0),) * 2
            if np.isfinite(values).any():
                color = self.pens.among(number - 1, len(showing.compared))
                curves.append(Curve(entry, epochs, values, number, color))
        return curves

    def _reason(self, showing: Showing) -> str:
        """Say why there is no curve."""
        studies = [showing.studies.get(entry.folder) for entry in showing.compared]
        if any(study is None for study in studies):
            return "reading …"
        return next((s.refusal for s in studies if s and s.refusal), "there is no curve")

    def _frame(self, showing: Showing, curves: list[Curve], width: int, height: int) -> ChartFrame:
        quantity = _quantity(showing)
        is_loss = quantity.endswith("loss")
        pens = self.pens
        return ChartFrame(
            width=width,
            height=height,
            x_limits=(0, growing_limit(max(each.epochs[-1] for each in curves), LEAST_EPOCHS)),
            y_limits=_limits(curves, is_loss, showing.is_log),
            x_label="epochs",
            log_y=is_loss and showing.is_log,
            marker="ascii" if pens.marker == "ascii" else "braille",
            foreground=pens.color("text"),
            muted=pens.color("axis"),
        )


def _quantity(showing: Showing) -> str:
    """Return what is shown: of the training observations where no run has others."""
    studies = [showing.studies.get(entry.folder) for entry in showing.compared]
    other = showing.quantity.replace("test", "train")
    has_values = [
        any(np.isfinite(study.curve(name)[1]).any() for study in studies if study)
        for name in (showing.quantity, other)
    ]
    return other if has_values == [False, True] else showing.quantity


def _title(showing: Showing) -> str:
    return QUANTITIES[_quantity(showing)]


def _limits(curves: list[Curve], is_loss: bool, is_log: bool) -> Limits:
    extents = [_extent(each.values, is_log and is_loss) for each in curves]
    if is_loss and is_log:
        return limits_of(extents)
    low, high = min(low for low, _ in extents), max(high for _, high in extents)
    if not is_loss:
        return max(min(low, 0.9), -1.0), 1.0
    return linear_limits(0.0, limits_of(extents)[1] if high > 0 else 1.0)


def _extent(values: NDArray[np.float64], is_positive: bool) -> Limits:
    known = values[np.isfinite(values) & ((values > 0) | (not is_positive))]
    return (float(known.min()), float(known.max())) if len(known) else (np.inf, -np.inf)


def _with_numbers(canvas: Cells, curves: list[Curve], heights: list[NDArray[np.float64]]) -> Cells:
    """Write the number of each curve at its end, beside those that stand there already."""
    taken: set[tuple[int, int]] = set()
    for curve, height in zip(curves, heights, strict=True):
        known = np.flatnonzero(np.isfinite(height))
        if not len(known):
            continue
        text = str(curve.number)
        column = int(known[-1] * canvas.width / len(height)) - len(text) + 1
        row = round((1 - float(height[known[-1]])) * (canvas.height - 1))
        while (column, row) in taken and column > 0:
            column -= len(text) + 1
        taken.add((column, row))
        canvas = canvas.write(max(0, column), row, text, curve.color)
    return canvas
