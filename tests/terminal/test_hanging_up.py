"""A terminal that goes away while the network trains: the program goes too."""

from contextlib import ExitStack

import pytest

from .programs import TRAINING
from .pty_session import pty_session

SECONDS = 2.0
LAST_INPUTS = (b"", b"\x1b[<0;12", b"\xe2\x96")
"""Nothing, half a mouse event and half a character."""


@pytest.mark.parametrize("in_control", [True, False], ids=["controlling", "plain"])
def test_the_program_ends_with_its_terminal(in_control: bool) -> None:
    with ExitStack() as stack:
        sessions = [
            stack.enter_context(pty_session(TRAINING, in_control=in_control)) for _ in LAST_INPUTS
        ]
        for session, keys in zip(sessions, LAST_INPUTS, strict=True):
            session.until_shown("running")
            session.press(keys)
        for session in sessions:
            session.hang_up()
            session.process.wait(SECONDS)
