"""`npnn-tui --plain` as a process of its own: pipes, a dumb terminal, signals, exit codes."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

COMMAND = [sys.executable, "-m", "npnn_tui.tui", "--plain"]

DUMB = {"TERM": "dumb", "NO_COLOR": "1"}

ENDLESS = ["--max-epochs", "1000000000", "--min-improvement", "0"]


def piped(text: str, *words: str, **changes: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *words],
        input=text.encode(),
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **DUMB, **changes},
    )


class Talk:
    """A process in a pseudo-terminal that can do nothing."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process, self._master = process, master
        self.heard = b""

    def enter(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def until(self, words: bytes, after: int = 0) -> int:
        """Read until the words stand in what was said; return where they end."""
        deadline = time.monotonic() + 30
        while words not in self.heard[after:]:
            assert time.monotonic() < deadline, f"no {words!r} in {self.heard!r}"
            assert self._read(), f"no {words!r} in {self.heard!r}"
        return self.heard.index(words, after) + len(words)

    def _read(self) -> bool:
        if not select.select([self._master], [], [], 0.1)[0]:
            return True
        try:
            data = os.read(self._master, 65_536)
        except OSError:  # the other end is closed
            return False
        self.heard += data
        return bool(data)

    def wait(self) -> int:
        """Read on until the process has ended; return its exit code."""
        deadline = time.monotonic() + 30
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "the process did not end"
            self._read()
        while self._read() and select.select([self._master], [], [], 0)[0]:
            pass
        return self.process.returncode


@contextmanager
def terminal(*words: str) -> Iterator[Talk]:
    master, slave = pty.openpty()
    program = (
        "import fcntl, runpy, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
        "runpy.run_module('npnn_tui.tui', run_name='__main__')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, "--plain", *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, **DUMB},
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield Talk(process, master)
    finally:
        process.kill()
        process.wait()
        os.close(master)


def test_a_script_in_a_pipe() -> None:
    result = piped("start\nwait\ndescribe\n", "--max-epochs", "200", "--pace", "max")
    assert (result.returncode, result.stderr) == (0, b"")
    said = result.stdout.decode()
    assert "Finished at epoch 200: max_epochs 200 reached." in said
    assert "Shares of the plane: class 0" in said


@pytest.mark.parametrize("text", ["", "start\n", "param\n", "predict", "\x00\x1b[A\x7f\n"])
def test_the_end_of_the_input_is_no_error(text: str) -> None:
    result = piped(text)
    assert (result.returncode, result.stderr) == (0, b"")
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", result.stdout)


def test_binary_input_is_no_error() -> None:
    noise = bytes(range(256)) * 100 + b"\n" + b"x" * 100_000 + b"\nquit\n"
    result = subprocess.run(
        COMMAND, input=noise, capture_output=True, check=False, timeout=60, env=os.environ
    )
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize("changes", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_ascii_where_the_locale_has_no_more(changes: dict[str, str]) -> None:
    result = piped("data hills\n\nparam\nq\n", **changes)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"R2" in result.stdout
    assert result.stdout.isascii()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["mons"], b"did you mean moons?"),
        (["--plane", "1,9"], b"plane must be"),
        (["--batch-size", "500"], b"batch_size must be"),
    ],
)
def test_bad_options_are_refused(words: list[str], sentence: bytes) -> None:
    result = piped("", *words)
    assert result.returncode == 2
    assert sentence in result.stderr
    assert result.stderr.count(b"\n") == 1


@pytest.mark.parametrize(("closed", "code"), [("<&-", 0), (">&-", 2)])
def test_closed_streams(closed: str, code: int) -> None:
    command = f"{' '.join(COMMAND)} {closed}"
    result = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert result.returncode == code
    assert b"Traceback" not in result.stderr


def test_a_reader_that_goes_away() -> None:
    command = f"yes '?' | {' '.join(COMMAND)} | head -3; echo ${{PIPESTATUS[1]}} >&2"
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    assert result.stderr == b"141\n"


def test_news_do_not_end_the_line_that_is_typed() -> None:
    with terminal("--pace", "100", *ENDLESS) as talk:
        talk.until(b"Choice: ")
        talk.enter(b"start\n")
        place = talk.until(b"Choice: ", talk.until(b"Training from epoch 0."))
        talk.enter(b"sta")
        place = talk.until(b"Choice: ", talk.until(b"\r\nEpoch ", place))
        talk.enter(b"tus\n")
        talk.until(b"Running at epoch", place)
        assert b"\x1b" not in talk.heard
        assert b"\r" not in talk.heard.replace(b"\r\n", b"")


def test_ctrl_c_pauses_and_then_leaves() -> None:
    with terminal(*ENDLESS, "--start") as talk:
        talk.until(b"Epoch ")
        talk.enter(b"\x03")
        place = talk.until(b"Choice: ", talk.until(b"Ctrl-C once more leaves."))
        assert b"Paused at epoch" in talk.heard
        talk.enter(b"status\n")
        place = talk.until(b"Choice: ", talk.until(b"Paused at epoch", place))
        talk.enter(b"\x03")
        talk.until(b"Ctrl-C once more leaves.", place)
        talk.enter(b"\x03")
        assert talk.wait() == 130
        assert b"Traceback" not in talk.heard


def test_ctrl_c_ends_a_long_step() -> None:
    with terminal(*ENDLESS) as talk:
        talk.until(b"Choice: ")
        talk.enter(b"step 1000000000\n")
        place = talk.until(b"Training 1,000,000,000 epochs, Ctrl-C ends it.")
        talk.enter(b"\x03")
        place = talk.until(b" of 1,000,000,000.", place)  # ready still, if no epoch was whole yet
        talk.until(b"Choice: ", talk.until(b"Ctrl-C once more leaves.", place))


def test_the_end_of_the_input_leaves_a_terminal() -> None:
    with terminal("--start") as talk:
        talk.until(b"Choice: ")
        talk.enter(b"\x04")
        assert talk.wait() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it(number: signal.Signals) -> None:
    with terminal(*ENDLESS, "--start", "--pace", "max") as talk:
        talk.until(b"Epoch ")
        talk.process.send_signal(number)
        assert talk.wait() == 128 + number
        assert b"Traceback" not in talk.heard


def test_no_screen_is_loaded() -> None:
    program = (
        "import sys, npnn_tui.tui.plain.entry; "
        "print([name for name in ('textual', 'rich', 'plotext') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert result.stdout == "[]\n"
