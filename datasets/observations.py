"""Reads a table file of any of the known kinds for a network that is trained already."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath

from .delimited_rows import read_delimited_rows
from .files import read_bytes
from .knobs import FieldError
from .stored_rows import read_npz_rows, read_parquet_rows
from .text import printable
from .wanted import Observations, Wanted

Reader = Callable[[str, bytes, Wanted], Observations]

READERS: Mapping[str, Reader] = {
    ".csv": partial(read_delimited_rows, separator=","),
    ".tsv": partial(read_delimited_rows, separator="\t"),
    ".parquet": read_parquet_rows,
    ".npz": read_npz_rows,
}
"""For each ending, what reads a file's path (for its sentences), its bytes and what is wanted."""


def read_observations(data: str, wanted: Wanted) -> Observations:
    """Return what is wanted of the file at this path, which may have no rows.

    Features are found by their names, and other columns ignored. Raises FieldError (field `data`
    or `label`).
    """
    suffix = PurePath(data).suffix.lower()
    if suffix not in READERS:
        allowed = f"data must be a file ending in {', '.join(READERS)}"
        raise FieldError("data", f"{allowed}, got {printable(data, 200) or 'nothing'}")
    return READERS[suffix](data, read_bytes(data), wanted)
