"""The columns of a list of runs, and which of them a width has room for."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from npnn_tui.engine.runs.listing import Entry

from . import words

GAP = 2
"""Cells between two columns."""


class Column(NamedTuple):
    """A column: its head, its text of a run, and the cells that it gets at least and at most.

    With `is_number` it stands to the right. Columns of a lower `rank` are given room first.
    """

    head: str
    text: Callable[[Entry], str]
    rank: int
    least: int
    most: int
    is_number: bool = False


COLUMNS = (
    Column("Name", words.name_of, 0, 30, 60),
    Column("Status", words.status_of, 1, 11, 11),
    Column("Data", words.data_of, 5, 10, 24),
    Column("Changed", words.changed_of, 6, 16, 200),
    Column("Epochs", words.epochs_of, 4, 13, 13, is_number=True),
    Column("Test loss", words.loss_of, 2, 9, 9, is_number=True),
    Column("Score", words.score_of, 3, 7, 7, is_number=True),
    Column("When", words.when_of, 7, 16, 16),
    Column("Tags", words.tags_of, 8, 10, 40),
)


class Fitting(NamedTuple):
    """A column that is shown, in so many cells, and its texts."""

    column: Column
    width: int
    texts: Sequence[str]


def fitting(entries: Sequence[Entry], width: int) -> list[Fitting]:
    """Return the columns for which there is room, the more important ones first served.

    A column that says nothing of any run is left out. What is left goes to those cut short.
    """
    texts = {column: [column.text(entry) for entry in entries] for column in COLUMNS}
    wanted = {column: _wanted(column, texts[column]) for column in COLUMNS if any(texts[column])}
    widths: dict[Column, int] = {}
    left = width + GAP
    for column in sorted(wanted, key=lambda column: column.rank):
        needed = min(column.least, wanted[column]) + GAP
        if needed <= left:
            widths[column] = needed - GAP
            left -= needed
    for column, room in widths.items():
        more = min(wanted[column] - room, left)
        widths[column] = room + more
        left -= more
    return [Fitting(each, widths[each], texts[each]) for each in COLUMNS if each in widths]


def _wanted(column: Column, texts: Sequence[str]) -> int:
    longest = max(map(cells_of, texts), default=0)
    return min(max(len(column.head), longest), column.most)


def cells_of(text: str) -> int:
    """Return the cells that a text takes; Rich is asked only about letters that may be wide."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
