"""Leaving in order when a signal says so: what has been trained is saved first."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class SignalError(Exception):
    """A signal has told the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def exit_code(self) -> int:
        """The exit code that tells of the signal."""
        return 128 + self.number


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raise SignalError at SIGTERM and SIGHUP; who ignores them (nohup) goes on doing so."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SignalError(number)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    taken = {number: old for number, old in before.items() if old is not signal.SIG_IGN}
    for number in taken:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, old in taken.items():
            signal.signal(number, old)
