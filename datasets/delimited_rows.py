"""Reads from CSV and TSV files what a trained network asks for; other columns do not matter.

The first row names the columns if it has the names of all features. Else a row that begins with
as many numbers as there are features, with at most a label behind them, is an observation: then
the file has no header, and the features are taken in order.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .columns import check_width
from .delimited import check_cells, read_cells, to_numbers, usable_rows
from .files import refuse
from .numerals import number
from .records import NO_LABELS, Layout, first_record
from .targets import numbers_of
from .wanted import Observations, Wanted, label_place, places_of

if TYPE_CHECKING:
    import polars


def read_delimited_rows(data: str, content: bytes, wanted: Wanted, separator: str) -> Observations:
    """Return what is wanted of a file's bytes.

    Raises FieldError naming the line and the column of the first thing that is wrong.
    """
    line, first = first_record(data, content, separator)
    check_width(data, len(first), f"line {line}")
    has_header = not _is_observation(first, wanted.features)
    names = tuple(first) if has_header else (*wanted.features, "label")[: len(first)]
    places = _places(data, names, wanted, line)
    position = label_place(data, names, wanted)
    ignored = frozenset(range(len(names))) - {*places, position}
    task = wanted.task or "classification"
    layout = Layout(separator, names, position, has_header, task, ignored)
    rows = read_cells(data, content, layout)[int(has_header) :]
    inputs = to_numbers(rows[:, places])
    labels, present = _labels(rows, layout)
    check_cells(data, content, layout, usable_rows(inputs) & present)
    return Observations(inputs, labels)


def _is_observation(first: list[str], features: tuple[str, ...]) -> bool:
    if set(features) <= set(first):
        return False
    begins = [number(cell) is not None for cell in first[: len(features)]]
    return all(begins) and len(first) - len(features) in (0, 1)


def _places(data: str, names: tuple[str, ...], wanted: Wanted, line: int) -> list[int]:
    nameless = not set(wanted.features) & set(names) and all(number(n) is not None for n in names)
    if nameless:
        reason = f"there are {len(names):,} numbers and no names of columns"
        allowed = f"without names there must be as many as features, {len(wanted.features):,}"
        raise refuse(data, f"line {line}", f"{reason}; {allowed}")
    return places_of(data, names, wanted, f"line {line}")


def _labels(
    rows: "polars.DataFrame", layout: Layout
) -> tuple["polars.Series | None", NDArray[np.bool_]]:
    """Return the labels, and of which rows they can be used."""
    if layout.position == NO_LABELS:
        return None, np.ones(len(rows), bool)
    labels = rows.to_series(layout.position).alias(layout.names[layout.position])
    if layout.task == "classification":
        return labels, (labels != "").fill_null(False).to_numpy()
    import polars as pl

    numbers = numbers_of(labels)
    return pl.Series(labels.name, numbers), usable_rows(numbers[:, None])
