"""A small program that echoes keys, in a real pseudo-terminal."""

import os
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from time import monotonic

import pytest

from benchmarks.terminal_link import Link
from benchmarks.terminal_pty import ANSWERS, Terminal, cores, open_terminal
from benchmarks.terminal_screen import Screen, latencies

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="Linux alone has it")

ECHO = """
import os, sys, time, tty
tty.setraw(0)
size = os.get_terminal_size()
os.write(1, b"size %dx%d.\\r\\n" % size)
while key := os.read(0, 1):
    time.sleep(0.05)
    os.write(1, b"got " + key + b".\\r\\n")
"""
ASK = """
import os, tty
tty.setraw(0)
os.write(1, %r)
os.write(1, b"heard " + os.read(0, 100).replace(b"\\x1b", b"ESC"))
os.read(0, 1)
"""
FLOOD = """
import os
import subprocess
os.write(1, b"begin")
while True:
    os.write(1, b"x" * 1000)
"""


def opened(program: str, size: tuple[int, int] = (40, 10)) -> AbstractContextManager[Terminal]:
    return open_terminal((sys.executable, "-c", program), size, dict(os.environ), {cores()[0]})


def test_the_program_sees_the_size() -> None:
    with opened(ECHO, (57, 13)) as terminal:
        terminal.read_until(b"size 57x13.")


def test_a_latency_is_no_less_than_the_program_takes() -> None:
    with opened(ECHO) as terminal:
        terminal.read_until(b"size")
        for key in b"a", b"b":
            terminal.press(key, f"got {key.decode()}.")
            terminal.read_until(b"got " + key)
    record = terminal.recording
    found = list(latencies(Screen(40, 10), record.chunks, record.presses))
    assert len(found) == 2
    assert all(latency is not None and latency >= 0.05 for latency in found)


@pytest.mark.parametrize("question", ANSWERS)
def test_the_terminal_answers_questions(question: bytes) -> None:
    answer = ANSWERS[question].replace(b"\x1b", b"ESC")
    with opened(ASK % question) as terminal:
        terminal.read_until(b"heard " + answer)


def test_a_slow_link_makes_the_program_wait() -> None:
    with opened(FLOOD) as terminal:
        terminal.read_until(b"begin")
        terminal.link, began = Link(20_000), monotonic()
        terminal.read_for(0.5)
        carried = terminal.recording.size(began, monotonic())
        assert 0 < carried <= 20_000 * (monotonic() - began)


def test_words_that_do_not_come_are_told() -> None:
    with opened(ECHO) as terminal, pytest.raises(TimeoutError, match="nothing"):
        terminal.read_until(b"nothing", seconds=0.1)


def test_the_program_is_gone_afterwards_even_after_an_error() -> None:
    def fail_in(terminal: Terminal) -> None:
        processes.append(terminal.process_id)
        raise ZeroDivisionError

    processes: list[int] = []
    with pytest.raises(ZeroDivisionError), opened(FLOOD) as terminal:
        fail_in(terminal)
    assert not runs(processes[0])


def test_a_program_that_ends_is_told() -> None:
    with opened("print('bye')") as terminal, pytest.raises(EOFError):
        terminal.read_for(20)


def test_the_program_dies_with_the_one_that_measures() -> None:
    measuring = f"""
import os, signal, sys
from benchmarks.terminal_pty import cores, open_terminal
command = (sys.executable, "-c", {FLOOD!r})
with open_terminal(command, (40, 10), dict(os.environ), [cores()[0]]) as terminal:
    terminal.read_until(b"begin")
    print(terminal.process_id, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        (sys.executable, "-c", measuring), cwd=root, stdout=subprocess.PIPE, check=False
    )
    deadline = monotonic() + 10
    while runs(int(ended.stdout)):
        assert monotonic() < deadline, "it still runs"


def runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"  # what has ended may wait for its new parent
