"""Points in batches: what a worker is given at once, so that it can train them as a stack."""

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future
from functools import partial
from itertools import islice
from threading import Event, Lock, Thread
from time import sleep

from ..training.stackable import MOST, shared_knobs
from .report import Report
from .sweep import Point

Batch = Future[list[Report]]

LINGER_SECONDS = 0.005
"""So long it waits for more points before the first go out."""

WIDEST = 64
"""Hidden nodes of a network that may be trained in a stack; others go out one by one."""


class Batches:
    """Hands points to so many workers by `submit`; each point keeps a future of its own."""

    def __init__(self, workers: int, submit: Callable[[list[Point]], Batch]) -> None:
        self._workers, self._submit = workers, submit
        self._lock, self._is_due, self._is_closed = Lock(), Event(), False
        self._waiting: dict[int, tuple[Point, Future[Report]]] = {}
        self._open: dict[int, Future[Report]] = {}
        self._busy = 0
        Thread(target=self._hand_on, daemon=True).start()

    def add(self, point: Point) -> "Future[Report]":
        """Have a point trained, with others that wait if that is quicker."""
        future: Future[Report] = Future()
        with self._lock:
            self._waiting[point.number] = point, future
        self._is_due.set()
        return future

    def settle(self, report: Report) -> None:
        """Take the last report of a point, which may be over before the rest of its batch."""
        with self._lock:
            future = self._open.pop(report.number, None)
        if future:
            future.set_result(report)

    def close(self) -> None:
        """Hand over nothing more."""
        self._is_closed = True
        self._is_due.set()

    def _hand_on(self) -> None:
        while not self._is_closed:
            self._is_due.wait()
            self._is_due.clear()
            sleep(LINGER_SECONDS)
            while not self._is_closed and (points := self._next_batch()):
                self._hand_over(points)

    def _next_batch(self) -> list[Point]:
        """Return the next points that go together; one batch more than there are workers is out."""
        with self._lock:
            while self._waiting and self._busy <= self._workers:
                begun = []
                for point in self._companions():
                    _, future = self._waiting.pop(point.number)
                    if future.set_running_or_notify_cancel():
                        self._open[point.number] = future
                        begun.append(point)
                if begun:
                    self._busy += 1
                    return begun
        return []

    def _companions(self) -> list[Point]:
        """Return the first that waits and its share of those that are alike."""
        points = [point for point, _ in self._waiting.values()]
        first, config = points[0], points[0].experiment.config
        knobs = shared_knobs(config)
        if knobs is None or sum(config.hidden) > WIDEST:
            return [first]
        share = -(-(len(points) + len(self._open)) // self._workers)
        alike = (point for point in points if shared_knobs(point.experiment.config) == knobs)
        return list(islice(alike, min(share, MOST)))

    def _hand_over(self, points: list[Point]) -> None:
        try:
            batch = self._submit(points)
        except BrokenExecutor as error:
            self._end(points, error)
        else:
            batch.add_done_callback(partial(self._take, points))

    def _take(self, points: Sequence[Point], batch: Batch) -> None:
        error = CancelledError() if batch.cancelled() else batch.exception()
        for report in [] if error else batch.result():
            self.settle(report)
        self._end(points, error or RuntimeError("its worker has told nothing of it"))

    def _end(self, points: Sequence[Point], error: BaseException) -> None:
        """End a batch: those of its points of which nothing has come have failed with it."""
        with self._lock:
            self._busy -= 1
            left = [self._open.pop(point.number, None) for point in points]
        for future in left:
            if future:
                future.set_exception(error)
        self._is_due.set()
