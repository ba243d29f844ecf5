"""The training behind a wall: killed, extended, stopped and gone on with."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.sweeps.journal import Journal
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.workers import LocalWorker
from npnn_tui.tui.sweep.board import Board
from npnn_tui.tui.wall.drive import Drive

from .conftest import points_of

MIXED = "max_epochs=20,1000000000,30"
"""Two cells that are soon done, and between them one that never is."""


@contextmanager
def driven(
    *axes: str, journal: Journal | None = None, seeds: int = 1, max_epochs: int | None = None
) -> Iterator[Drive]:
    shared = {} if max_epochs is None else {"max_epochs": max_epochs}
    points = points_of(*axes, seeds=seeds, **shared)
    drive = Drive(Board(points, list(points[0].settings)), lambda _: LocalWorker(), journal)
    drive.start()
    yield drive
    drive.close()


def until(drive: Drive, condition: Callable[[], bool]) -> None:
    """Gather until something holds; fail after 20 seconds."""
    deadline = time.monotonic() + 20
    while not condition():
        drive.gather()
        assert time.monotonic() < deadline


def states(drive: Drive) -> list[State]:
    return [drive.board.state_of(point) for point in drive.board.current]


def test_all_points_are_trained() -> None:
    with driven("l2=0,0.1,0.2") as drive:
        until(drive, lambda: not drive.is_running)
        assert states(drive) == [State.FINISHED] * 3
        assert all(cell.epoch == 30 for cell in drive.board.cells)


def test_one_cell_is_killed_and_the_others_go_on() -> None:
    with driven(MIXED) as drive:
        until(drive, lambda: State.RUNNING in states(drive))
        drive.kill(drive.board.cells[1])
        until(drive, lambda: not drive.is_running)
        assert states(drive) == [State.FINISHED, State.CANCELLED, State.FINISHED]
        drive.start()
        assert not drive.is_running


def test_stopped_it_keeps_what_is_done_and_goes_on_with_the_rest() -> None:
    with driven("max_epochs=20,2000000,30") as drive:
        until(drive, lambda: State.RUNNING in states(drive))
        drive.stop()
        until(drive, lambda: not drive.is_running)
        assert drive.board.count(State.CANCELLED) >= 1
        done = [cell.reports for cell in drive.board.cells if cell.state is State.FINISHED]
        drive.start()
        until(drive, lambda: State.RUNNING in states(drive))
        drive.kill(drive.board.cells[1])
        until(drive, lambda: not drive.is_running)
        assert states(drive) == [State.FINISHED, State.CANCELLED, State.FINISHED]
        assert all(reports in [c.reports for c in drive.board.cells] for reports in done)


def test_a_cell_is_extended_after_the_end_and_meanwhile() -> None:
    with driven("l2=0,0.1") as drive:
        until(drive, lambda: not drive.is_running)
        drive.extend(drive.board.cells[1])
        assert drive.board.size == 2
        assert states(drive) == [State.FINISHED, State.WAITING]
        assert drive.board.cells[1].epoch == 30
        until(drive, lambda: not drive.is_running)
        assert [cell.epoch for cell in drive.board.cells] == [30, 60]
    with driven(MIXED) as drive:
        until(drive, lambda: State.FINISHED in states(drive))
        drive.extend(drive.board.cells[0])
        drive.kill(drive.board.cells[1])
        until(drive, lambda: not drive.is_running)
        assert drive.board.cells[0].epoch == 40


def test_a_cell_that_is_being_trained_is_not_extended() -> None:
    with driven("l2=0,0.1", max_epochs=1_000_000_000) as drive:
        until(drive, lambda: State.RUNNING in states(drive))
        for cell in drive.board.cells:
            with pytest.raises(FieldError, match="until the cell is over"):
                drive.extend(cell)
        assert drive.board.size == 2


def test_what_was_killed_is_trained_again_as_it_was_to_be() -> None:
    with driven("max_epochs=1000000000,40", seeds=2) as drive:
        until(drive, lambda: State.RUNNING in states(drive))
        drive.kill(drive.board.cells[1])
        drive.extend(drive.board.cells[1])
        assert (drive.board.size, drive.board.over) == (4, 0)
        drive.kill(drive.board.cells[0])
        until(drive, lambda: not drive.is_running)
        assert [cell.state for cell in drive.board.cells] == [State.CANCELLED, State.FINISHED]
        assert drive.board.cells[1].epoch == 40
        assert (drive.board.over, drive.board.size) == (2, 4)


def test_killed_again_while_it_waits_it_is_not_trained() -> None:
    with driven("max_epochs=20,1000000000,999999999") as drive:
        until(drive, lambda: State.FINISHED in states(drive))
        drive.extend(drive.board.cells[0])
        for cell in drive.board.cells:
            drive.kill(cell)
        until(drive, lambda: not drive.is_running)
        assert states(drive) == [State.CANCELLED] * 3


def test_extended_while_all_is_stopped_it_waits() -> None:
    with driven("max_epochs=20,1000000000") as drive:
        until(drive, lambda: states(drive)[0] is State.FINISHED)
        drive.stop()
        drive.extend(drive.board.cells[0])
        until(drive, lambda: not drive.is_running)
        assert states(drive) == [State.WAITING, State.CANCELLED]
        drive.kill(drive.board.cells[1])
        drive.start()
        until(drive, lambda: not drive.is_running)
        assert drive.board.cells[0].epoch == 40


def test_only_what_was_asked_for_goes_into_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    with driven("l2=0,0.1", journal=Journal(str(path), ["l2"])) as drive:
        until(drive, lambda: not drive.is_running)
        drive.extend(drive.board.cells[0])
        until(drive, lambda: not drive.is_running)
        assert drive.board.cells[0].epoch == 60
    assert len(path.read_text().splitlines()) == 3


def test_what_is_finished_goes_into_the_journal(tmp_path: Path) -> None:
    path = str(tmp_path / "results.csv")
    with driven("l2=0,0.1", journal=Journal(path, ["l2"])) as drive:
        until(drive, lambda: not drive.is_running)
        points = drive.board.current
    with Journal(path, ["l2"]) as journal:
        assert sorted(journal.finished(points)) == [0, 1]


def test_a_bug_is_not_kept_from_whoever_looks() -> None:
    class Broken(LocalWorker):
        def start(self, tell: Callable[[Report], None]) -> None:
            raise RuntimeError("no such thing")

    board = Board(points_of("l2=0"), ["l2"])
    drive = Drive(board, lambda _: Broken())
    drive.start()
    with pytest.raises(RuntimeError, match="no such thing"):
        until(drive, lambda: not drive.is_running)
    drive.close()


def test_workers_that_have_gone_are_told_of_and_what_is_done_stays() -> None:
    def workers_for(_points: int) -> LocalWorker:
        if calls:
            raise FieldError("scheduler", "scheduler must be the address of a running one")
        calls.append(True)
        return LocalWorker()

    calls: list[bool] = []
    drive = Drive(Board(points_of("l2=0,0.1"), ["l2"]), workers_for)
    drive.start()
    until(drive, lambda: not drive.is_running)
    drive.extend(drive.board.cells[0])
    assert (drive.is_running, drive.is_stopped) == (False, True)
    assert drive.complaint.startswith("scheduler must be")
    assert states(drive) == [State.WAITING, State.FINISHED]
    drive.close()
