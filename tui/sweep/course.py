"""The course of a sweep: its points go to the workers, its reports to the board and the file."""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from queue import Empty, SimpleQueue
from time import monotonic

from npnn_tui.engine.sweeps.coordinator import Coordinator
from npnn_tui.engine.sweeps.journal import Journal
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.search import Search
from npnn_tui.engine.sweeps.sweep import Point

from .board import Board
from .workforce import workers_for

INTERRUPTED, FAILED = 130, 1

TICK_SECONDS = 0.25


class Course:
    """Runs the points that have no result yet, those of a search as they are drawn.

    It does so on the cluster of the `scheduler`, on so many processes (None: one for each core),
    or with 0 in this one.
    """

    def __init__(
        self,
        points: Sequence[Point] | Search,
        names: Sequence[str],
        workers: int | None,
        scheduler: str | None,
        output: str | None,
    ) -> None:
        self._search = points if isinstance(points, Search) else None
        self._points = [e[0] for e in points.earlier] if isinstance(points, Search) else points
        self._board = Board(self._points, names, self._search.size if self._search else 0)
        self._workers_for = partial(workers_for, workers, scheduler)
        self._journal = Journal(output, names) if output is not None else None
        self._news: SimpleQueue[Point | Report | None] = SimpleQueue()

    def run(self, *, as_json: bool) -> int:
        """Train, show what comes, and return the exit code."""
        if as_json:
            from .lines import follow
        else:
            from .table import follow
        with self._journal or nullcontext(), self._search or nullcontext():
            for report in self._finished():
                self._board.take(report)
            waiting = [point for point in self._points if not self._board.is_over(point)]
            points = self._drawn(self._search) if self._search else waiting
            workers = self._workers_for(self._board.size - self._board.over)
            room = self._search.seeds * workers.lanes if self._search else None
            coordinator = Coordinator(points, workers, self._publish, room)
            with follow(self._board) as show, _interruptible(coordinator.cancel) as interrupts:
                self._drive(coordinator, show)
        if interrupts:
            return INTERRUPTED
        return FAILED if self._board.count(State.FAILED) else 0

    def _finished(self) -> Iterable[Report]:
        """Return what earlier tries have left; what only a search's storage has is written too."""
        if self._search is None:
            return self._journal.finished(self._points).values() if self._journal else ()
        for point, report in self._search.earlier:
            self._write(point, report)
        return [report for _, report in self._search.earlier]

    def _drawn(self, search: Search) -> Iterator[Point]:
        """Yield the points that a search draws, except those that the file has already."""
        for point in search:
            self._news.put(point)
            known = self._journal.finished([point]) if self._journal else {}
            if point.number in known:
                self._publish(known[point.number])
            else:
                yield point

    def _publish(self, report: Report) -> None:
        if self._search:
            self._search.take(report)
        self._news.put(report)

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
                news = self._news.get(timeout=left)
            except Empty:
                return True
            if news is None:
                return False
            if isinstance(news, Point):
                self._board.add(news)
            else:
                self._board.take(news)
                self._write(self._board.points[news.number], news)
        return True

    def _write(self, point: Point, report: Report) -> None:
        if self._journal and report.state is State.FINISHED:
            self._journal.add(point, report)


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
