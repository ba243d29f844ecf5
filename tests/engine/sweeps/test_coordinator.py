"""The coordinator, with workers that do as they are told by the test."""

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future
from threading import Thread

from npnn_tui.engine.sweeps.coordinator import Coordinator
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point
from npnn_tui.engine.sweeps.workers import LocalWorker, Tell

from .conftest import LONG, RunPoints, last_reports, points_of


class Scripted:
    """Workers that finish each point at once, unless the script breaks or raises."""

    count = lanes = 2

    def __init__(self, script: Callable[[Point, int], None]) -> None:
        self._script = script
        self.begun: list[int] = []
        self.starts = self.closes = 0
        self._is_broken = False
        self._pending: list[tuple[Future[Report], Point]] = []

    def start(self, tell: Tell) -> None:
        self.starts += 1
        self._tell, self._is_broken = tell, False

    def submit(self, point: Point) -> "Future[Report]":
        if self._is_broken:
            raise BrokenExecutor
        future: Future[Report] = Future()
        self.begun.append(point.number)
        try:
            self._script(point, self.begun.count(point.number))
        except BrokenExecutor as error:
            self._is_broken = True
            future.set_exception(error)
        except ValueError as error:
            future.set_exception(error)
        else:
            self._tell(Report(point.number, State.RUNNING))
            future.set_result(Report(point.number, State.FINISHED))
        return future

    def stop(self, number: int) -> None: ...

    def cancel(self) -> None: ...

    def close(self) -> None:
        self.closes += 1


def states(reports: list[Report]) -> dict[int, State]:
    return {number: report.state for number, report in last_reports(reports).items()}


def test_each_point_is_trained_once_and_has_one_last_report(run_points: RunPoints) -> None:
    workers = Scripted(lambda _point, _time: None)
    points = points_of("l2=0:1:20")
    reports = run_points(points, workers)
    assert workers.begun == [*range(20)]
    over = [report.number for report in reports if report.state is State.FINISHED]
    assert sorted(over) == [*range(20)]
    assert (workers.starts, workers.closes) == (1, 1)


def test_a_bug_in_one_point_leaves_the_others_alone(run_points: RunPoints) -> None:
    def script(point: Point, _time: int) -> None:
        if point.number == 1:
            raise ValueError("no such thing")

    reports = run_points(points_of("l2=0:1:4"), Scripted(script))
    assert states(reports) == {
        0: State.FINISHED,
        1: State.FAILED,
        2: State.FINISHED,
        3: State.FINISHED,
    }
    assert last_reports(reports)[1].reason == "ValueError: no such thing"


def test_a_point_whose_worker_broke_is_tried_once_more(run_points: RunPoints) -> None:
    def script(point: Point, time: int) -> None:
        if point.number == 2 and time == 1:
            raise BrokenExecutor

    workers = Scripted(script)
    reports = run_points(points_of("l2=0:1:6"), workers)
    assert set(states(reports).values()) == {State.FINISHED}
    assert workers.begun.count(2) == 2
    assert workers.starts == workers.closes == 2


def test_a_point_that_breaks_its_worker_twice_fails_and_no_other_does(
    run_points: RunPoints,
) -> None:
    def script(point: Point, _time: int) -> None:
        if point.number == 2:
            raise BrokenExecutor

    workers = Scripted(script)
    reports = run_points(points_of("l2=0:1:6"), workers)
    found = states(reports)
    assert found.pop(2) is State.FAILED
    assert found == dict.fromkeys((0, 1, 3, 4, 5), State.FINISHED)
    assert last_reports(reports)[2].reason == "its worker ended unexpectedly, twice"
    assert workers.begun.count(2) == 2


def test_what_is_under_way_ends_when_it_is_cancelled_and_nothing_new_begins() -> None:
    points = points_of("l2=0:1:99", **LONG)
    reports: list[Report] = []

    def publish(report: Report) -> None:
        reports.append(report)
        coordinator.cancel()

    coordinator = Coordinator(points, LocalWorker(), publish)
    thread = Thread(target=coordinator.run, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    assert set(states(reports).values()) == {State.CANCELLED}
    assert 98 not in states(reports)


def test_one_point_is_stopped_and_the_others_go_on() -> None:
    endless, *short = points_of("max_epochs=1000000000,20,30,40", min_improvement=0.0)
    reports: list[Report] = []

    def publish(report: Report) -> None:
        reports.append(report)
        if report.state is State.RUNNING:
            coordinator.stop(endless.number)
            coordinator.stop(short[-1].number)

    coordinator = Coordinator([endless, *short], LocalWorker(), publish)
    thread = Thread(target=coordinator.run, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    assert states(reports) == {
        0: State.CANCELLED,
        1: State.FINISHED,
        2: State.FINISHED,
        3: State.CANCELLED,
    }


def test_points_are_taken_as_there_is_room_for_them(run_points: RunPoints) -> None:
    taken: list[int] = []

    def points() -> Iterator[Point]:
        for point in points_of("l2=0:1:9"):
            taken.append(point.number)
            yield point

    def script(point: Point, _time: int) -> None:
        ahead.append(len(taken) - point.number)

    ahead: list[int] = []
    run_points(points(), Scripted(script))
    assert len(ahead) == 9
    assert max(ahead) == 1


def test_cancelled_before_it_runs_it_trains_nothing(run_points: RunPoints) -> None:
    workers = Scripted(lambda _point, _time: None)
    coordinator = Coordinator(points_of("l2=0,1"), workers, lambda _: None)
    coordinator.cancel()
    coordinator.run()
    assert workers.begun == []
    assert workers.closes == 1
