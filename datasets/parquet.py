"""Reads Parquet files: columns of numbers, and one of labels."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .columns import check_names, check_numbers, label_position
from .dataset import Dataset
from .files import refuse
from .targets import assemble_stored
from .tasks import TaskChoice
from .text import printable

if TYPE_CHECKING:
    import polars


def read_parquet(data: str, content: bytes, label: str, task: TaskChoice) -> Dataset:
    """Return the data set that a file's bytes hold.

    Features are columns of numbers or truth values. Labels are whole numbers (stored as
    floating-point ones or not), texts, truth values or categories, for regression any numbers.
    Raises FieldError naming the row and the column of what is wrong.
    """
    import polars as pl

    columns = read_columns(data, content)
    names = tuple(columns.columns)
    check_names(data, names)
    position = label_position(names, label)
    features = columns.drop(names[position])
    labels = columns.to_series(position)
    check_features(data, features)
    check_labels(data, labels)
    check_complete(data, columns)
    inputs = features.cast(pl.Float64).to_numpy()
    check_numbers(data, inputs, tuple(features.columns))
    place = f"column {printable(labels.name)}"
    return assemble_stored(data, inputs, tuple(features.columns), labels, place=place, task=task)


def names_in(data: str, content: bytes) -> tuple[str, ...]:
    """Return the names of the columns that a file's bytes hold; raises FieldError."""
    import polars as pl

    with _damage_refused(data):
        return tuple(pl.read_parquet_schema(io.BytesIO(content)))


def read_columns(
    data: str, content: bytes, names: Sequence[str] | None = None
) -> "polars.DataFrame":
    """Return the columns of these names, or all, that a file's bytes hold; raises FieldError."""
    import polars as pl

    with _damage_refused(data):
        return pl.read_parquet(io.BytesIO(content), columns=list(names) if names else None)


@contextmanager
def _damage_refused(data: str) -> Iterator[None]:
    import polars as pl

    try:
        yield
    # Polars panics on some damaged files.
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        reason = printable(str(error).splitlines()[0], 200)
        raise refuse(data, f"the file is no Parquet file that can be read ({reason})") from None


def check_features(data: str, features: "polars.DataFrame") -> None:
    """Raise FieldError for a column of features that are no numbers."""
    import polars as pl

    for name, kind in features.schema.items():
        if not kind.is_numeric() and kind != pl.Boolean:
            reason = f"the values are {printable(str(kind))}, features must be numbers"
            raise refuse(data, f"column {printable(name)}", reason)


def check_labels(data: str, labels: "polars.Series") -> None:
    """Raise FieldError unless labels are numbers, texts, truth values or categories."""
    import polars as pl

    kind = labels.dtype
    if not kind.is_numeric() and kind not in (pl.String, pl.Boolean, pl.Categorical, pl.Enum):
        allowed = "numbers, texts, truth values or categories"
        reason = f"the values are {printable(str(kind))}, labels must be {allowed}"
        raise refuse(data, f"column {printable(labels.name)}", reason)


def check_complete(data: str, columns: "polars.DataFrame") -> None:
    """Raise FieldError that names the first row and column without a value."""
    import polars as pl

    for column in columns:
        missing = column.is_null()
        if column.dtype == pl.String:
            missing |= column == ""
        if missing.any():
            place = f"row {missing.to_numpy().argmax() + 1}"
            reason = "the value is missing; every row must have one"
            raise refuse(data, place, f"column {printable(column.name)}", reason)
