"""Which cells are shown, and in which order."""

import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.verdict import Word
from npnn_tui.tui.sweep.board import Board
from npnn_tui.tui.sweep.cell import Cell
from npnn_tui.tui.wall.order import filter_of, sorted_by

from .conftest import board_of, finished


@pytest.fixture
def board() -> Board:
    board = board_of("batch_size=64,full,8", "l2=0,0.1")
    for number, loss, word in (
        (0, 0.5, Word.CONVERGED),
        (1, 0.1, Word.OVERFITS),
        (2, 0.3, Word.CONVERGED),
    ):
        board.take(finished(number, loss, word))
    board.take(Report(3, State.FAILED, reason="so"))
    return board


def numbers(cells: list[Cell]) -> list[int]:
    return [cell.points[0].number for cell in cells]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("order given", [0, 1, 2, 3, 4, 5]),
        ("loss", [1, 2, 0, 3, 4, 5]),
        ("verdict", [0, 2, 1, 3, 4, 5]),
        ("l2", [0, 2, 4, 1, 3, 5]),
        ("batch_size", [4, 5, 0, 1, 2, 3]),
    ],
)
def test_cells_are_sorted_and_equals_stay(board: Board, sort: str, order: list[int]) -> None:
    assert numbers(sorted_by(board.cells, sort)) == order


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("overfits", [1]),
        ("failed", [3]),
        ("waiting", [4, 5]),
        ("l2=0.1", [1, 3, 5]),
        ("l2=0.10", [1, 3, 5]),
        ("l2=0.1 overfits", [1]),
        ("batch_size=full", [2, 3]),
        ("batch_size<=8", [4, 5]),
        ("batch_size<64", [4, 5]),
        ("test_loss<0.3", [1]),
        ("test_loss<=0.3", [1, 2]),
        ("train_score>0.5", [0, 1, 2]),
        ("epoch>=10", [0, 1, 2]),
        ("epoch<10", [3, 4, 5]),
    ],
)
def test_a_filter_keeps(board: Board, text: str, kept: list[int]) -> None:
    keep = filter_of(text, ["batch_size", "l2"])
    assert numbers([cell for cell in board.cells if keep(cell)]) == kept


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("overfit", "overfits"),
        ("noise=0.1", "filter must name one of batch_size, l2, test_loss"),
        ("test_loss<much", "filter must compare test_loss with a number, got much"),
        ("test_loss<nan", "filter must compare test_loss with a number, got nan"),
        ("l2=x", "filter: l2 must be between"),
        ("\x1b[2J", r"\\x1b\[2J"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(FieldError, match=sentence) as caught:
        filter_of(text, ["batch_size", "l2"])
    assert caught.value.field == "filter"
    assert "\x1b" not in str(caught.value)
