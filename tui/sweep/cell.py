"""A cell of a sweep: the trainings of one combination of values."""

from collections import Counter
from collections.abc import Mapping
from math import inf, isfinite, nan
from statistics import median, quantiles
from typing import Any

from npnn_tui.engine.sweeps.report import Report, State, loss_of
from npnn_tui.engine.sweeps.sweep import Point
from npnn_tui.engine.training.experiment import KNOBS

OVER = (State.FINISHED, State.REFUSED, State.FAILED)
"""The states after which nothing more comes of a point."""


class Cell:
    """The trainings of one combination, which differ in their seed alone.

    `rank` is the loss by which cells are compared: of the test observations, or, where there are
    none, of those that are trained on; it is infinite where most have diverged. `reports` are the
    newest by their seeds; the `version` grows with each of them.
    """

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.reports: dict[int, Report] = {}
        self.rank = inf
        self.version = 0

    def take(self, seed: int, report: Report) -> None:
        """Take note of a report, and of the loss to compare the cells by."""
        self.reports[seed] = report
        self.version += 1
        self.rank = median(map(loss_of, self.reports.values()))

    @property
    def settings(self) -> Mapping[str, Any]:
        """The values that are particular to this cell."""
        return self.points[0].settings

    @property
    def written(self) -> Mapping[str, str]:
        """The same as people write them."""
        return {name: KNOBS[name].kind.format(value) for name, value in self.settings.items()}

    @property
    def over(self) -> int:
        """How many of the trainings are over."""
        return sum(report.state in OVER for report in self._current)

    @property
    def _current(self) -> list[Report]:
        """The reports of its points, without those that others have replaced."""
        numbers = {point.number for point in self.points}
        return [report for report in self.reports.values() if report.number in numbers]

    @property
    def state(self) -> State:
        """The state of most interest: what failed, then what runs, then what is done."""
        states = {report.state for report in self._current}
        for state in (State.FAILED, State.REFUSED, State.RUNNING, State.CANCELLED):
            if state in states:
                return state
        return State.FINISHED if self.over == len(self.points) else State.WAITING

    def middle(self, name: str) -> float:
        """Return the median of a metric over the seeds, NaN where there is none."""
        values = self._values(name)
        return median(values) if values else nan

    def quartiles(self, name: str) -> tuple[float, float, float]:
        """Return the quartiles of a metric over the seeds, the median in the middle."""
        values = self._values(name)
        if len(values) < 2:
            return (self.middle(name),) * 3
        low, middle, high = quantiles(values, n=4, method="inclusive")
        return low, middle, high

    def _values(self, name: str) -> list[float]:
        metrics = (report.metrics for report in self.reports.values() if report.metrics)
        return [value for each in metrics if isfinite(value := getattr(each, name))]

    @property
    def epoch(self) -> int:
        """The epoch of the training that is farthest."""
        return max((report.epoch for report in self.reports.values()), default=0)

    @property
    def typical(self) -> Report | None:
        """A report to show for the cell: of the verdict that most have, with a middling loss.

        Without any verdict it is the newest one.
        """
        reports = list(self.reports.values())
        words = Counter(report.verdict.word for report in reports if report.verdict)
        if not words:
            return reports[-1] if reports else None
        word, _ = words.most_common(1)[0]
        alike = [report for report in reports if report.verdict and report.verdict.word is word]
        return sorted(alike, key=loss_of)[(len(alike) - 1) // 2]
