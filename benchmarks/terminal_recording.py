"""What came out of a terminal and when, and which keys went in. It is looked at afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

FRAME = b"\x1b[?2026h"
"""How Textual begins each update of a terminal that knows synchronized output."""


class Chunk(NamedTuple):
    """Bytes that were read at once, and when."""

    time: float
    data: bytes


class Press(NamedTuple):
    """A key that was sent, when, and a text that it brings to the screen."""

    time: float
    sign: str


@dataclass
class Recording:
    """Chunks and presses in the order of time, all on one clock."""

    chunks: list[Chunk] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)

    def between(self, begin: float, end: float) -> Iterator[Chunk]:
        """Yield what was read from one moment until another, that one not included."""
        return (chunk for chunk in self.chunks if begin <= chunk.time < end)

    def size(self, begin: float, end: float) -> int:
        """Return how many bytes were read in a stretch of time."""
        return sum(len(chunk.data) for chunk in self.between(begin, end))

    def frames(self, begin: float, end: float) -> int:
        """Return how many frames began in a stretch of time."""
        return b"".join(chunk.data for chunk in self.between(begin, end)).count(FRAME)

    def worst_second(self, begin: float, end: float) -> int:
        """Return the most bytes in one of the seconds of a stretch of time."""
        seconds = [0] * max(1, ceil(end - begin))
        for chunk in self.between(begin, end):
            seconds[int(chunk.time - begin)] += len(chunk.data)
        return max(seconds)
