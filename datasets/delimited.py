"""Reads CSV and TSV files: commas or tabs between cells, double quotes around a cell if need be.

The first row names the columns, unless every cell of it but the last is a number: then the file
has no header, and the columns are named x1, x2, … and label. Such a row is a header nevertheless
when its last cell is no label of another row, and either the last cell is no number but all other
labels are, or its numbers are 0, 1, 2, … or 1, 2, 3, …, as data frames count their columns. Blanks
and tabs around a cell are dropped, in quotes as well, because the reader cannot tell a quoted cell
from another. Rows without any content are skipped.
"""

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .columns import assemble, check_names, check_width, label_position, quoted
from .dataset import Dataset, Floats
from .files import refuse
from .numerals import BLANKS, LARGEST_NUMBER, number
from .records import Layout, Record, check_records, first_record
from .targets import assemble_numbers, is_regression, numbers_of
from .tasks import TaskChoice
from .text import printable

if TYPE_CHECKING:
    import polars

SEPARATORS = {",": "commas", "\t": "tabs"}

_BLANK_LINES = re.compile(rb"([ \t]*[\r\n])*")


def read_delimited(
    data: str, content: bytes, label: str, task: TaskChoice, separator: str
) -> Dataset:
    """Return the data set that a file's bytes hold, in UTF-8 with or without a byte order mark.

    Raises FieldError naming the line and the column of the first thing that is wrong.
    """
    line, first = _first_row(data, content, separator)
    layout = Layout(separator, _numbered(len(first)), len(first) - 1, has_header=False)
    rows = read_cells(data, content, layout)
    if _is_header(first, rows[1:, -1]):
        rows, layout = rows[1:], replace(layout, names=tuple(first), has_header=True)
        check_names(data, layout.names, f"line {line}")
    layout = replace(layout, position=label_position(layout.names, label))
    return _to_dataset(data, content, layout, rows, task)


def _to_dataset(
    data: str, content: bytes, layout: Layout, rows: "polars.DataFrame", task: TaskChoice
) -> Dataset:
    names, position = layout.names, layout.position
    inputs = to_numbers(rows.drop(rows.columns[position]))
    labels = rows.to_series(position).alias(names[position])
    numbers = numbers_of(labels)
    features = names[:position] + names[position + 1 :]
    if is_regression(task, labels, numbers):
        layout = replace(layout, task="regression")
        check_cells(data, content, layout, usable_rows(inputs) & usable_rows(numbers[:, None]))
        return assemble_numbers(data, inputs, features, numbers, labels.name)
    present = (labels != "").fill_null(False).to_numpy()
    check_cells(data, content, layout, usable_rows(inputs) & present)
    return assemble(data, inputs, features, labels, task)


def usable_rows(numbers: Floats) -> NDArray[np.bool_]:
    """Tell of each row whether the network can take all its numbers."""
    return np.asarray((np.abs(numbers) <= LARGEST_NUMBER).all(axis=1))


def check_cells(data: str, content: bytes, layout: Layout, usable: NDArray[np.bool_]) -> None:
    """Raise FieldError that says what is wrong in the first row that is not usable."""
    if not usable.all():
        check_records(data, content, layout, row=int(usable.argmin()))
        raise refuse(data, "the cells cannot be told apart; the quotes may be unbalanced")


def _first_row(data: str, content: bytes, separator: str) -> Record:
    line, first = first_record(data, content, separator)
    if len(first) < 2:
        reason = f"there is one cell, {quoted(first[0])}; {SEPARATORS[separator]} must separate two"
        raise refuse(data, f"line {line}", f"{reason} or more")
    check_width(data, len(first), f"line {line}")
    return line, first


def _is_header(first: list[str], labels: "polars.Series") -> bool:
    """Tell whether the first row names the columns; `labels` are the last cells of the others."""
    *features, last = first
    if any(number(cell) is None for cell in features):
        return True
    if (labels == last).any():
        return False
    if number(last) is None and np.isfinite(to_numbers(labels.to_frame())).all():
        return True
    numbers = features if number(last) is None else first
    counts = [[str(start + place) for place in range(len(numbers))] for start in (0, 1)]
    return numbers in counts


def _numbered(columns: int) -> tuple[str, ...]:
    return (*(f"x{column}" for column in range(1, columns)), "label")


def read_cells(data: str, content: bytes, layout: Layout) -> "polars.DataFrame":
    """Read all cells as texts without blanks around them, less the rows that have no content."""
    import polars as pl

    schema = {str(column): pl.String for column in range(len(layout.names))}
    begun = _without_blank_start(content.removeprefix(codecs.BOM_UTF8))
    try:
        cells = pl.read_csv(begun, has_header=False, separator=layout.separator, schema=schema)
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError) as error:
        check_records(data, content, layout)
        reason = printable(str(error).splitlines()[0], 200)
        raise refuse(data, f"the file is no well-formed table ({reason})") from None
    cells = cells.with_columns(pl.all().str.strip_chars(BLANKS))
    blank = pl.all_horizontal(pl.all().is_null() | (pl.all() == ""))
    return cells.filter(~blank)


def _without_blank_start(content: bytes) -> bytes:
    """Drop leading blank lines: Polars takes the first line for the width of the table."""
    blank = _BLANK_LINES.match(content)
    return content[blank.end() :] if blank else content


def to_numbers(cells: "polars.DataFrame") -> Floats:
    """Return the cells as numbers (rows, columns), with NaN for what is none."""
    import polars as pl

    numbers = cells.select(pl.all().cast(pl.Float64, strict=False))
    return numbers.fill_null(np.nan).to_numpy()
