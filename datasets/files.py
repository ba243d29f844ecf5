"""Getting a table file's bytes, and the sentences that refuse a file or a place in it."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from .knobs import FieldError
from .text import printable

LARGEST_FILE = 4 * 2**30
"""Bytes. A table is held in memory, two or three times over while it is read."""


def refuse(data: str, *place_and_reason: str, field: str = "data") -> FieldError:
    """Return the error `data: flowers.csv, line 7, …: reason` for a file that cannot be used.

    The places and the reason must be printable already; the file's name is made so here. `field`
    is the knob to blame: another one than `data` when the file is sound but does not suit it.
    """
    *place, reason = place_and_reason
    where = ", ".join([printable(PurePath(data).name), *place])
    return FieldError(field, f"{field}: {where}: {reason}")


def read_bytes(data: str) -> bytes:
    """Return what the file at this path holds (`~` is the home directory).

    Raises FieldError when it is missing, no regular file, too large, empty or not readable.
    """
    path = os.path.expanduser(data)
    with _system_errors_refused(data):
        status = os.stat(path)
    _check_file(data, status)
    with _system_errors_refused(data), open(path, "rb") as file:
        content = file.read()
    if not content:
        raise refuse(data, "the file is empty")
    return content


@contextmanager
def _system_errors_refused(data: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise FieldError("data", f"data: there is no file {printable(data, 200)}") from None
    except OSError as error:
        raise refuse(data, f"the file cannot be read ({error.strerror})") from None
    except ValueError:  # a NUL character, say, which no path can hold
        raise refuse(data, "this is not the name of a file") from None


def _check_file(data: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise refuse(data, "this is a directory, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise refuse(data, "this is a device or a pipe, not a file")
    if status.st_size > LARGEST_FILE:
        size, most = status.st_size / 2**30, LARGEST_FILE // 2**30
        raise refuse(data, f"the file has {size:,.1f} GiB, at most {most} GiB are allowed")
