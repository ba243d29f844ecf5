"""A recording played again on a screen, to see when a text stood there."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import pyte

from .terminal_recording import Chunk, Press

COLOUR = re.compile(rb"\x1b\[[\d;:]*m")
UNFINISHED = re.compile(rb"\x1b(\[[\d;:]*)?$")

EPOCH = re.compile(r"epoch +([\d,]+)")


class Screen:
    """The rows of a terminal that was fed some chunks.

    Colours are most of the bytes, take most of pyte's time and say nothing here: they are dropped.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rows = [""] * rows
        self._unfinished = b""

    def feed(self, data: bytes) -> None:
        """Draw what a terminal would draw."""
        data = COLOUR.sub(b"", self._unfinished + data)
        tail = UNFINISHED.search(data)
        end = tail.start() if tail else len(data)
        self._stream.feed(data[:end])
        self._unfinished = data[end:]
        for row in self._screen.dirty:
            cells = self._screen.buffer[row]
            self._rows[row] = "".join(cells[column].data for column in range(self._screen.columns))
        self._screen.dirty.clear()

    @property
    def text(self) -> str:
        """All rows."""
        return "\n".join(self._rows)

    @property
    def epoch(self) -> int | None:
        """The epoch that the summary shows, where there is one."""
        found = EPOCH.search(self.text)
        return int(found[1].replace(",", "")) if found else None


def latencies(
    screen: Screen, chunks: Iterable[Chunk], presses: Sequence[Press]
) -> Iterator[float | None]:
    """Yield the seconds from each press until its sign stood on the screen, None for never.

    The screen is that before the chunks.

    Presses go round a cycle of signs that exclude each other. One frame may answer several of
    them: the sign of a later one answers those before it too, but not a whole round, since the
    sign on the screen may still be that of the last press answered.
    """
    answered: list[float] = []
    times = [press.time for press in presses]
    round_ = max(len({press.sign for press in presses}) - 1, 1)
    for chunk in chunks:
        screen.feed(chunk.data)
        first, sent = len(answered), bisect_left(times, chunk.time)
        candidates = range(first, min(sent, first + round_))
        last = next((index for index in candidates if presses[index].sign in screen.text), None)
        if last is not None:
            answered += [chunk.time - time for time in times[first : last + 1]]
    yield from answered
    yield from [None] * (len(presses) - len(answered))
