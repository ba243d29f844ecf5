"""Looks at a delimited file record by record, to say exactly where and why it is refused.

Slower than the reader proper, so only the first record and refused files pass through here.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from .files import refuse
from .knobs import FieldError
from .numerals import BLANKS, number_fault
from .targets import target_fault
from .tasks import Task
from .text import printable

LONGEST_LINE = 4_000_000
"""Characters. Enough for 10,000 columns; a file without line ends is refused before it is split."""

NO_LABELS = -1
"""The position of labels that are not wanted."""

Record = tuple[int, list[str]]


@dataclass(frozen=True)
class Layout:
    """How a delimited file is laid out, and what its labels are to be.

    `position` is the number, from 0, of the labels' column, or NO_LABELS. What stands in the
    columns `ignored` does not matter.
    """

    separator: str
    names: tuple[str, ...]
    position: int
    has_header: bool
    task: Task = "classification"
    ignored: frozenset[int] = frozenset()


def first_record(data: str, content: bytes, separator: str) -> Record:
    """Return the first record that has any content, and the line it starts on, from 1."""
    for line, cells in _records(data, content, separator):
        if any(cells):
            return line, cells
    raise refuse(data, "the file holds no rows")


def check_records(data: str, content: bytes, layout: Layout, row: int | None = None) -> None:
    """Raise FieldError for the first record that has too few or too many cells.

    `row` is the number, from 0 and without header and blank records, of one whose cells are looked
    at as well: each must be a number, in size 1e30 at most, but the label of a class any text.
    """
    width = len(layout.names)
    number = -int(layout.has_header)
    for line, cells in _records(data, content, layout.separator):
        if not any(cells) and len(cells) <= width:
            continue
        if len(cells) != width:
            reason = f"there are {len(cells):,} cells, but {width:,} in the first row"
            raise refuse(data, f"line {line}", reason)
        if number == row:
            _check_cells(data, f"line {line}", cells, layout)
        number += 1


def _check_cells(data: str, line: str, cells: list[str], layout: Layout) -> None:
    for column, cell in enumerate(cells):
        place = f"column {printable(layout.names[column])}"
        if column in layout.ignored:
            continue
        if column == layout.position:
            _check_label(data, line, place, cell, layout.task)
        elif fault := number_fault(cell):
            raise refuse(data, line, place, fault)


def _check_label(data: str, line: str, place: str, cell: str, task: Task) -> None:
    if not cell:
        raise refuse(data, line, place, "the label is missing; every row must have one")
    if task == "regression" and number_fault(cell):
        raise refuse(data, line, place, target_fault(cell), field="label")


def _records(data: str, content: bytes, separator: str) -> Iterator[Record]:
    """Yield the records, blank ones among them, each with the line it starts on.

    The cells come without the blanks around them.
    """
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
    reader = csv.reader(_lines(data, text), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip(BLANKS) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise refuse(data, f"line {line}", f"the cells cannot be told apart ({error})") from None
    except UnicodeDecodeError:
        raise _not_utf8(data, content) from None


def _lines(data: str, text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise refuse(data, f"a line has {LONGEST_LINE:,} characters or more, which is too long")
        yield line


def _not_utf8(data: str, content: bytes) -> FieldError:
    """Return the error that names the line and the first byte that is not UTF-8."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = f"byte 0x{content[error.start]:02x} is not UTF-8; the file must be saved as UTF-8"
        return refuse(data, f"line {line}", reason)
    raise AssertionError("the whole is UTF-8 although a part is not")
