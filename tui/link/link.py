"""What the dashboard may know of the way to the terminal, and ask of it."""

from collections import deque
from collections.abc import Callable, Mapping
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from ..view import LinkChoice

if TYPE_CHECKING:
    from .output import Output

LIMITS: Mapping[LinkChoice, float] = {"auto": 55_000.0, "fast": inf, "slow": 9_000.0}
"""Bytes a second that are sent at most."""

ASCII_LIMIT = 3_800.0
"""The same for pictures of 7-bit characters, which are for the slowest of all links."""

SLOW, FAST_AGAIN = 30_000, 45_000
"""Bytes a second below which a link is slow, and above which it is slow no longer."""

COUNTED_SECONDS, MOST_COUNTED = 2.0, 100


class Link:
    """The way to the terminal; until an output is connected everything arrives at once."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._frames: deque[float] = deque(maxlen=MOST_COUNTED)
        self._output: Output | None = None
        self._choice: LinkChoice = "auto"
        self._limit = LIMITS["auto"]
        self._is_slow = False
        self._on_key: Callable[[], None] = lambda: None

    def listen(self, on_key: Callable[[], None]) -> None:
        """Call this for each key, on the thread of the input, before the app knows of it."""
        self._on_key = on_key

    def press(self) -> None:
        """Take note that a key has been pressed."""
        self._on_key()

    def connect(self, output: "Output | None") -> None:
        """Tell of this output from now on."""
        self._output = output
        self._demand()

    def choose(self, choice: LinkChoice, *, is_ascii: bool) -> None:
        """Send as much as was chosen."""
        self._choice, self._limit = choice, LIMITS[choice]
        if is_ascii and choice != "fast":
            self._limit = min(self._limit, ASCII_LIMIT)
        self._demand()

    @property
    def is_clear(self) -> bool:
        """Whether the last frame has arrived, so that another makes sense."""
        return self._output is None or self._output.is_clear

    @property
    def is_slow(self) -> bool:
        """Whether pictures should be drawn in less detail: a slow link was chosen or found."""
        carried = inf if self._output is None else self._output.gate.capacity
        found = carried < (FAST_AGAIN if self._is_slow else SLOW)
        self._is_slow = self._choice == "slow" or (self._choice == "auto" and found)
        return self._is_slow

    @property
    def words(self) -> str:
        """What a slow link means for the picture; nothing on another."""
        if self._output is None or not self.is_slow:
            return ""
        speed = self._output.gate.limit / 1000
        begin = self._clock() - COUNTED_SECONDS
        rate = sum(moment > begin for moment in self._frames) / COUNTED_SECONDS
        return f"slow link ({speed:.0f} kB/s): flat colours, {rate:.0f} frames/s"

    def count_frame(self) -> None:
        """Take note that the dashboard draws a frame."""
        self._frames.append(self._clock())

    def redraw(self) -> None:
        """Send the whole screen again."""
        if self._output:
            self._output.redraw()

    def _demand(self) -> None:
        if self._output:
            self._output.gate.demand(self._limit)
