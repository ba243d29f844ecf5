"""The summary: the state of the run in figures, in as many columns as there is room for."""

import math
from collections.abc import Sequence

from npnn_tui.engine import Snapshot, Status
from npnn_tui.engine.training.metrics import root_mean_squared_error
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from ..plotting import short_number
from ..tasks import TASK_WORDS
from ..wording import duration

CELL_WIDTH = 19
"""Columns that a label and its figure take."""

LABEL_WIDTH = 11


class Summary(Widget):
    """State, progress, figures of merit, and why training stopped."""

    COMPONENT_CLASSES = {f"summary--{status}" for status in Status} | {"summary--label"}

    snapshot: reactive[Snapshot | None] = reactive(None)
    notice: reactive[str] = reactive("")
    link_words: reactive[str] = reactive("")

    def render(self) -> Text:
        """Lay the figures out in rows, the state and its reason first."""
        if self.snapshot is None:
            return Text()
        columns = max(1, self.content_size.width // CELL_WIDTH)
        figures = figures_of(self.snapshot)
        rows = [figures[start : start + columns] for start in range(0, len(figures), columns)]
        lines = [self._headline(self.snapshot), *map(self._line, rows)]
        return Text("\n").join(lines)

    def _headline(self, snapshot: Snapshot) -> Text:
        state = self.get_component_rich_style(f"summary--{snapshot.status}", partial=True)
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{snapshot.status}", state)
        for text in (snapshot.complaint, snapshot.reason, self.link_words, self.notice):
            if text:
                line.append(f" · {text}")
        line.truncate(max(self.content_size.width, 1), overflow="ellipsis")
        return line

    def _line(self, figures: Sequence[tuple[str, str]]) -> Text:
        label_style = self.get_component_rich_style("summary--label", partial=True)
        line = Text(no_wrap=True, overflow="crop")
        for label, figure in figures:
            line.append(f"{label:<{LABEL_WIDTH}}", label_style)
            line.append(f"{figure:<{CELL_WIDTH - LABEL_WIDTH}}")
        return line


def figures_of(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return a label and a figure for everything that is known of a run."""
    metrics, split = snapshot.metrics, snapshot.split
    words = TASK_WORDS[split.task]
    return [
        ("epoch", f"{snapshot.epoch:,}"),
        ("train loss", _loss(metrics.train_loss)),
        ("test loss", _loss(metrics.test_loss)),
        (f"train {words.short_score}", words.written(metrics.train_score)),
        (f"test {words.short_score}", words.written(metrics.test_score)),
        *_errors(snapshot),
        ("objective", _loss(metrics.objective)),
        *_rate(snapshot),
        ("steps/s", f"{snapshot.steps_per_second:,.0f}"),
        ("elapsed", duration(snapshot.seconds)),
        ("time left", duration(seconds_left(snapshot))),
        ("parameters", f"{snapshot.parameter_count:,}"),
    ]


def _rate(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return the learning rate of the moment, if it changes over the epochs."""
    config = snapshot.experiment.config
    changes = config.schedule != "constant" or config.warmup
    return [("rate", short_number(snapshot.learning_rate))] if changes else []


def _errors(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return the typical errors of regression in the units of the data."""
    if snapshot.split.task != "regression":
        return []
    losses = {"train": snapshot.metrics.train_loss, "test": snapshot.metrics.test_loss}
    errors = {part: root_mean_squared_error(loss, snapshot.split) for part, loss in losses.items()}
    return [
        (f"{part} RMSE", short_number(error) if math.isfinite(error) else "—")
        for part, error in errors.items()
    ]


def seconds_left(snapshot: Snapshot) -> float:
    """Estimate the seconds until the epochs or the time run out; NaN while not running."""
    if snapshot.status is not Status.RUNNING or snapshot.epochs_per_second <= 0:
        return math.nan
    config = snapshot.experiment.config
    by_epochs = (config.max_epochs - snapshot.epoch) / snapshot.epochs_per_second
    if config.time_limit is None:
        return by_epochs
    return max(0.0, min(by_epochs, config.time_limit - snapshot.training_seconds))


def _loss(loss: float) -> str:
    if not math.isfinite(loss):
        return "—"
    return f"{loss:.3g}" if 1e-3 <= loss < 1e4 or loss == 0 else f"{loss:.1e}"
