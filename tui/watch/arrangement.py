"""How many charts a window has room for, and which of them it shows."""

from typing import NamedTuple

NARROWEST, LOWEST = 54, 13
"""Cells of the smallest chart beside or above others."""

MOST_CHARTS = 12


class Grid(NamedTuple):
    """Columns and rows of charts."""

    columns: int
    rows: int

    @property
    def places(self) -> int:
        """How many charts there are at once."""
        return self.columns * self.rows


def grid_of(width: int, height: int, count: int) -> Grid:
    """Return the grid for so many charts in so many cells, as even as can be."""
    most_columns, most_rows = max(1, width // NARROWEST), max(1, height // LOWEST)
    while most_columns * most_rows > MOST_CHARTS:
        most_rows -= 1
    rows = min(most_rows, max(1, -(-count // most_columns)))
    columns = min(most_columns, max(1, -(-count // rows)))
    return Grid(columns, rows)


def page_of(chosen: int, count: int, places: int) -> range:
    """Return the numbers of the charts on the page with the chosen one."""
    first = chosen - chosen % places
    return range(first, min(first + places, count))
