"""However the program ends, the shell gets its terminal back as it was."""

import signal
from collections.abc import Callable

import pytest

from .programs import NPNN, TRAINING, changed
from .pty_session import PtySession, pty_session

PROMPT = b"$ npnn-tui\r\n"

BROKEN_KEY = (
    "from npnn_tui.tui.dashboard import Dashboard",
    "def fail(self): raise RuntimeError('on purpose')",
    "Dashboard.action_reset = fail",
)
BROKEN_DRAWING = (
    "from npnn_tui.tui.charts.curves import LossChart",
    "def fail(self, y): raise RuntimeError('on purpose')",
    "LossChart.render_line = fail",
)
BROKEN_SESSION = (
    "from npnn_tui.engine import Session",
    "def fail(self): raise RuntimeError('on purpose')",
    "Session.run = fail",
)


def opened(session: PtySession) -> None:
    session.until(lambda: session.emulator.is_alternate, "in the alternate screen")


def opening_shown(session: PtySession) -> None:
    session.until_shown("opening moons")


def training(session: PtySession) -> None:
    session.until_shown("running")


def help_shown(session: PtySession) -> None:
    training(session)
    session.press(b"?")
    session.until_shown("Start or pause the training")


MOMENTS = {
    signal.SIGTERM: (opened, opening_shown, training, help_shown),
    signal.SIGHUP: (opened, training),
    signal.SIGINT: (opened, training),
}


@pytest.mark.parametrize(
    ("number", "moment"),
    [(number, moment) for number, moments in MOMENTS.items() for moment in moments],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_signal_restores_the_terminal(
    number: signal.Signals, moment: Callable[[PtySession], None]
) -> None:
    with pty_session((*TRAINING, "--save", "off"), in_control=False) as session:
        session.emulator.feed(PROMPT)
        before = session.text
        moment(session)
        session.process.send_signal(number)
        code = session.wait()
        session.assert_restored()
        assert session.text == before
        assert code == 128 + number or (number, code) == (signal.SIGINT, 0)


@pytest.mark.parametrize(
    ("fault", "key"),
    [(BROKEN_KEY, b"r"), (BROKEN_SESSION, b""), (BROKEN_DRAWING, b"")],
    ids=["key", "session", "drawing"],
)
def test_a_bug_restores_the_terminal_and_tells(fault: tuple[str, ...], key: bytes) -> None:
    with pty_session(changed(*fault), in_control=False) as session:
        opened(session)
        if key:
            training(session)
            session.press(key)
        assert session.wait() == 1
        session.assert_restored()
        assert "on purpose" in session.text


def test_quitting_restores_the_terminal() -> None:
    with pty_session(NPNN, in_control=False) as session:
        session.emulator.feed(PROMPT)
        before = session.text
        session.until_shown("ready")
        session.press(b"q")
        assert session.wait() == 0
        session.assert_restored()
        assert session.text == before
