"""Tiles fill the window and stay large enough to be read."""

import pytest
from npnn_tui.tui.charts.tiling import LEAST_HEIGHT, LEAST_WIDTH, Tiling, tiling_of


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 7, 12, 64, 10_000])
@pytest.mark.parametrize("size", [(60, 12), (80, 19), (118, 34), (198, 54)])
def test_tiles_fit_and_none_is_too_small(count: int, size: tuple[int, int]) -> None:
    tiling = tiling_of(count, *size)
    assert tiling.columns * tiling.width <= size[0]
    assert tiling.rows * tiling.height <= size[1]
    assert tiling.width >= LEAST_WIDTH
    assert tiling.height >= LEAST_HEIGHT
    assert tiling.rows <= -(-count // tiling.columns)


def test_all_are_shown_where_there_is_room() -> None:
    for count in range(1, 7):
        tiling = tiling_of(count, 80, 19)
        assert tiling.columns * tiling.rows >= count


def test_one_tile_is_not_stretched_over_everything() -> None:
    assert tiling_of(1, 198, 54)[2:] == (80, 28)


def test_the_selected_row_is_scrolled_into_sight_and_no_further() -> None:
    tiling = Tiling(3, 2, 26, 9)
    assert tiling.first_row(0, 0) == 0
    assert tiling.first_row(5, 0) == 0
    assert tiling.first_row(6, 0) == 1
    assert tiling.first_row(6, 2) == 2
    assert tiling.first_row(3, 4) == 1
