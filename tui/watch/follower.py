"""Polls the files in a thread of its own: the screen never waits for a disk."""

from collections.abc import Callable
from threading import Event

from npnn_tui.engine.logs.watch import Watch, Watched

POLL_SECONDS, READING_SECONDS = 0.5, 0.05
"""Seconds from one poll to the next, and while there is more to read."""


class Follower:
    """Polls until it is closed."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.is_paused = False
        self._closed = Event()

    def run(self, tell: Callable[[Watched], object]) -> None:
        """Poll, and tell what is known each time; returns when closed."""
        seconds = 0.0
        while not self._closed.wait(seconds):
            seconds = POLL_SECONDS
            if not self.is_paused:
                watched = self.watch.poll()
                tell(watched)
                seconds = READING_SECONDS if watched.is_reading else POLL_SECONDS

    def close(self) -> None:
        """End soon."""
        self._closed.set()
