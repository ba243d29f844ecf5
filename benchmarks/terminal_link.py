"""A link that carries so many bytes a second. It knows no terminal, only the time."""

from collections.abc import Callable
from time import monotonic

LARGEST_READ = 65536
LONGEST_CREDIT = 0.02
"""Seconds of silence that a link makes up for; what was not sent before them is lost."""


class Link:
    """Tells how many bytes may pass now; `rate` is in bytes a second, None for no limit."""

    def __init__(self, rate: int | None, clock: Callable[[], float] = monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._credit, self._seen = 0.0, clock()

    def allowance(self) -> int:
        """Return how many bytes may pass now."""
        if self._rate is None:
            return LARGEST_READ
        now = self._clock()
        most = max(1.0, self._rate * LONGEST_CREDIT)
        self._credit = min(most, self._credit + self._rate * (now - self._seen))
        self._seen = now
        return int(self._credit)

    def carry(self, count: int) -> None:
        """Take note that so many bytes have passed."""
        if self._rate is not None:
            self._credit -= count
