"""The coordinator: hands the points of a sweep to workers, and on what they report.

It knows neither what workers are nor who reads the reports.
"""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import BrokenExecutor, CancelledError, Future
from queue import SimpleQueue
from threading import Event

from .report import Report, State
from .sweep import Point
from .workers import Workers

News = Report | Future[Report] | Point | int | None
"""What a worker reports, a point that is over, one to train too, or the number of one to stop.

None stops everything.
"""

AHEAD = 2
"""Points that are handed over for each worker: one to train and one to go on with at once."""


class Coordinator:
    """Has each point trained once and publishes its reports, the last one with what came of it.

    The points are taken one by one, as there is room for them: at most `room` are under way, or
    as many as keep the workers busy.
    When a worker breaks, all points that were handed over are under suspicion: each is tried once
    more, alone, and fails if a worker breaks again.
    """

    def __init__(
        self,
        points: Iterable[Point],
        workers: Workers,
        publish: Callable[[Report], None],
        room: int | None = None,
    ) -> None:
        self._points = iter(points)
        self._taken_back: deque[Point] = deque()
        self._stopped: set[int] = set()
        self._suspects: deque[Point] = deque()
        self._tried_alone: set[int] = set()
        self._workers, self._publish = workers, publish
        self._room = AHEAD * workers.count if room is None else room
        self._under_way: dict[Future[Report], Point] = {}
        self._news: SimpleQueue[News] = SimpleQueue()
        self._cancelled, self._is_broken = Event(), False

    def cancel(self) -> None:
        """End everything that is under way at once; may be called on any thread."""
        self._cancelled.set()
        self._news.put(None)

    def add(self, point: Point) -> None:
        """Train this point next; may be called on any thread, and is lost when all are over."""
        self._news.put(point)

    def stop(self, number: int) -> None:
        """End one point, or do not begin it; may be called on any thread."""
        self._news.put(number)

    def run(self) -> None:
        """Train all points; returns when each has its last report, or after `cancel`."""
        self._workers.start(self._news.put)
        try:
            while self._hand_over():
                self._take(self._news.get())
        finally:
            self._workers.close()

    def _hand_over(self) -> bool:
        """Keep the workers busy; tell whether anything is under way."""
        while not self._cancelled.is_set() and (point := self._next_point()):
            try:
                future = self._workers.submit(point)
            except BrokenExecutor:  # it broke while there was nothing to do
                self._is_broken = True
                self._take_back(point)
            else:
                self._under_way[future] = point
                future.add_done_callback(self._news.put)
        return bool(self._under_way)

    def _take_back(self, point: Point) -> None:
        if point.number in self._tried_alone:
            self._tried_alone.remove(point.number)
            self._suspects.appendleft(point)
        else:
            self._taken_back.append(point)

    def _next_point(self) -> Point | None:
        """Return the next point that there is room for: a suspect is trained alone."""
        if self._is_broken:
            if self._under_way:
                return None
            self._start_anew()
        if self._suspects:
            return None if self._under_way else self._alone(self._suspects.popleft())
        if self._tried_alone.intersection(point.number for point in self._under_way.values()):
            return None
        has_room = len(self._under_way) < self._room
        return self._new_point() if has_room else None

    def _new_point(self) -> Point | None:
        while (point := self._next_in_order()) and point.number in self._stopped:
            self._publish(Report(point.number, State.CANCELLED))
        return point

    def _next_in_order(self) -> Point | None:
        return self._taken_back.popleft() if self._taken_back else next(self._points, None)

    def _alone(self, point: Point) -> Point:
        self._tried_alone.add(point.number)
        return point

    def _start_anew(self) -> None:
        self._workers.close()
        self._workers.start(self._news.put)
        self._is_broken = False

    def _take(self, news: News) -> None:
        if news is None:
            self._workers.cancel()
            for future in self._under_way:
                future.cancel()
        elif isinstance(news, Future):
            self._settle(news, self._under_way.pop(news))
        elif isinstance(news, Point):
            self._taken_back.append(news)
        elif isinstance(news, int):
            self._stop(news)
        elif any(point.number == news.number for point in self._under_way.values()):
            self._publish(news)

    def _stop(self, number: int) -> None:
        self._stopped.add(number)
        for future, point in self._under_way.items():
            if point.number == number and not future.cancel():
                self._workers.stop(number)

    def _settle(self, future: "Future[Report]", point: Point) -> None:
        try:
            self._publish(future.result())
        except CancelledError:
            self._publish(Report(point.number, State.CANCELLED))
        except BrokenExecutor:
            self._is_broken = True
            self._suspect(point)
        except Exception as error:  # a bug in one point is not to end the others
            if self._cancelled.is_set():
                self._publish(Report(point.number, State.CANCELLED))
            else:
                self._publish(_failure(point, f"{type(error).__name__}: {error}"))

    def _suspect(self, point: Point) -> None:
        if self._cancelled.is_set():
            self._publish(Report(point.number, State.CANCELLED))
        elif point.number in self._tried_alone:
            self._publish(_failure(point, "its worker ended unexpectedly, twice"))
        else:
            self._suspects.append(point)


def _failure(point: Point, reason: str) -> Report:
    return Report(point.number, State.FAILED, reason=reason)
