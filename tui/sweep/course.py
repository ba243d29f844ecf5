"""The course of a sweep: its points go to the workers, its reports to the board and the file."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from queue import Empty, SimpleQueue
from time import monotonic

from npnn_tui.engine.sweeps.coordinator import Coordinator
from npnn_tui.engine.sweeps.journal import Journal
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point

from .board import Board
from .workforce import workers_for

INTERRUPTED, FAILED = 130, 1

TICK_SECONDS = 0.25


class Course:
    """Runs the points that have no result yet.

    It does so on the cluster of the `scheduler`, on so many processes (None: one for each core),
    or with 0 in this one.
    """

    def __init__(
        self,
        points: Sequence[Point],
        names: Sequence[str],
        workers: int | None,
        scheduler: str | None,
        output: str | None,
    ) -> None:
        self._points = points
        self._board = Board(points, names)
        self._workers_for = partial(workers_for, workers, scheduler)
        self._journal = Journal(output, names) if output is not None else None
        self._news: SimpleQueue[Report | None] = SimpleQueue()

    def run(self, *, as_json: bool) -> int:
        """Train, show what comes, and return the exit code."""
        if as_json:
            from .lines import follow
        else:
            from .table import follow
        with self._journal or nullcontext():
            for report in self._journal.finished(self._points).values() if self._journal else ():
                self._board.take(report)
            waiting = [point for point in self._points if not self._board.is_over(point)]
            coordinator = Coordinator(waiting, self._workers_for(len(waiting)), self._news.put)
            with follow(self._board) as show, _interruptible(coordinator.cancel) as interrupts:
                self._drive(coordinator, show)
        if interrupts:
            return INTERRUPTED
        return FAILED if self._board.count(State.FAILED) else 0

    def _drive(self, coordinator: Coordinator, show: Callable[[], None]) -> None:
        """Let the coordinator run on a thread of its own, and take what it publishes on this."""
        with ThreadPoolExecutor(1) as executor:
            ended = executor.submit(coordinator.run)
            ended.add_done_callback(lambda _: self._news.put(None))
            try:
                while self._gather():
                    show()
            finally:
                coordinator.cancel()  # if the file, say, cannot be written any more
        ended.result()

    def _gather(self) -> bool:
        """Take the reports of one tick; tell whether more may come."""
        deadline = monotonic() + TICK_SECONDS
        while (left := deadline - monotonic()) > 0:
            try:
                report = self._news.get(timeout=left)
            except Empty:
                return True
            if report is None:
                return False
            self._board.take(report)
            if self._journal and report.state is State.FINISHED:
                self._journal.add(self._points[report.number], report)
        return True


@contextmanager
def _interruptible(cancel: Callable[[], None]) -> Iterator[list[int]]:
    """Let ctrl+c cancel; what is being written is not cut off. A second one ends everything."""
    interrupts: list[int] = []

    def interrupt(number: int, _frame: object) -> None:
        interrupts.append(number)
        signal.signal(signal.SIGINT, before)
        cancel()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)
