"""What is known of a sweep at a moment: the last report of each point, gathered in cells."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from math import nan
from time import monotonic

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point
from npnn_tui.engine.training.experiment import KNOBS

from .cell import OVER, Cell

Renew = Callable[[Point, Report, int], Point]
"""Makes another point of one, of its report and of a number; may raise FieldError."""


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
        self._replaced: set[int] = set()
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
        if report.number in self._replaced:
            return
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

        Raises FieldError (field `max_epochs`) while they are being trained.
        """
        if any(self.state_of(point) in (State.WAITING, State.RUNNING) for point in cell.points):
            raise FieldError(
                "max_epochs", "max_epochs must be left as it is until the cell is over"
            )
        fresh = [
            renew(point, cell.reports[point.seed], len(self.points) + place)
            for place, point in enumerate(cell.points)
        ]
        for point in cell.points:
            self._counts[self.state_of(point)] -= 1
            self._before -= self.is_over(point)
            self._replaced.add(point.number)
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
        done = max(0, self.over - self._before)
        return self.seconds / done * (self.size - self.over) if done else nan
