"""Workers that train points: what the coordinator needs of them, and those in its own process."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Protocol

from .report import Report
from .sweep import Point
from .training import train

Tell = Callable[[Report], None]


class Workers(Protocol):
    """Some executor of `concurrent.futures`, with a way for reports to come while it works."""

    count: int
    """How many points are trained at once."""

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
    """One worker, a thread of this process: no start-up, for a few points that are soon done."""

    count = 1

    def __init__(self) -> None:
        self._cancelled = Event()
        self._stopped: set[int] = set()

    def start(self, tell: Tell) -> None:
        """Begin."""
        self._tell = tell
        self._executor = ThreadPoolExecutor(1, "sweep")

    def submit(self, point: Point) -> "Future[Report]":
        """Have a point trained after those before it."""

        def is_cancelled() -> bool:
            return self._cancelled.is_set() or point.number in self._stopped

        return self._executor.submit(train, point, self._tell, is_cancelled)

    def stop(self, number: int) -> None:
        """Let the training of a point end at its next burst."""
        self._stopped.add(number)

    def cancel(self) -> None:
        """Let the training end at its next burst."""
        self._cancelled.set()

    def close(self) -> None:
        """Wait for the thread to end."""
        self._executor.shutdown(cancel_futures=True)
