"""Lines of a CSV file as columns of numbers."""

import csv
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..nn.arrays import Doubles

if TYPE_CHECKING:
    import polars

AROUND = ' \t\r"'
"""What may stand around a number in its cell."""


def cells_of(line: bytes, separator: str) -> list[str]:
    """Return the cells of one line, without the blanks around them."""
    text = line.decode("utf-8", "replace").strip("\r\n\ufeff")
    row = next(csv.reader([text.replace("\0", "")], delimiter=separator), [])
    return [cell.strip() for cell in row]


class Cells:
    """The cells of whole lines with so many columns; what a line has beyond is passed over.

    Quotes hold in one line only, so that it does not matter with which lines it was read.
    """

    def __init__(self, lines: bytes, separator: str, width: int) -> None:
        self._table = _table(lines, separator, width)
        self.count = self._table.height

    def numbers(self, column: int) -> tuple[NDArray[np.bool_], Doubles]:
        """Return which cells of a column hold a number (NaN is one too), and these or NaN."""
        import polars as pl

        cells = self._table.to_series(column).str.strip_chars(AROUND)
        numbers = cells.cast(pl.Float64, strict=False)
        return numbers.is_not_null().to_numpy(), numbers.fill_null(np.nan).to_numpy()


def _table(lines: bytes, separator: str, width: int) -> "polars.DataFrame":
    import polars as pl

    schema = {str(column): pl.String for column in range(width)}
    filled = [line for line in lines.split(b"\n") if line.strip()]
    if b'"' in lines:
        rows = [cells_of(line, separator) for line in filled]
        padded = [(row + [""] * width)[:width] for row in rows]
        return pl.DataFrame(padded, schema=schema, orient="row")
    return pl.read_csv(
        b"\n".join(filled),
        has_header=False,
        separator=separator,
        quote_char=None,
        schema=schema,
        truncate_ragged_lines=True,
        encoding="utf8-lossy",
    )
