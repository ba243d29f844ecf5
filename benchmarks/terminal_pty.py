"""A program in a pseudo-terminal of some size, read over a link of some speed.

The program runs on one core and this one on another. While it measures, this one only reads and
notes the time; what the bytes mean is worked out when the program has ended. What the link does
not carry stays in the kernel's buffer (20 kB), and then the program's writes block.
"""

import ctypes
import os
import pty
import signal
import subprocess
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from fcntl import ioctl
from select import select
from struct import pack
from termios import TIOCSWINSZ
from time import monotonic

from .terminal_link import Link
from .terminal_recording import Chunk, Press, Recording

TICK = 0.005
ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[6n": b"\x1b[1;1R"}
"""What a terminal answers when it comes to a question: whether it knows synchronized output, as
most do by now, and where its cursor is."""

ENDED = b""
SIGNAL_AT_PARENTS_DEATH = 1
"""PR_SET_PDEATHSIG of Linux: not even a kill -9 of the measuring program leaves the other."""


class Terminal:
    """A running program, and a recording of its output."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self._process, self._master = process, master
        self.recording = Recording()
        self._question = b""
        self.link = Link(None)

    @property
    def process_id(self) -> int:
        """The number of the program's process."""
        return self._process.pid

    def press(self, key: bytes, sign: str = "") -> None:
        """Send a key; its `sign` on the screen is to be looked for."""
        if sign:
            self.recording.presses.append(Press(monotonic(), sign))
        os.write(self._master, key)

    def read_for(self, seconds: float) -> None:
        """Read what the link carries for some time."""
        self._read_while(lambda: True, monotonic() + seconds)

    def read_until(self, words: bytes, seconds: float = 30.0) -> float:
        """Read until some words have come, and return when; raise TimeoutError if they do not."""
        before = len(self.recording.chunks)

        def is_missing() -> bool:
            return words not in b"".join(chunk.data for chunk in self.recording.chunks[before:])

        self._read_while(is_missing, monotonic() + seconds)
        if is_missing():
            raise TimeoutError(f"{words!r} did not come in {seconds} s")
        return self.recording.chunks[-1].time

    def cpu_seconds(self) -> float:
        """Return the processor time of the program until now, of all its threads."""
        with open(f"/proc/{self.process_id}/stat", encoding="utf-8") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _read_while(self, condition: Callable[[], bool], deadline: float) -> None:
        while (left := deadline - monotonic()) > 0 and condition():
            allowance = self.link.allowance()
            readers = [self._master] if allowance else []
            ready = select(readers, [], [], min(TICK, left))[0]
            if ready:
                self._read(allowance)

    def _read(self, most: int) -> None:
        try:
            data = os.read(self._master, most)
        except OSError:  # Linux tells the end of a pty so
            data = ENDED
        if data == ENDED:
            raise EOFError("the program has ended")
        self.recording.chunks.append(Chunk(monotonic(), data))
        self.link.carry(len(data))
        self._answer(data)

    def _answer(self, data: bytes) -> None:
        """Answer the questions in what has been read, also those that it cut in two."""
        unread = self._question + data
        for question, answer in ANSWERS.items():
            for _ in range(unread.count(question)):
                os.write(self._master, answer)
        self._question = unread[unread.rfind(b"\x1b") :] if b"\x1b" in unread else b""
        if self._question in ANSWERS:
            self._question = b""


def cores() -> tuple[int, int]:
    """Return the core of the measured program and that of the measuring one."""
    available = sorted(os.sched_getaffinity(0))
    return available[0], available[-1]


@contextmanager
def open_terminal(
    command: Sequence[str],
    size: tuple[int, int],
    environment: dict[str, str],
    cores: Collection[int],
) -> Iterator[Terminal]:
    """Run a program in a terminal of (columns, rows) on these cores; kill it at the end."""
    die_with_parent = ctypes.CDLL(None).prctl  # looked up before the fork
    master, slave = pty.openpty()
    ioctl(slave, TIOCSWINSZ, pack("HHHH", size[1], size[0], 0, 0))

    def enter() -> None:
        os.sched_setaffinity(0, cores)
        die_with_parent(SIGNAL_AT_PARENTS_DEATH, signal.SIGKILL)
        os.login_tty(slave)

    process = subprocess.Popen(command, env=environment, preexec_fn=enter, pass_fds=(slave,))  # noqa: PLW1509
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(master)
