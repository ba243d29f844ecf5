"""How often frames are drawn: ten a second, fewer where that would cost training its speed."""

from collections.abc import Callable
from time import monotonic, thread_time

DRAWING_SHARE = 0.08
"""Of its thread's time at most, as training shares Python's lock with it and maybe the core."""

SHORTEST, LONGEST = 0.1, 0.25
"""Seconds from one frame to the next."""


class FrameRate:
    """Says when the next frame is due; `worked` tells the processor time of the drawing thread."""

    def __init__(
        self,
        clock: Callable[[], float] = monotonic,
        worked: Callable[[], float] = thread_time,
        longest: float = LONGEST,
    ) -> None:
        self._clock, self._worked, self._longest = clock, worked, longest
        self._began, self._worked_then = clock(), worked()

    @property
    def wait(self) -> float:
        """Seconds until the last frame, with all that was done since, has had its share, or 0."""
        interval = (self._worked() - self._worked_then) / DRAWING_SHARE
        passed = self._clock() - self._began
        return max(0.0, min(max(interval, SHORTEST), self._longest) - passed)

    def begin(self) -> None:
        """Take note that a frame begins now."""
        self._began, self._worked_then = self._clock(), self._worked()
