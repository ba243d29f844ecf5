"""How many tiles stand beside and above each other in a wall. Knows sizes only."""

from typing import NamedTuple

LEAST_WIDTH, LEAST_HEIGHT = 24, 8
"""Cells of a tile that still shows a curve and a boundary, with a sentence below."""

MOST_WIDTH, MOST_HEIGHT = 80, 28
"""Larger tiles would say no more."""

SQUARE = 2.6
"""Width by height of the tile that is aimed at: a boundary and a curve beside each other."""


class Tiling(NamedTuple):
    """Tiles of `width` by `height` cells, `columns` in a row, `rows` of which are seen at once."""

    columns: int
    rows: int
    width: int
    height: int

    def first_row(self, selected: int, before: int) -> int:
        """Return the row at the top that shows the selected tile, scrolling as little as can be."""
        row = selected // self.columns
        return min(max(before, row - self.rows + 1), row)


def tiling_of(count: int, width: int, height: int) -> Tiling:
    """Return the tiling that shows most of `count` tiles, and those as large as can be."""
    most = max(1, width // LEAST_WIDTH)
    tilings = [_with(columns, count, width, height) for columns in range(1, most + 1)]
    return max(tilings, key=_merit)[0]


def _with(columns: int, count: int, width: int, height: int) -> tuple[Tiling, int]:
    """Return the tiling with so many columns, and how many tiles it shows."""
    wanted = -(-count // columns)
    rows = max(1, min(wanted, height // LEAST_HEIGHT))
    tiling = Tiling(
        columns, rows, min(width // columns, MOST_WIDTH), min(height // rows, MOST_HEIGHT)
    )
    return tiling, min(count, columns * rows)


def _merit(tiling: tuple[Tiling, int]) -> tuple[int, float]:
    (_, _, width, height), shown = tiling
    return shown, min(width, SQUARE * height)
