"""Reads CSV and TSV files: commas or tabs between cells, double quotes around a cell if need be.

The first row names the columns. Where every cell of it but the last is a number, the file has no
header, and the columns are named x1, x2, … and label. Rows without any content are skipped.
"""

import codecs
from typing import TYPE_CHECKING

import numpy as np

from .columns import assemble, check_names, label_position, quoted
from .dataset import Dataset, Floats
from .files import refuse
from .numerals import BLANKS, LARGEST_NUMBER, number
from .records import Layout, check_records, first_record
from .text import printable

if TYPE_CHECKING:
    import polars

SEPARATORS = {",": "commas", "\t": "tabs"}


def read_delimited(data: str, content: bytes, label: str, separator: str) -> Dataset:
    """Return the data set that a file's bytes hold, in UTF-8 with or without a byte order mark.

    Raises FieldError naming the line and the column of the first thing that is wrong.
    """
    layout = _layout(data, content, label, separator)
    rows = _read_cells(data, content, layout)
    names, position = layout.names, layout.position
    inputs = _to_numbers(rows.drop(rows.columns[position]))
    labels = rows.to_series(position)
    present = (labels != "").fill_null(False).to_numpy()
    usable = (np.abs(inputs) <= LARGEST_NUMBER).all(axis=1) & present
    if not usable.all():
        check_records(data, content, layout, row=int(usable.argmin()))
        raise refuse(data, "the cells cannot be told apart; the quotes may be unbalanced")
    features = names[:position] + names[position + 1 :]
    return assemble(data, inputs, features, labels, names[position])


def _layout(data: str, content: bytes, label: str, separator: str) -> Layout:
    line, first = first_record(data, content, separator)
    if len(first) < 2:
        reason = f"there is one cell, {quoted(first[0])}; {SEPARATORS[separator]} must separate two"
        raise refuse(data, f"line {line}", f"{reason} or more")
    headerless = all(number(cell) is not None for cell in first[:-1])
    names = _numbered(len(first)) if headerless else tuple(first)
    check_names(data, names, f"line {line}")
    return Layout(separator, names, label_position(names, label), not headerless)


def _numbered(columns: int) -> tuple[str, ...]:
    return (*(f"x{column}" for column in range(1, columns)), "label")


def _read_cells(data: str, content: bytes, layout: Layout) -> "polars.DataFrame":
    """Read all cells below the header as texts, without the rows that have no content."""
    import polars as pl

    schema = {str(column): pl.String for column in range(len(layout.names))}
    # Polars takes a blank first line for the only row.
    begun = content.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    try:
        cells = pl.read_csv(begun, has_header=False, separator=layout.separator, schema=schema)
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError) as error:
        check_records(data, content, layout)
        reason = printable(str(error).splitlines()[0], 200)
        raise refuse(data, f"the file is no well-formed table ({reason})") from None
    blank = pl.all_horizontal(pl.all().is_null() | (pl.all() == ""))
    return cells.filter(~blank).slice(int(layout.has_header))


def _to_numbers(cells: "polars.DataFrame") -> Floats:
    """Return the cells as numbers (rows, columns), with NaN for what is none."""
    import polars as pl

    numbers = cells.select(pl.all().str.strip_chars(BLANKS).cast(pl.Float64, strict=False))
    return numbers.fill_null(np.nan).to_numpy()
