"""The curves of a run against its epochs: the loss and the accuracy."""

import numpy as np
from npnn_tui.engine import SERIES, Curves, Snapshot, Status
from numpy.typing import NDArray

from ..plotting import (
    Cells,
    ChartFrame,
    Line,
    Marker,
    draw_lines,
    growing_limit,
    linear_limits,
    log_limits,
    smooth,
)
from ..plotting.frame import LineStyle
from ..plotting.scales import Limits
from ..tasks import TASK_WORDS, TaskWords
from .chart import Chart

LEAST_SCORE = -1


class CurvesChart(Chart):
    """Two series, of the training and of the test observations, with the marks of live changes."""

    FOLLOWS = ("marker", "smoothing", "log_loss", "log_epochs")

    quantity = ""

    is_skipping = False
    """Curves move little between two frames, so one chart takes the even frames, one the odd."""

    def watch_snapshot(self, before: Snapshot | None, after: Snapshot) -> None:
        """Follow the run in every other frame while it only goes on, else in each."""
        self.is_skipping = not self.is_skipping
        if not (self.is_skipping and before is not None and _goes_on(before, after)):
            self.redraw()

    def y_limits(self, low: float, high: float) -> Limits:
        """Return the limits of the vertical axis for values between `low` and `high`."""
        raise NotImplementedError

    def title_of(self, words: TaskWords) -> str:
        """Return what the curves show."""
        raise NotImplementedError

    def unit_of(self, words: TaskWords) -> str:
        """Return in what the curves are measured."""
        raise NotImplementedError

    @property
    def log_y(self) -> bool:
        """Whether the vertical axis is logarithmic."""
        return False

    def draw(self, width: int, height: int) -> Cells:
        """Draw axes, both curves and the marks."""
        if self.snapshot is None:
            return Cells.blank(width, height)
        self.entitle(self.title_of(TASK_WORDS[self.snapshot.split.task]))
        lines = self._lines(self.snapshot.curves)
        marks = [(float(mark.epoch), mark.text) for mark in self.snapshot.marks]
        return draw_lines(self._frame(width, height, self.snapshot, lines), lines, marks)

    def _lines(self, curves: Curves) -> list[Line]:
        names = {"train": "training", "test": "test"}
        if np.isnan(curves.low[:, _column("test", self.quantity)]).all():
            del names["test"]
        return [self._line(curves, part, name) for part, name in names.items()]

    def _line(self, curves: Curves, part: str, name: str) -> Line:
        column = _column(part, self.quantity)
        low, high = curves.low[:, column], curves.high[:, column]
        if self.view.smoothing:
            low = high = smooth((low + high) / 2, self.view.smoothing)
        style: LineStyle = "solid" if part == "train" else "dotted"
        return Line(name, curves.epochs, low, high, self.color(part), style)

    def _frame(self, width: int, height: int, snapshot: Snapshot, lines: list[Line]) -> ChartFrame:
        values = np.concatenate([np.concatenate((line.low, line.high)) for line in lines])
        values = values[np.isfinite(values)]
        low, high = (values.min(), values.max()) if len(values) else (0.0, 1.0)
        log_x = self.view.log_epochs
        return ChartFrame(
            width=width,
            height=height,
            x_limits=(
                _first_positive(snapshot.curves.epochs) if log_x else 0.0,
                growing_limit(snapshot.epoch, 100),
            ),
            y_limits=self.y_limits(float(low), float(high)),
            x_label="epochs",
            y_label=self.unit_of(TASK_WORDS[snapshot.split.task]),
            log_x=log_x,
            log_y=self.log_y,
            marker=self._line_marker,
            foreground=self.color("text"),
            muted=self.color("axis"),
        )

    @property
    def _line_marker(self) -> Marker:
        """Braille draws the finest lines; blocks are used only where they are asked for."""
        chosen = self.view.marker
        return "braille" if chosen == "auto" and self.marker != "ascii" else self.marker


class LossChart(CurvesChart):
    """The loss against the epoch."""

    quantity = "loss"

    def title_of(self, words: TaskWords) -> str:
        """Return that it is the loss."""
        return "Loss"

    def unit_of(self, words: TaskWords) -> str:
        """Return nats, or what the squared error is halved for."""
        return words.loss_unit

    @property
    def log_y(self) -> bool:
        """Whether the view asks for a logarithmic loss."""
        return self.view.log_loss

    def y_limits(self, low: float, high: float) -> Limits:
        """Return round limits around the losses."""
        return log_limits(low, high) if self.log_y else linear_limits(low, high)


class AccuracyChart(CurvesChart):
    """The share of observations classified correctly, or R², against the epoch."""

    quantity = "score"
    is_skipping = True

    def title_of(self, words: TaskWords) -> str:
        """Return the name of the score."""
        return words.score

    def unit_of(self, words: TaskWords) -> str:
        """Return the unit of the score."""
        return words.score_unit

    def y_limits(self, low: float, high: float) -> Limits:
        """Return limits that end at 1 and begin at a round score below the lowest.

        R² has no lower end: what is below -1 is cut off, or one bad start would flatten the rest.
        """
        return np.floor(low * 10 - 0.5).clip(LEAST_SCORE * 10, 9) / 10, 1.0


def _goes_on(before: Snapshot, after: Snapshot) -> bool:
    """Whether nothing has happened but training."""
    still = before.status is after.status is Status.RUNNING
    return still and before.run == after.run and before.marks == after.marks


def _first_positive(epochs: NDArray[np.float64]) -> float:
    """Return the first epoch with a place on a logarithmic axis, 1 before there is any."""
    return float(next(iter(epochs[epochs > 0]), 1.0))


def _column(part: str, quantity: str) -> int:
    return SERIES.index(f"{part}_{quantity}")
