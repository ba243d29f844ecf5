"""A program in a pseudo-terminal whose other end is ours: keys, sizes, and the screen it draws."""

import os
import pty
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path
from select import select
from struct import pack
from time import monotonic

from .emulator import Emulator

PATIENCE = 30.0
QUIET = 0.4
"""Seconds without output and without work after which a program waits for its user."""

IN_CONTROL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execvp(sys.argv[1], sys.argv[1:])"
)
"""Makes the terminal the controlling one, which sends SIGWINCH, SIGINT and SIGHUP."""


class PtySession:
    """A process in a pseudo-terminal, and what a user of the terminal sees and does.

    A terminal that `answers` replies to questions for its modes and its cursor.
    """

    def __init__(self, process: subprocess.Popen[bytes], ends: tuple[int, int], answers: bool):
        self.process = process
        self._master, self._slave = ends
        self._answers = answers
        self.drawn = b""
        self.emulator = Emulator(*os.get_terminal_size(self._slave), self._answer)
        self.attributes = termios.tcgetattr(self._slave)

    def _answer(self, reply: bytes) -> None:
        if self._answers:
            self.press(reply)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return self.emulator.text

    def press(self, keys: bytes) -> None:
        """Send bytes, reading on while the program does not take them."""
        deadline = monotonic() + PATIENCE
        while keys:
            assert monotonic() < deadline, f"{keys!r} is not taken\n{self.text}"
            if select([], [self._master], [], 0)[1]:
                keys = keys[os.write(self._master, keys) :]
            else:
                self.read(0.05)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        ioctl(self._master, termios.TIOCSWINSZ, pack("HHHH", rows, columns, 0, 0))
        self.emulator.resize(columns, rows)

    def read(self, seconds: float) -> bool:
        """Draw what comes within some time, and tell whether anything came."""
        if not select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65_536)
        except OSError:  # Linux tells the end of a pty so
            return False
        self.drawn += data
        self.emulator.feed(data)
        return bool(data)

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until something holds."""
        deadline = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < deadline, f"not {what}:\n{self.text}"
            self.read(0.05)

    def until_shown(self, words: str) -> None:
        """Read until words stand on the screen."""
        self.until(lambda: words in self.text, f"shown {words!r}")

    def press_until_shown(self, keys: bytes, words: str) -> None:
        """Press every second until words stand there, as a user whose first press was lost."""
        pressed = 0.0

        def is_shown() -> bool:
            nonlocal pressed
            if words in self.text:
                return True
            assert self.process.poll() is None, f"it has ended:\n{self.text}"
            if monotonic() - pressed > 1:
                self.press(keys)
                pressed = monotonic()
            return False

        self.until(is_shown, f"shown {words!r} after {keys!r}")

    def until_idle(self, remind: bytes = b"") -> None:
        """Read until nothing is drawn and the main thread sleeps; remind it every two seconds."""
        deadline, reminded = monotonic() + 2 * PATIENCE, monotonic()
        before = self._ticks()
        while self.read(QUIET) or self._ticks() - before > 1:
            assert monotonic() < deadline, f"no rest\n{self.text}"
            if monotonic() - reminded > 2:
                self.press(remind)
                reminded = monotonic()
            before = self._ticks()

    def _ticks(self) -> int:
        """Return the processor time of the main thread, in hundredths of a second."""
        number = self.process.pid
        fields = Path(f"/proc/{number}/task/{number}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def wait(self, seconds: float = PATIENCE) -> int:
        """Read until the process has ended and all that it drew; return its exit code."""
        deadline = monotonic() + seconds
        while self.process.poll() is None:
            assert monotonic() < deadline, f"no end within {seconds} s\n{self.text}"
            self.read(0.01)
        while self.read(0):
            pass
        return self.process.returncode

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed."""
        os.close(self._slave)
        os.close(self._master)
        self._slave = self._master = -1

    def assert_restored(self) -> None:
        """Check that a shell would find its terminal as it left it."""
        assert not self.emulator.is_alternate, self.drawn[-200:]
        assert self.emulator.is_as_before, self.drawn[-200:]
        assert termios.tcgetattr(self._slave) == self.attributes

    def end(self) -> None:
        """Kill what still runs and close what is open."""
        self.process.kill()
        self.process.wait()
        if self._master >= 0:
            self.hang_up()


@contextmanager
def pty_session(
    command: Sequence[str],
    size: tuple[int, int] = (120, 40),
    *,
    in_control: bool = True,
    answers: bool = True,
    environment: dict[str, str] | None = None,
    folder: str | os.PathLike[str] | None = None,
) -> Iterator[PtySession]:
    """Run a command in a terminal of (columns, rows).

    The end of a program for which the terminal is the controlling one hangs it up and takes its
    attributes away; where these are looked at, it must not be `in_control`.
    """
    ends = pty.openpty()
    ioctl(ends[1], termios.TIOCSWINSZ, pack("HHHH", size[1], size[0], 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", IN_CONTROL, *command] if in_control else command,
        stdin=ends[1],
        stdout=ends[1],
        stderr=ends[1],
        env=known_environment(environment or {}),
        cwd=folder,
        start_new_session=True,
    )
    session = PtySession(process, ends, answers)
    try:
        yield session
    finally:
        session.end()


def known_environment(changes: dict[str, str]) -> dict[str, str]:
    """Return our environment for a terminal of known abilities."""
    unwanted = ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL", "TERM_PROGRAM", "LINES", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1"}
    return kept | changes
