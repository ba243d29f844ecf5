"""What is known of a sweep while its reports come in."""

from dataclasses import replace
from math import isnan

import pytest
from npnn_tui.engine import Metrics
from npnn_tui.engine.sweeps.axes import Axis
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Sweep
from npnn_tui.engine.sweeps.verdict import Verdict, Word
from npnn_tui.tui.sweep.board import Board
from npnn_tui.tui.sweep.table import table_of
from rich.console import Console

NAN = float("nan")


@pytest.fixture
def board() -> Board:
    points = Sweep({}, (Axis.parse("l2=0,0.1,0.2"),), seeds=3).points()
    return Board(points, ["l2"])


def finished(number: int, loss: float, word: Word = Word.CONVERGED) -> Report:
    metrics = Metrics(loss, loss + 1, 0.9, 0.8, loss)
    return Report(number, State.FINISHED, 10, 10, 0.1, metrics, verdict=Verdict(word, "so it is"))


def text_of(board: Board, rows: int = 10, width: int = 120) -> str:
    console = Console(width=width, legacy_windows=False)
    with console.capture() as capture:
        console.print(table_of(board, rows, width))
    return capture.get()


def test_a_cell_is_the_median_of_its_seeds(board: Board) -> None:
    for number, loss in enumerate((0.1, 0.9, 0.2)):
        board.take(finished(number, loss))
    cell = board.cells[0]
    assert (cell.over, cell.state) == (3, State.FINISHED)
    assert cell.middle("train_loss") == 0.2
    assert cell.middle("test_loss") == 1.2
    assert isnan(board.cells[1].middle("train_loss"))


def test_the_last_report_of_a_point_counts_once(board: Board) -> None:
    board.take(Report(4, State.RUNNING, 5))
    assert (board.over, board.count(State.RUNNING), board.count(State.WAITING)) == (0, 1, 8)
    board.take(finished(4, 0.5))
    assert (board.over, board.count(State.RUNNING), board.count(State.WAITING)) == (1, 0, 8)
    assert board.is_over(board.points[4])


def test_the_verdict_of_a_cell_is_that_of_most_of_its_seeds(board: Board) -> None:
    for number, word in enumerate((Word.OVERFITS, Word.CONVERGED, Word.OVERFITS)):
        board.take(finished(number, 0.1, word))
    typical = board.cells[0].typical
    assert typical
    assert typical.verdict
    assert typical.verdict.word is Word.OVERFITS


def test_a_cell_tells_first_of_what_failed(board: Board) -> None:
    board.take(finished(0, 0.1))
    board.take(Report(1, State.FAILED, reason="its worker ended"))
    assert board.cells[0].state is State.FAILED


def test_with_too_little_room_the_best_cells_are_shown(board: Board) -> None:
    for number, loss in ((0, 0.9), (3, 0.1), (6, 0.5)):
        board.take(finished(number, loss))
    text = text_of(board, rows=2)
    assert text.index(" 0.1 ") < text.index(" 0.2 ")
    assert "the best 2 of 3" in text


def test_words_from_outside_are_no_markup_and_no_escapes(board: Board) -> None:
    board.take(Report(0, State.FAILED, reason="[red]x[/] \x1b[2J y"))
    text = text_of(board, width=160)
    assert r"[red]x[/] \x1b[2J y" in text


def test_a_loss_that_is_no_number_leaves_its_place_empty(board: Board) -> None:
    metrics = Metrics(NAN, NAN, NAN, NAN, NAN)
    board.take(
        Report(0, State.FINISHED, 3, 3, 0.1, metrics, verdict=Verdict(Word.DIVERGED, "soon"))
    )
    assert "nan" not in text_of(board)
    assert "diverged: soon" in text_of(board)


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_table_leaves_its_figures_whole_and_cuts_the_verdict(board: Board, width: int) -> None:
    board.take(finished(0, 0.123456))
    lines = text_of(board, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert any("0.123" in line and "1.12" in line and "0.800" in line for line in lines)
    assert any("converged" in line for line in lines)


def test_a_board_grows_to_the_points_that_are_expected() -> None:
    points = Sweep({}, (Axis.parse("l2=0,0.1"),), seeds=2).points()
    board = Board([], ["l2"], expected=4)
    assert "0 of 4 trained" in text_of(board)
    for point in points[:3]:
        board.add(point)
    board.take(finished(2, 0.5))
    assert [len(cell.points) for cell in board.cells] == [2, 1]
    assert board.cells[1].state is State.FINISHED
    assert (board.over, board.size, board.count(State.WAITING)) == (1, 4, 2)
    assert board.seconds_left == pytest.approx(3 * board.seconds, rel=0.5)


def test_what_has_diverged_comes_last_whatever_it_went_back_to(board: Board) -> None:
    for number in range(3):
        board.take(finished(number, 0.1, Word.DIVERGED if number else Word.CONVERGED))
    board.take(finished(3, 5.0))
    assert board.cells[0].rank == float("inf")
    assert board.cells[1].rank == 6.0


def test_the_typical_training_has_a_middling_loss(board: Board) -> None:
    for number, loss in enumerate((0.9, 0.1, 0.5)):
        board.take(finished(number, loss))
    typical = board.cells[0].typical
    assert typical
    assert typical.number == 2


def test_late_news_of_what_was_replaced_change_nothing(board: Board) -> None:
    for number in range(3):
        board.take(finished(number, 0.1))
    board.replace(board.cells[0], lambda point, _, number: replace(point, number=number))
    assert (board.size, board.over, board.cells[0].state) == (9, 0, State.WAITING)
    board.take(Report(1, State.CANCELLED))
    assert board.cells[0].state is State.WAITING
    for number in range(9, 12):
        board.take(finished(number, 0.2))
    assert (board.size, board.over, board.cells[0].state) == (9, 3, State.FINISHED)
    assert board.seconds_left >= 0
