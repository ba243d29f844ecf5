"""Reads a table file of any of the known kinds into a data set."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath

from .dataset import Dataset
from .delimited import read_delimited
from .files import read_bytes
from .npz import read_npz
from .parquet import read_parquet
from .tasks import TaskChoice

Reader = Callable[[str, bytes, str, TaskChoice], Dataset]

READERS: Mapping[str, Reader] = {
    ".csv": partial(read_delimited, separator=","),
    ".tsv": partial(read_delimited, separator="\t"),
    ".parquet": read_parquet,
    ".npz": read_npz,
}
"""For each ending, what reads a file's path (for its sentences), its bytes, its label and task."""


def read_table(data: str, label: str = "", task: TaskChoice = "classification") -> Dataset:
    """Return the data set in the file at this path, with the named column as its labels.

    Without a name, the last column holds the labels. Class names are the distinct labels as text,
    in numeric order when all are numbers. For regression the labels are numbers, and the column's
    name is the target's. `targets.is_regression` tells which of the two `auto` is. Raises
    FieldError (field `data` or `label`).
    """
    read = READERS[PurePath(data).suffix.lower()]
    return read(data, read_bytes(data), label, task)
