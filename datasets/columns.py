"""What every table must be, whatever its format: finite numbers and a label for each row."""

from typing import TYPE_CHECKING

import numpy as np

from .dataset import Dataset, Floats, Labels
from .files import refuse
from .knobs import FieldError
from .numerals import LARGEST_NUMBER, number, number_fault
from .tasks import TaskChoice
from .text import printable

if TYPE_CHECKING:
    import polars

MOST_COLUMNS = 10_000
MOST_CLASSES = 100

LARGEST_LABEL = 2**53
"""In size, of labels stored as floating-point numbers: beyond it they are not exact."""


def check_names(data: str, names: tuple[str, ...], *place: str) -> None:
    """Raise FieldError unless there are 2 to 10,000 columns, each with a name of its own."""
    if len(names) < 2:
        only = f"only the column {quoted(names[0])}" if names else "no column"
        raise refuse(data, *place, f"there is {only}, at least a feature and a label are needed")
    check_width(data, len(names), *place)
    if not all(names):
        raise refuse(data, *place, f"column {names.index('') + 1} has no name; each must have one")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        reason = f"two columns are named {quoted(twice)}; each must have its own name"
        raise refuse(data, *place, reason)


def check_width(data: str, columns: int, *place: str) -> None:
    """Raise FieldError when there are more than 10,000 columns."""
    if columns > MOST_COLUMNS:
        reason = f"there are {columns:,} columns, at most {MOST_COLUMNS:,} are allowed"
        raise refuse(data, *place, reason)


def label_position(names: tuple[str, ...], label: str) -> int:
    """Return the number, from 0, of the column of labels: the named one, or else the last."""
    if not label:
        return len(names) - 1
    if label not in names:
        raise FieldError(
            "label",
            f"label: there is no column {quoted(label)}; it must be one of {listed(names)}",
        )
    return names.index(label)


def check_numbers(data: str, inputs: Floats, names: tuple[str, ...]) -> None:
    """Raise FieldError that names the first row and column where a number is not usable."""
    wrong = ~(np.abs(inputs) <= LARGEST_NUMBER)
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        reason = number_fault(str(inputs[row, column]))
        raise refuse(data, f"row {row + 1}", f"column {printable(names[column])}", reason)


def whole_labels(data: str, labels: Floats, place: str) -> Labels:
    """Return labels (n,) stored as floating-point numbers as the whole numbers that they are.

    Raises FieldError that names the first row where one is not whole, or beyond 2^53.
    """
    usable = (np.abs(labels) <= LARGEST_LABEL) & (np.floor(labels) == labels)
    if not usable.all():
        row = int(usable.argmin())
        reason = f"labels must be whole numbers, truth values or texts, got {labels[row]:g}"
        raise refuse(data, f"row {row + 1}", place, reason)
    return labels.astype(np.int64)


def check_rows(data: str, rows: int) -> None:
    """Raise FieldError unless there are at least 2 rows."""
    if rows < 2:
        there = "there is 1 row" if rows else "there are no rows"
        raise refuse(data, f"{there}, at least 2 are needed")


def assemble(
    data: str, inputs: Floats, names: tuple[str, ...], labels: "polars.Series", task: TaskChoice
) -> Dataset:
    """Join features (n, d) and a column of n texts to a data set, with the classes in order."""
    check_rows(data, len(labels))
    classes = in_order(labels.unique().to_list())
    _check_classes(data, classes, labels.name, task)
    targets = labels.replace_strict(list(classes), list(range(len(classes)))).to_numpy()
    return Dataset(np.ascontiguousarray(inputs), targets.astype(np.int64), names, classes)


def in_order(labels: list[str]) -> tuple[str, ...]:
    """Sort labels by their value if all are numbers, else as texts."""
    values = {label: number(label) for label in labels}
    if any(value is None for value in values.values()):
        return tuple(sorted(labels))
    return tuple(sorted(labels, key=lambda label: (values[label], label)))


def quoted(text: str) -> str:
    """Return the text printable and in quotation marks."""
    return f'"{printable(text)}"'


def listed(names: tuple[str, ...], most: int = 8) -> str:
    """Name the first columns, printable, and say how many there are when some are left out."""
    shown = ", ".join(printable(name, 30) for name in names[:most])
    return shown + (f", … ({len(names):,} in all)" if len(names) > most else "")


def _check_classes(data: str, classes: tuple[str, ...], label_name: str, task: TaskChoice) -> None:
    column = f"column {printable(label_name)}"
    if len(classes) < 2:
        reason = f"there is only the class {quoted(classes[0])}, at least 2 are needed"
        raise refuse(data, column, reason, field="label")
    if len(classes) > MOST_CLASSES:
        reason = f"there are {len(classes):,} classes, at most {MOST_CLASSES} are allowed"
        if task == "auto":
            reason += f"; nor is it regression, as {quoted(_no_number(classes))} is no number"
        raise refuse(data, column, reason, field="label")


def _no_number(labels: tuple[str, ...]) -> str:
    return next(label for label in labels if number(label) is None)
