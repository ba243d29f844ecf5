"""How many epochs are due: as many as the pace asks for."""

import math
import sys
from collections import deque
from time import perf_counter

BURST_SECONDS = 0.008
"""Training returns after this long, so that no key has to wait for it."""

TICK_SECONDS = 0.02
"""The shortest pause between two paced bursts."""


class Pacer:
    """Deals out epochs at a pace in epochs per second, infinity being as fast as it goes.

    An epoch counts when it is whole; one that takes several bursts stays due until then. Time that
    training could not keep up with is forgotten, not caught up later.
    """

    def __init__(self, epochs_per_second: float) -> None:
        self.epochs_per_second = epochs_per_second
        self._credit = 0.0
        self._last = perf_counter()

    def restart(self) -> None:
        """Begin to count time now, one epoch being due at once."""
        self._credit, self._last = 1.0, perf_counter()

    def wait(self) -> float:
        """Return the seconds until the next burst is due."""
        if math.isinf(self.epochs_per_second) or self._credit >= 1:
            return 0.0
        missing = (1 - self._credit) / self.epochs_per_second
        return max(0.0, self._last + max(missing, TICK_SECONDS) - perf_counter())

    def burst(self) -> int:
        """Return the number of epochs due now, of which a burst trains what it has time for."""
        if math.isinf(self.epochs_per_second):
            return sys.maxsize
        now = perf_counter()
        earned = (now - self._last) * self.epochs_per_second
        most = 2 + TICK_SECONDS * self.epochs_per_second  # one of them may be under way
        self._credit, self._last = min(self._credit + earned, most), now
        return int(self._credit)

    def took(self, epochs: int) -> None:
        """Take off the epochs that a burst has made whole."""
        self._credit -= epochs


class Break:
    """A break that the screen asks for, to answer a key; at most every other moment is one."""

    def __init__(self) -> None:
        self._end = self._next = -math.inf

    def take(self, seconds: float) -> None:
        """Begin a break, unless the one before ended too short a time ago."""
        now = perf_counter()
        if now >= self._next:
            self._end, self._next = now + seconds, now + 2 * seconds

    def wait(self) -> float:
        """Return the seconds until the break is over."""
        return max(0.0, self._end - perf_counter())


class Rate:
    """The recent rates of steps and epochs per second."""

    def __init__(self, window: float = 1.0) -> None:
        self._window = window
        self._samples: deque[tuple[float, int, int]] = deque()

    def clear(self) -> None:
        """Forget the past, after a pause."""
        self._samples.clear()

    def sample(self, steps: int, epochs: int) -> tuple[float, float]:
        """Take note of the counts now; return steps and epochs per second, 0 at first."""
        now = perf_counter()
        self._samples.append((now, steps, epochs))
        while len(self._samples) > 2 and now - self._samples[1][0] > self._window:
            self._samples.popleft()
        then, steps_then, epochs_then = self._samples[0]
        seconds = now - then
        if seconds == 0:
            return 0.0, 0.0
        return (steps - steps_then) / seconds, (epochs - epochs_then) / seconds


class Stopwatch:
    """Adds up the seconds in which it was told to run."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._total = seconds
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """The seconds so far."""
        return self._total + (0.0 if self._since is None else perf_counter() - self._since)

    def run(self, running: bool) -> None:
        """Begin, go on, or stop."""
        self._total = self.seconds
        self._since = perf_counter() if running else None
