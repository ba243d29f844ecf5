"""The installed command in a real terminal, and where there is none."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from struct import pack
from termios import TIOCSWINSZ

import pyte
import pytest

COMMAND = [sys.executable, "-m", "npnn_tui.tui"]


class Terminal:
    """A process in a pseudo-terminal, and the screen that it has drawn."""

    def __init__(self, process: subprocess.Popen[bytes], master: int, size: tuple[int, int]):
        self.process = process
        self._master = master
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.drawn = b""

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def until(self, words: str) -> None:
        """Read what is drawn until some words stand on the screen; fail after 30 seconds."""
        deadline = time.monotonic() + 30
        while words not in self.text:
            assert time.monotonic() < deadline, f"no {words!r} on\n{self.text}"
            self._read()

    def _read(self) -> None:
        if select.select([self._master], [], [], 0.1)[0]:
            data = os.read(self._master, 65536)
            self.drawn += data
            self._stream.feed(data)

    def wait(self) -> int:
        """Read until the process has ended; return its exit code."""
        deadline = time.monotonic() + 30
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "the process did not end"
            self._read()
        self._read()
        return self.process.returncode


@contextmanager
def terminal(*words: str, size: tuple[int, int] = (80, 24)) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    ioctl(slave, TIOCSWINSZ, pack("HHHH", size[1], size[0], 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [*COMMAND, *words], stdin=slave, stdout=slave, stderr=slave, env=environment
    )
    try:
        yield Terminal(process, master, size)
    finally:
        process.kill()
        process.wait()
        os.close(slave)
        os.close(master)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_trains_and_quits(size: tuple[int, int]) -> None:
    with terminal("--start", "--pace", "max", "--max-epochs", "300", size=size) as screen:
        screen.until("finished · max_epochs 300 reached")
        screen.press("q")
        assert screen.wait() == 0


def test_ctrl_c_leaves_while_training() -> None:
    with terminal("--start", "--pace", "max", "--min-improvement", "0") as screen:
        screen.until("running")
        screen.press("\x03")
        assert screen.wait() == 0


def test_keys_work_in_a_terminal() -> None:
    with terminal() as screen:
        screen.until("ready")
        screen.press("s")
        screen.until("paused")
        screen.press("?")
        screen.until("Start or pause the training")


def run(*words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **changes},
    )


def test_without_a_terminal_it_says_what_to_do() -> None:
    result = run(TERM="xterm-256color")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "npnn-tui --plain or npnn-tui train" in result.stderr


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_is_refused(term: str) -> None:
    result = run(TERM=term)
    assert result.returncode == 2
    assert "TERM must name a terminal" in result.stderr
    assert "npnn-tui --plain or npnn-tui train" in result.stderr


def test_input_closed() -> None:
    command = " ".join(COMMAND) + " <&-"
    result = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, env=os.environ
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["mons"], "did you mean moons?"),
        (["missing.csv"], "missing.csv"),
        (["--pace", "5"], "pace must be one of 1, 10, 100, 1000, max, got 5"),
        (["--marker", "dots"], "marker must be one of auto, blocks, braille, ascii, got dots"),
        (["--plane", "1,9"], "plane must be"),
        (["--batch-size", "500"], "batch_size must be between 1 and 200"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_bad_input_of_the_dashboard(words: list[str], sentence: str) -> None:
    with terminal(*words, size=(300, 60)) as screen:
        screen.until(sentence)
        assert screen.wait() == 2
        assert "Traceback" not in screen.text


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["train", "--help"]])
def test_questions_are_answered_without_a_terminal(words: list[str]) -> None:
    result = run(*words, TERM="dumb")
    assert result.returncode == 0
    assert "npnn-tui" in result.stdout
