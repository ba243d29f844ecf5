"""What is known of a sweep at a moment: the last report of each point, gathered in cells."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf, isfinite, nan
from statistics import median, quantiles
from time import monotonic
from typing import Any

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point
from npnn_tui.engine.training.experiment import KNOBS

Renew = Callable[[Point, Report, int], Point]
"""Makes another point of one, of its report and of a number; may raise FieldError."""

OVER = (State.FINISHED, State.REFUSED, State.FAILED)


class Cell:
    """The trainings of one combination, which differ in their seed alone.

    `rank` is the loss by which cells are compared: of the test observations, or, where there are
    none, of those that are trained on. `reports` are the newest by their seeds; the `version`
    grows with each of them.
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
        losses = map(self.middle, ("test_loss", "train_loss"))
        self.rank = next(filter(isfinite, losses), inf)

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
        return sum(
            report.state in OVER
            for point in self.points
            if (report := self.reports.get(point.seed)) and report.number == point.number
        )

    @property
    def state(self) -> State:
        """The state of most interest: what failed, then what runs, then what is done."""
        states = {report.state for report in self.reports.values()}
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
        """A report to show for the cell: of the verdict that most have, else the newest one."""
        reports = list(self.reports.values())
        words = Counter(report.verdict.word for report in reports if report.verdict)
        if not words:
            return reports[-1] if reports else None
        word, _ = words.most_common(1)[0]
        return next(r for r in reports if r.verdict and r.verdict.word is word)


class Board:
    """All cells, in the order of their numbers, and how far the whole is.

    Where the points are not known in advance, `expected` says how many there will be.
    """

    def __init__(self, points: Iterable[Point], names: Sequence[str], expected: int = 0) -> None:
        self.points: list[Point] = []
        self.cells: list[Cell] = []
        self.labels = {name: KNOBS[name].label for name in names}
        self.news: deque[Report] = deque()
        self._states: list[State] = []
        self._counts: Counter[State] = Counter()
        self._began, self._before, self._expected = monotonic(), 0, expected
        for point in points:
            self.add(point)

    def add(self, point: Point) -> None:
        """File the next point under its cell."""
        if point.cell == len(self.cells):
            self.cells.append(Cell())
        self.cells[point.cell].points.append(point)
        self.points.append(point)
        self._states.append(State.WAITING)
        self._counts[State.WAITING] += 1

    def take(self, report: Report) -> None:
        """Take note of a report; what is over stays in `news` until someone takes it away."""
        point = self.points[report.number]
        self.cells[point.cell].take(point.seed, report)
        self._counts[self._states[report.number]] -= 1
        self._states[report.number] = report.state
        self._counts[report.state] += 1
        if report.state in OVER:
            self.news.append(report)

    def begin(self) -> None:
        """Count the time from now on; what is over already was done before."""
        self._began, self._before = monotonic(), self.over

    @property
    def current(self) -> list[Point]:
        """The points of all cells, without those that others have replaced."""
        return [point for cell in self.cells for point in cell.points]

    def replace(self, cell: Cell, renew: Renew) -> list[Point]:
        """Give a cell other points; what is known of the old ones is shown until there is news.

        Raises FieldError (field `max_epochs`) before there is any.
        """
        if not cell.reports:
            raise FieldError("max_epochs", "max_epochs must be left as it is: nothing is known yet")
        fresh = [
            renew(point, cell.reports[point.seed], len(self.points) + place)
            for place, point in enumerate(cell.points)
            if point.seed in cell.reports
        ]
        for point in cell.points:
            self._counts[self._states[point.number]] -= 1
        cell.points = fresh
        cell.version += 1
        self.points.extend(fresh)
        self._states.extend([State.WAITING] * len(fresh))
        self._counts[State.WAITING] += len(fresh)
        return fresh

    def state_of(self, point: Point) -> State:
        """Return how far a point is."""
        return self._states[point.number]

    def is_over(self, point: Point) -> bool:
        """Tell whether nothing more will come of a point."""
        return self._states[point.number] in OVER

    def count(self, state: State) -> int:
        """Return how many points are in a state."""
        return self._counts[state]

    @property
    def size(self) -> int:
        """How many points there are, or will be."""
        return max(self._counts.total(), self._expected)

    @property
    def over(self) -> int:
        """How many points are over."""
        return sum(self._counts[state] for state in OVER)

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return monotonic() - self._began

    @property
    def seconds_left(self) -> float:
        """An estimate by what has been done so far; NaN before the first point is over."""
        done = self.over - self._before
        return self.seconds / done * (self.size - self.over) if done else nan
