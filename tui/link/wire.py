"""Bytes on their way into a terminal, written without ever waiting for it."""

import os
from asyncio import AbstractEventLoop
from collections.abc import Callable
from select import select
from time import monotonic

PORTION = 4096
"""At most so many bytes are written at once."""


def opened_apart(terminal: int) -> int:
    """Open the terminal of a file descriptor once more, for writing that does not wait.

    The descriptor itself is shared with the shell, which could not bear it in that state. Where a
    terminal has no name to open it by, as in some containers, writes to its copy may wait.
    """
    try:
        return os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return os.dup(terminal)


class Wire:
    """Writes what it is given as the terminal takes it; all calls on the thread of the loop.

    `on_empty` is called when what had to wait is written, `on_cut` once when the terminal is gone;
    from then on everything is thrown away.
    """

    on_empty: Callable[[], None]

    def __init__(self, terminal: int, loop: AbstractEventLoop, on_cut: Callable[[], None]) -> None:
        self._file = opened_apart(terminal)
        self._loop, self._on_cut = loop, on_cut
        self._waiting = bytearray()
        self.is_cut = self._is_watched = False

    @property
    def is_empty(self) -> bool:
        """Whether everything is written."""
        return not self._waiting

    def send(self, data: bytes) -> None:
        """Write now what the terminal takes, and the rest when it takes more."""
        if not self.is_cut:
            self._waiting += data
            self._push()

    def flush(self, seconds: float) -> None:
        """Wait until everything is written, but no longer than so many seconds."""
        deadline = monotonic() + seconds
        while self._waiting and (left := deadline - monotonic()) > 0:
            select([], [self._file], [], left)
            self._push()

    def close(self) -> None:
        """Throw away what is not written, and let go of the terminal."""
        self._watch(False)
        self._waiting.clear()
        self.is_cut = True
        os.close(self._file)

    def _push(self) -> None:
        try:
            while self._waiting:
                del self._waiting[: os.write(self._file, self._waiting[:PORTION])]
        except BlockingIOError:
            pass
        except OSError:  # the connection has gone, and the terminal with it
            self._cut()
        self._watch(bool(self._waiting))

    def _cut(self) -> None:
        self._waiting.clear()
        self.is_cut = True
        self._on_cut()

    def _watch(self, wanted: bool) -> None:
        if wanted and not self._is_watched:
            self._loop.add_writer(self._file, self._go_on)
        elif self._is_watched and not wanted:
            self._loop.remove_writer(self._file)
        self._is_watched = wanted

    def _go_on(self) -> None:
        self._push()
        if not self._waiting and not self.is_cut:
            self.on_empty()
