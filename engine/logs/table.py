"""A CSV file of metrics, read as it grows: a header, then a row for each moment."""

import codecs
from collections.abc import Iterator

import numpy as np
from npnn_tui.datasets.numerals import number

from ..nn.arrays import Doubles
from .axes import EPOCH, NAMES, ROW, STEP, Places, columns_of, spelled
from .cells import Cells, cells_of
from .errors import LogError
from .ledger import Ledger

SEPARATORS = ",;\t"

LONGEST_LINE = 4 * 2**20
"""Bytes. A longer line is none of a table of metrics."""


class TableLog:
    """Takes the bytes of a CSV file in any portions, and puts what they tell into a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._places = Places()
        self._rest = b""
        self._mark = b""
        self._header = Header(b"")

    @property
    def fault(self) -> str:
        """Say why nothing has come of the rows so far; nothing if something has, or may yet."""
        if self._ledger.rows and not self._ledger.has_metrics:
            return "has no column of numbers besides steps, epochs and times"
        return ""

    def feed(self, data: bytes) -> None:
        """Take what the file has gained; half a line waits for its other half.

        Raises LogError where it cannot be a table of metrics.
        """
        if b"\0" in data:
            raise LogError("holds bytes that are no text")
        text = self._rest + data
        end = text.rfind(b"\n") + 1
        lines, self._rest = text[:end], text[end:]
        if len(self._rest) > LONGEST_LINE:
            raise LogError(f"has a line of more than {LONGEST_LINE // 2**20} MiB")
        if not self._mark:
            lines = lines.removeprefix(codecs.BOM_UTF8).lstrip()
            self._mark = Header(lines.partition(b"\n")[0]).mark
        for part in self._parts(lines):
            self._take(part)

    def _parts(self, lines: bytes) -> Iterator[bytes]:
        """Yield the lines from each header to the next.

        A line that begins with the first name is a header, too: runs that are appended to one
        file write theirs again.
        """
        start = 0
        while start < len(lines):
            found = lines.find(b"\n" + self._mark, start)
            stop = len(lines) if found < 0 else found + 1
            yield lines[start:stop]
            start = stop

    def _take(self, lines: bytes) -> None:
        if lines.startswith(self._mark):
            header, _, lines = lines.partition(b"\n")
            self._header = Header(header)
            if not self._header.names:
                raise LogError("has a number for each name of a column in its first line")
        if lines.strip():
            self._read(lines)

    def _read(self, lines: bytes) -> None:
        header, ledger = self._header, self._ledger
        cells = Cells(lines, header.separator, len(header.names))
        ledger.rows += cells.count
        axes = {axis: _finite(cells.numbers(place)[1]) for axis, place in header.axes.items()}
        places = self._places.follow(axes, cells.count)
        for name, place in header.metrics.items():
            if ledger.takes(name):
                present, values = cells.numbers(place)
                if present.any():
                    ledger.add(name, places[present], values[present], header.order)


class Header:
    """The names of the columns, and which of them are axes and which metrics, losses first.

    Without any name that is not a number, there are none.
    """

    def __init__(self, line: bytes) -> None:
        self.separator = max(SEPARATORS, key=lambda separator: line.count(separator.encode()))
        names = cells_of(line, self.separator)
        self.names = [] if all(number(name) is not None for name in names) else names
        self.axes = columns_of(self.names)
        places = {name or f"column {place + 1}": place for place, name in enumerate(self.names)}
        named = [name for name in places if spelled(name) not in NAMES]
        self.metrics = {
            name: places[name]
            for name in sorted(named, key=lambda name: "loss" not in name.lower())
        }
        first, comma, _ = line.partition(self.separator.encode())
        self.mark = first + comma if first.strip() and comma else line
        """What each line begins with that is a header."""

    @property
    def order(self) -> int:
        """The axis along which the rows go on."""
        return next((axis for axis in (STEP, EPOCH) if axis in self.axes), ROW)


def _finite(values: Doubles) -> Doubles:
    return np.where(np.isfinite(values), values, np.nan)
