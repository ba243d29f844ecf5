"""A recording played again on a screen, to see when a text stood there."""

import re
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
    them: the sign of a later one answers those before it too. What stands on the screen may still
    be the sign of the last press answered, so no press of that sign is answered by it.
    """
    answered: list[float] = []
    for chunk in chunks:
        screen.feed(chunk.data)
        count = _newly_answered(screen.text, presses, len(answered), chunk.time)
        news = presses[len(answered) : len(answered) + count]
        answered += [chunk.time - press.time for press in news]
    yield from answered
    yield from [None] * (len(presses) - len(answered))


def _newly_answered(text: str, presses: Sequence[Press], answered: int, now: float) -> int:
    standing = presses[answered - 1].sign if answered else None
    for count, press in enumerate(presses[answered:], start=1):
        if press.time > now or press.sign == standing:
            break
        if press.sign in text:
            return count
    return 0
