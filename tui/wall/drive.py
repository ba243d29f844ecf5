"""The training behind a wall: what is on a board goes to workers, what they report comes back."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.sweeps.coordinator import Coordinator
from npnn_tui.engine.sweeps.extension import extended
from npnn_tui.engine.sweeps.journal import Journal
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point
from npnn_tui.engine.sweeps.workers import Workers

from ..sweep.board import Board
from ..sweep.cell import Cell

WorkersFor = Callable[[int], Workers]
"""Returns the workers for so many points."""

GOODBYE_SECONDS = 5.0
"""So long it waits for the workers to end when the wall is left."""

News = Report | BaseException | None


class Drive:
    """Trains the points of a board on a thread of its own; all methods are for one other thread."""

    def __init__(
        self, board: Board, workers_for: WorkersFor, journal: Journal | None = None
    ) -> None:
        self.board = board
        self._workers_for, self._journal = workers_for, journal
        self._news: SimpleQueue[News] = SimpleQueue()
        self._killed: set[int] = set()
        self._asked = {(point.cell, point.seed): point.experiment for point in board.points}
        self.complaint = ""
        """Why results are no longer written, or nothing is trained any more, if so."""
        self._workers: Workers | None = None
        self._coordinator: Coordinator | None = None
        self._thread: Thread | None = None
        self.is_stopped = False

    @property
    def is_running(self) -> bool:
        """Whether anything is being trained."""
        return self._coordinator is not None

    def prepare(self) -> None:
        """Make sure that there are workers; raises FieldError if there is no such cluster."""
        if self._workers is None and (points := self._wanted):
            self._workers = self._workers_for(len(points))

    def start(self) -> None:
        """Train what is not over, but for what was killed."""
        self.is_stopped = False
        if self.is_running:
            return
        try:
            self.prepare()
        except FieldError as error:  # a cluster that has gone
            self.is_stopped, self.complaint = True, str(error)
        if self._workers is None:
            return
        self.board.begin()
        coordinator = Coordinator(self._wanted, self._workers, self._news.put)
        self._coordinator, self._workers = coordinator, None
        self._thread = Thread(target=self._run, args=(coordinator,), daemon=True)
        self._thread.start()

    def gather(self) -> bool:
        """Take all reports that have come since the last time; tell whether there were any."""
        taken = False
        while True:
            try:
                news = self._news.get_nowait()
            except Empty:
                return taken
            taken = True
            if isinstance(news, Report):
                self._take(news)
            elif news is not None:
                raise news
            else:
                self._coordinator = None
                if not self.is_stopped:
                    self.start()

    def stop(self) -> None:
        """End everything at once; what is over stays."""
        self.is_stopped = True
        if self._coordinator:
            self._coordinator.cancel()

    def kill(self, cell: Cell) -> None:
        """End the trainings of one cell."""
        for point in cell.points:
            if self.board.is_over(point):
                continue
            self._killed.add(point.number)
            if self._coordinator:
                self._coordinator.stop(point.number)
            if self.board.state_of(point) is State.WAITING:
                self.board.take(Report(point.number, State.CANCELLED))

    def extend(self, cell: Cell) -> None:
        """Train a cell again, for twice as long if it came to its end.

        Where everything is stopped, it waits until that goes on. Raises FieldError where it
        cannot help, and while the cell is being trained.
        """
        for point in self.board.replace(cell, extended):
            if self._coordinator:
                self._coordinator.add(point)
        if not self.is_running and not self.is_stopped:
            self.start()

    def close(self) -> None:
        """Stop, and let the workers end."""
        self.stop()
        if self._thread:
            self._thread.join(GOODBYE_SECONDS)
        try:
            self.gather()
        finally:
            if self._journal:
                self._journal.close()

    @property
    def _wanted(self) -> list[Point]:
        points = self.board.current
        return [p for p in points if p.number not in self._killed and not self.board.is_over(p)]

    def _take(self, report: Report) -> None:
        self.board.take(report)
        self.board.news.clear()
        point = self.board.points[report.number]
        is_asked_for = point.experiment == self._asked[point.cell, point.seed]
        if self._journal and report.state is State.FINISHED and is_asked_for:
            self._write(self._journal, point, report)

    def _write(self, journal: Journal, point: Point, report: Report) -> None:
        try:
            journal.add(point, report)
        except OSError as error:
            self.complaint = f"results are no longer written: {error.strerror}"
            self._journal = None

    def _run(self, coordinator: Coordinator) -> None:
        try:
            coordinator.run()
        except BaseException as error:  # shown by the thread of the screen, which it ends
            self._news.put(error)
        self._news.put(None)
