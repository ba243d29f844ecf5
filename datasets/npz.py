"""Reads NPZ files: an array of features and one of labels, as `numpy.savez` writes them."""

import io
import lzma
import tokenize
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .columns import MOST_COLUMNS, check_numbers
from .dataset import Dataset, Floats
from .files import LARGEST_FILE, refuse
from .knobs import FieldError
from .targets import assemble_stored
from .tasks import TaskChoice
from .text import printable

if TYPE_CHECKING:
    import polars

INPUT_NAMES = ("inputs", "X", "x")
TARGET_NAMES = ("targets", "y")

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    tokenize.TokenError,  # from the header of an array
    EOFError,
    MemoryError,  # a header that claims a shape beyond all memory
    OSError,
    RuntimeError,  # an encrypted file, or an unknown compression
    ValueError,
)
"""What the standard library and NumPy raise on archives and arrays that are not as they should."""

Array = NDArray[Any]
Named = tuple[str, Array]


def read_npz(data: str, content: bytes, label: str, task: TaskChoice) -> Dataset:
    """Return the data set that a file's bytes hold; its features are named x1, x2, …

    `inputs` (or `X`, `x`) is (rows, features) of numbers, `targets` (or `y`) is (rows,) of whole
    numbers (stored as floating-point ones or not), truth values or texts, for regression of any
    numbers. Raises FieldError naming the array that is wrong.
    """
    if label:
        reason = f"an NPZ file names no columns, so it must be empty, got {printable(label)}"
        raise FieldError("label", f"label: {reason}")
    (features, inputs), (target, targets) = _read_arrays(data, content)
    numbers = feature_numbers(data, features, inputs)
    labels = stored_labels(data, target, targets)
    if len(numbers) != len(labels):
        rows = f"array {features} has {len(numbers):,} rows and array {target} {len(labels):,}"
        raise refuse(data, f"{rows}; they must have as many")
    names = tuple(f"x{column}" for column in range(1, numbers.shape[1] + 1))
    check_numbers(data, numbers, names)
    return assemble_stored(data, numbers, names, labels, place=f"array {target}", task=task)


def _read_arrays(data: str, content: bytes) -> tuple[Named, Named]:
    with open_npz(data, content) as archive:
        inputs = read_array(data, archive, INPUT_NAMES)
        return inputs, read_array(data, archive, TARGET_NAMES)


def open_npz(data: str, content: bytes) -> zipfile.ZipFile:
    """Return the archive that a file's bytes hold; raises FieldError."""
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except DAMAGED as error:
        reason = printable(str(error), 200)
        raise refuse(data, f"the file is no NPZ file that can be read ({reason})") from None


def read_array(data: str, archive: zipfile.ZipFile, names: tuple[str, ...]) -> Named:
    """Unpack the first of these arrays and tell its name.

    Pickled objects, which could run code, are refused.
    """
    present = [name for name in names if f"{name}.npy" in archive.namelist()]
    if not present:
        raise refuse(data, f"there is no array {names[0]}; it must be named {' or '.join(names)}")
    try:
        member = archive.getinfo(f"{present[0]}.npy")
        if member.file_size > LARGEST_FILE:
            raise ValueError(f"it unpacks to {member.file_size:,} bytes")
        with archive.open(member) as packed:
            return present[0], np.lib.format.read_array(packed, allow_pickle=False)
    except DAMAGED as error:
        reason = f"it must be an array of numbers or texts ({printable(str(error), 200)})"
        raise refuse(data, f"array {present[0]}", reason) from None


def feature_numbers(data: str, name: str, inputs: Array) -> Floats:
    """Return an array of features as numbers (rows, features); raises FieldError."""
    if inputs.ndim != 2 or not 1 <= inputs.shape[1] <= MOST_COLUMNS:
        reason = f"the shape must be (rows, 1 to {MOST_COLUMNS:,} features), got {inputs.shape}"
        raise refuse(data, f"array {name}", reason)
    if inputs.dtype.kind not in "iufb":
        raise refuse(data, f"array {name}", f"features must be numbers, got {inputs.dtype}")
    return inputs.astype(np.float64)


def stored_labels(data: str, name: str, targets: Array) -> "polars.Series":
    """Return the labels as numbers or, if they are texts or truth values, as texts."""
    import polars as pl

    if targets.ndim != 1:
        reason = f"the shape must be (rows,), got {targets.shape}"
        raise refuse(data, f"array {name}", reason)
    if targets.dtype.kind not in "fiubU":
        allowed = "numbers, truth values or texts"
        raise refuse(data, f"array {name}", f"labels must be {allowed}, got {targets.dtype}")
    if targets.dtype.kind == "f":
        return pl.Series(name, targets.astype(np.float64))
    if targets.dtype.kind in "iu":
        return pl.Series(name, targets)
    texts = [str(target) for target in targets.tolist()]
    if "" in texts:
        row = f"row {texts.index('') + 1}"
        raise refuse(data, row, "the label is missing; every row must have one")
    return pl.Series(name, texts, dtype=pl.String)
