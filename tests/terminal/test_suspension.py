"""Ctrl+z in a shell: the terminal as it was, and with `fg` the dashboard again."""

import os
import shlex
import signal
from collections.abc import Callable

import pytest

from .processes import MARK, marked
from .programs import TRAINING
from .pty_session import PtySession, pty_session

PROMPT = "shell> "


def press_ctrl_z(session: PtySession, _: str) -> None:
    session.press(b"\x1a")


def send_signal(_: PtySession, mark: str) -> None:
    (program,) = marked(mark)
    os.kill(program, signal.SIGTSTP)


@pytest.mark.parametrize("suspend", [press_ctrl_z, send_signal])
def test_a_suspended_program_gives_the_terminal_back(
    suspend: Callable[[PtySession, str], None],
) -> None:
    mark = f"{os.getpid()} {suspend.__name__}"
    with pty_session(["sh", "-i"], environment={"PS1": PROMPT}) as session:
        session.until_shown(PROMPT)
        session.press(f"{MARK}={shlex.quote(mark)} {shlex.join(TRAINING)}\n".encode())
        session.until_shown("running")
        suspend(session, mark)
        session.until(lambda: not session.emulator.is_alternate, "suspended")
        session.until_shown("Stopped")
        session.assert_restored()
        session.press(b"fg\n")
        session.until_shown("running")
        assert session.emulator.is_alternate
        session.press(b"s")
        session.until_shown("paused")
        session.press(b"q")
        session.until(lambda: session.text.count(PROMPT) == 3, "ended")
        session.press(b"echo code $?\n")
        session.until_shown("code 0")
        session.assert_restored()
        assert not marked(mark)
