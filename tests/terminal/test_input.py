"""Bytes that are no keys, or only the beginning of one: the keys after them still work."""

from .programs import TRAINING
from .pty_session import pty_session

PIECES = (
    b"\xe2\x96",  # two bytes of three of a character
    b"\xff\xfe",  # in no character
    b"\xe9",  # a Latin-1 terminal
    b"\x1b[<0;12",
    b"\x1b[1;",
    b"\x1b[",
    b"\x1bO",
    b"\x1b]0;title",
    b"\x1bP1$r",
    b"\x1b[?2026;",
    b"\x1b[999;999R",
    b"\x1b[M\xff\xff\xff",
)
ESCAPE = b"\x1b[27u"
"""The key of that name, without doubt. What is in no sequence may be read as keys: ? opens help."""


def test_keys_work_after_what_is_no_key() -> None:
    with pty_session(TRAINING, size=(80, 24)) as session:
        session.until_shown("running")
        for piece in PIECES:
            session.press(piece)
            session.press_until_shown(ESCAPE + b"s", "paused")
            session.press_until_shown(ESCAPE + b" ", "running")
        session.press(b"q")
        assert session.wait() == 0
