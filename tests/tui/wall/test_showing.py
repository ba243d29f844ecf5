"""The axes of the views."""

import pytest
from npnn_tui.tui.charts.limits import limits_of
from npnn_tui.tui.conditions import number_of
from npnn_tui.tui.wall.knob_scale import KnobScale

from .conftest import board_of


def test_one_cell_that_explodes_does_not_flatten_the_other() -> None:
    low, high = limits_of([(0.05, 1.0), (0.5, 1e30)])
    assert low <= 0.05
    assert high < 100


def test_without_losses_there_are_limits_too() -> None:
    assert limits_of([]) == limits_of([(float("inf"), float("-inf"))])


@pytest.mark.parametrize(
    ("axis", "is_log"),
    [
        ("hidden=4,8,16,32", True),
        ("hidden=4,8,12,16", False),
        ("l2=0,0.1,1", False),
        ("learning_rate=0.001:1:4:log", True),
        ("learning_rate=0.1,1", False),
    ],
)
def test_numbers_in_equal_ratios_lie_at_equal_distances(axis: str, is_log: bool) -> None:
    board = board_of(axis)
    scale = KnobScale.of(board.cells, axis.partition("=")[0])
    assert scale.scale.log is is_log
    assert not scale.words


def test_words_lie_in_the_order_given() -> None:
    cells = board_of("batch_size=8,full,16").cells
    places = KnobScale.of(cells, "batch_size")
    assert places.words == ("8", "full", "16")
    assert [places.value(cell, "batch_size") for cell in cells] == [0, 1, 2]


def test_which_values_are_numbers() -> None:
    assert (number_of((8,)), number_of(3), number_of(0.5)) == (8, 3, 0.5)
    assert [number_of(value) for value in ((8, 8), True, None, "x")] == [None] * 4
