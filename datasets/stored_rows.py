"""Reads from Parquet and NPZ files what a trained network asks for."""

from typing import TYPE_CHECKING

from .columns import check_numbers
from .files import refuse
from .knobs import FieldError
from .npz import INPUT_NAMES, TARGET_NAMES, feature_numbers, open_npz, read_array, stored_labels
from .parquet import check_complete, check_features, check_labels, names_in, read_columns
from .records import NO_LABELS
from .targets import check_targets, class_texts, numbers_of
from .tasks import Task
from .text import printable
from .wanted import Observations, Wanted, label_place, places_of

if TYPE_CHECKING:
    import polars


def read_parquet_rows(data: str, content: bytes, wanted: Wanted) -> Observations:
    """Return what is wanted of a Parquet file's bytes; other columns are not even unpacked.

    Raises FieldError naming the row and the column of what is wrong.
    """
    import polars as pl

    names = names_in(data, content)
    places_of(data, names, wanted)
    position = label_place(data, names, wanted)
    label = () if position == NO_LABELS else (names[position],)
    columns = read_columns(data, content, [*wanted.features, *label])
    features = columns.select(wanted.features)
    check_features(data, features)
    check_complete(data, columns)
    inputs = features.cast(pl.Float64).to_numpy()
    check_numbers(data, inputs, wanted.features)
    if wanted.task is None:
        return Observations(inputs)
    labels = columns.to_series(-1)
    check_labels(data, labels)
    place = f"column {printable(labels.name)}"
    return Observations(inputs, _labels_for(wanted.task, data, labels, place))


def read_npz_rows(data: str, content: bytes, wanted: Wanted) -> Observations:
    """Return what is wanted of an NPZ file's bytes: its features are taken in order.

    Raises FieldError naming the array that is wrong.
    """
    if wanted.label:
        reason = f"an NPZ file names no columns, so it must be empty, got {printable(wanted.label)}"
        raise FieldError("label", f"label: {reason}")
    with open_npz(data, content) as archive:
        name, array = read_array(data, archive, INPUT_NAMES)
        labelled = read_array(data, archive, TARGET_NAMES) if wanted.task else None
    inputs, features = feature_numbers(data, name, array), len(wanted.features)
    if inputs.shape[1] != features:
        reason = f"there are {inputs.shape[1]:,} features, the run was trained on {features:,}"
        raise refuse(data, f"array {name}", reason)
    check_numbers(data, inputs, wanted.features)
    if labelled is None or wanted.task is None:
        return Observations(inputs)
    labels = stored_labels(data, *labelled)
    if len(labels) != len(inputs):
        rows = f"array {name} has {len(inputs):,} rows and array {labelled[0]} {len(labels):,}"
        raise refuse(data, f"{rows}; they must have as many")
    place = f"array {labelled[0]}"
    return Observations(inputs, _labels_for(wanted.task, data, labels, place))


def _labels_for(task: Task, data: str, labels: "polars.Series", place: str) -> "polars.Series":
    """Return labels as the task has them: texts of classes, or numbers."""
    import polars as pl

    if task == "classification":
        return class_texts(data, labels, place)
    numbers = numbers_of(labels)
    check_targets(data, labels, numbers, place)
    return pl.Series(labels.name, numbers)
