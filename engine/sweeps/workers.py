"""Workers that train points: what the coordinator needs of them, and those in its own process."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event
from typing import Protocol

from ..training.stackable import MOST, shared_knobs
from .report import Report
from .sweep import Point
from .together import companions, trained

Tell = Callable[[Report], None]

Job = tuple[Point, "Future[Report]"]

LINGER_SECONDS = 0.005
"""How long the next point is waited for before those that are there are trained."""


class Workers(Protocol):
    """Some executor of `concurrent.futures`, with a way for reports to come while it works."""

    count: int
    """How many points can be trained at once, in stacks or side by side."""

    lanes: int
    """How many are trained side by side, each as fast as it would be alone."""

    def start(self, tell: Tell) -> None:
        """Begin, or begin anew after a breakdown; `tell` may be called on any thread."""

    def submit(self, point: Point) -> "Future[Report]":
        """Have a point trained. A broken worker's future raises BrokenExecutor."""

    def stop(self, number: int) -> None:
        """Have one point that is under way end at once."""

    def cancel(self) -> None:
        """Have everything that is under way end at once."""

    def close(self) -> None:
        """Let the workers go; nothing of them is left behind."""


class LocalWorker:
    """One worker, a thread of this process: no start-up, for a few points that are soon done.

    Small networks of one shape are trained together, which gives the same figures sooner.
    """

    count, lanes = MOST, 1

    def __init__(self) -> None:
        self._cancelled = Event()
        self._stopped: set[int] = set()
        self._arrivals: SimpleQueue[Job] = SimpleQueue()
        self._waiting: dict[int, Job] = {}

    def start(self, tell: Tell) -> None:
        """Begin."""
        self._tell = tell
        self._executor = ThreadPoolExecutor(1, "sweep")

    def submit(self, point: Point) -> "Future[Report]":
        """Have a point trained after those before it, or with some of them."""
        future: Future[Report] = Future()
        self._arrivals.put((point, future))
        self._executor.submit(self._work)
        return future

    def stop(self, number: int) -> None:
        """Let the training of a point end at its next burst."""
        self._stopped.add(number)

    def cancel(self) -> None:
        """Let the training end at its next burst."""
        self._cancelled.set()

    def close(self) -> None:
        """Wait for the thread to end."""
        self._executor.shutdown(cancel_futures=True)

    def _work(self) -> None:
        """Train the first of the points that wait, and those that go with it."""
        waiting = self._receive()
        if not waiting:  # all have been trained together with earlier ones
            return
        futures = {waiting[0].number: self._waiting.pop(waiting[0].number)[1]}
        try:
            points = companions(waiting)
            futures |= {point.number: self._waiting.pop(point.number)[1] for point in points[1:]}
            begun = [p for p in points if futures[p.number].set_running_or_notify_cancel()]
            for report in trained(begun, self._tell, self._is_to_end):
                futures[report.number].set_result(report)
        except BaseException as error:  # a bug, of which the coordinator tells
            for future in futures.values():
                if not future.done():
                    future.set_exception(error)

    def _receive(self) -> list[Point]:
        """Return up to a whole stack of waiting points; it lingers if more could be of use."""
        with suppress(Empty):
            while len(self._waiting) < MOST:
                first = next(iter(self._waiting.values()), None)
                lingers = first is not None and shared_knobs(first[0].experiment.config)
                job = self._arrivals.get(timeout=LINGER_SECONDS if lingers else 0)
                self._waiting[job[0].number] = job
        return [point for point, _ in self._waiting.values()]

    def _is_to_end(self, point: Point) -> bool:
        return self._cancelled.is_set() or point.number in self._stopped
