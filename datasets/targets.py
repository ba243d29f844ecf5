"""What a table's column of labels becomes: classes to tell apart, or numbers to predict."""

from typing import TYPE_CHECKING

import numpy as np

from .columns import MOST_CLASSES, assemble, check_rows, quoted, whole_labels
from .dataset import Dataset, Floats
from .files import refuse
from .numerals import BLANKS, LARGEST_NUMBER
from .tasks import TaskChoice
from .text import printable

if TYPE_CHECKING:
    import polars


def is_regression(task: TaskChoice, labels: "polars.Series", numbers: Floats) -> bool:
    """Tell whether labels (n,), whose `numbers_of` are given, are numbers to predict.

    The task says so; `auto` leaves it to the labels. Those that can be classes are classes.
    Else they are to be predicted if all are numbers: more than 100 different ones, or numbers
    stored as such that are not whole. Missing numbers (NaN) are looked past.
    """
    if task != "auto":
        return task == "regression"
    is_number = np.isfinite(numbers)
    if labels.dtype.is_numeric():
        present = numbers[is_number]
        return bool((np.floor(present) != present).any()) or labels.n_unique() > MOST_CLASSES
    return bool(is_number.all()) and labels.n_unique() > MOST_CLASSES


def numbers_of(labels: "polars.Series") -> Floats:
    """Return the labels as numbers (n,), with NaN for a text or a truth value that is none."""
    import polars as pl

    if not labels.dtype.is_numeric():
        labels = labels.cast(pl.String).str.strip_chars(BLANKS)
    return labels.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()


def assemble_stored(
    data: str,
    inputs: Floats,
    names: tuple[str, ...],
    labels: "polars.Series",
    *,
    place: str,
    task: TaskChoice,
) -> Dataset:
    """Join features (n, d) and a column of n labels, none missing, to a data set.

    The labels have a type, as in Parquet and NPZ files, and `place` names them in sentences.
    Raises FieldError that names the first row where a label does not suit the task.
    """
    numbers = numbers_of(labels)
    if is_regression(task, labels, numbers):
        check_targets(data, labels, numbers, place)
        return assemble_numbers(data, inputs, names, numbers, labels.name)
    return assemble(data, inputs, names, class_texts(data, labels, place), task)


def class_texts(data: str, labels: "polars.Series", place: str) -> "polars.Series":
    """Return stored labels, none missing, as the texts that name their classes.

    Raises FieldError that names the first row where a number is not whole.
    """
    import polars as pl

    if labels.dtype.is_numeric() and not labels.dtype.is_integer():
        labels = pl.Series(labels.name, whole_labels(data, numbers_of(labels), place))
    return labels.cast(pl.String)


def assemble_numbers(
    data: str, inputs: Floats, names: tuple[str, ...], targets: Floats, target_name: str
) -> Dataset:
    """Join features (n, d) and usable numbers (n,) to a data set for regression."""
    check_rows(data, len(targets))
    if (targets == targets[0]).all():
        reason = f"all targets are {targets[0]:g}, at least 2 different ones are needed"
        raise refuse(data, f"column {printable(target_name)}", reason, field="label")
    return Dataset(np.ascontiguousarray(inputs), targets, names, (), target_name)


def target_fault(text: str) -> str:
    """Say that the text is no number that can be a target."""
    return f"targets of regression must be numbers between -1e30 and 1e30, got {quoted(text)}"


def check_targets(data: str, labels: "polars.Series", numbers: Floats, place: str) -> None:
    """Raise FieldError that names the first of the labels (n,) whose number is not usable."""
    usable = np.abs(numbers) <= LARGEST_NUMBER
    if not usable.all():
        row = int(usable.argmin())
        reason = target_fault(str(labels[row]))
        raise refuse(data, f"row {row + 1}", place, reason, field="label")
