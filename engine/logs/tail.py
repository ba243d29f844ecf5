"""The bytes that a file gains, whoever writes it and however: appended, replaced, cut or rewritten.

It opens the file for reading alone, and only for as long as a read takes.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from .errors import LogError

PORTION = 2**20
"""Bytes that are read at once."""

FINGERPRINT = 4_096
"""Bytes at the start and before the place that was read up to, by which a file is known."""


class Gain(NamedTuple):
    """What a file has gained. `is_anew`: what was read before is no longer true."""

    data: bytes = b""
    is_anew: bool = False


class Tail:
    """Follows one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self.changed_at = 0.0
        """When the file was written last, in seconds since 1970."""

        self._known: tuple[int, ...] = ()
        self._offset = 0
        self._begin, self._end = b"", b""

    @property
    def left(self) -> int:
        """How many bytes have not been read yet."""
        return max(0, self.size - self._offset)

    def rewind(self) -> None:
        """Read the file anew."""
        self._known, self._offset = (), 0
        self._begin = self._end = b""

    def read(self) -> Gain:
        """Return the next portion; raises OSError, or LogError for what is no regular file."""
        status = os.stat(self.path)
        if not stat.S_ISREG(status.st_mode):
            raise LogError("is no regular file")
        if _known_by(status) == self._known and not self.left:
            return Gain()
        with open(self.path, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            is_anew = self._offset > 0 and self._is_other(file, status)
            if is_anew and not status.st_size:
                return Gain()  # cut off to be written anew: until then, the old is what there is
            if is_anew:
                self.rewind()
            self._known, self.size, self.changed_at = (
                _known_by(status),
                status.st_size,
                status.st_mtime,
            )
            return Gain(self._next(file), is_anew)

    def _next(self, file: BinaryIO) -> bytes:
        file.seek(self._offset)
        data = file.read(PORTION)
        self._offset += len(data)
        self._begin += data[: FINGERPRINT - len(self._begin)]
        self._end = (self._end + data)[-FINGERPRINT:]
        return data

    def _is_other(self, file: BinaryIO, status: os.stat_result) -> bool:
        """Whether the file is another than the one that was read so far.

        One that is written anew at once may be longer than it was, as Lightning's are when a new
        metric gives them another header: only its bytes tell.
        """
        if self._known and _known_by(status)[:2] != self._known[:2]:
            return True
        if status.st_size < self._offset:
            return True
        begin = file.read(len(self._begin))
        file.seek(self._offset - len(self._end))
        return begin != self._begin or file.read(len(self._end)) != self._end


def _known_by(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
