"""Whole lines out of a file descriptor, as they come. Knows no menu."""

import os
from select import select

LONGEST = 10_000
"""Bytes of a line that are kept; whatever is pasted or piped in cannot fill the memory."""


class InputEndedError(Exception):
    """No line will come any more."""


class Lines:
    """The lines of a terminal, a pipe or a file; without a source they have ended already.

    What does not belong to the encoding is replaced. A last line needs no newline.
    """

    def __init__(self, source: int | None, encoding: str = "utf-8") -> None:
        self._source = source
        self._encoding = encoding
        self._rest = b""
        self._ended = source is None

    def take(self) -> str | None:
        """Return the next line if it has come whole; raises InputEndedError after the last."""
        line, newline, rest = self._rest.partition(b"\n")
        if not newline and not self._ended:
            return None
        if not newline and not line:
            raise InputEndedError
        self._rest = rest
        return line[:LONGEST].decode(self._encoding, "replace").strip()

    def wait(self, other: int, seconds: float | None) -> bool:
        """Wait for input or for another descriptor; return whether either came in time."""
        sources = [other] if self._source is None else [other, self._source]
        ready = select(sources, [], [], seconds)[0]
        if self._source in ready:
            self._read()
        return bool(ready)

    def _read(self) -> None:
        assert self._source is not None
        try:
            data = os.read(self._source, 65_536)
        except OSError:  # the terminal has gone
            data = b""
        self._ended = not data
        if b"\n" not in self._rest:
            self._rest = self._rest[:LONGEST]
        self._rest += data
