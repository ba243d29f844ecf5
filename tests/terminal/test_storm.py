"""Whatever comes over the terminal, the program neither crashes nor draws garbage.

More, and longer: `NPNN_TUI_STORM_SEEDS="1 2 3" NPNN_TUI_STORM_SHARE=1 pytest tests/terminal`.
"""

import os
from pathlib import Path

import pytest
from pyte.screens import Char

from .programs import changed
from .pty_session import PtySession, pty_session
from .storm import Event, storm

SEEDS = [int(seed) for seed in os.environ.get("NPNN_TUI_STORM_SEEDS", "7").split()]
SHARE = float(os.environ.get("NPNN_TUI_STORM_SHARE", "0.3"))
"""Half a storm for each kind of terminal: with both, 1,000 keys and 200 sizes."""

UNLEAVABLE = """
from pathlib import Path
from npnn_tui.tui.app import NpnnApp
leave = NpnnApp.action_quit
async def leave_when_calm(self):
    if Path("calm").exists():
        await leave(self)
NpnnApp.action_quit = leave_when_calm
NpnnApp.deliver_screenshot = lambda *_, **__: None
"""
"""A storm presses every key and button, so that it would leave the program and write pictures."""

PACE = 0.003
"""Seconds between events; the program is to be amid its work when they come."""

ESCAPE, TO_BOUNDARY = b"\x1b[27u", b"1"
HALT = ESCAPE + b"sr"
"""A step pauses, and a reset leaves no rate behind that would fade."""
AWAY = b"\x1b[<0;60;1m\x1b[<35;60;1M"
"""No button is held any more, and the mouse lies on the title."""

PARTS = ("npnn-tui", "Parameters", "train loss", "Pace", "Quit")

Cells = list[list[Char]]


def blow(session: PtySession, events: list[Event]) -> None:
    for event in events:
        if isinstance(event, bytes):
            session.press(event)
        else:
            session.resize(*event)
        session.read(PACE)
        assert session.emulator.is_alternate, _end_of(session)


def calm(session: PtySession) -> None:
    """Close whatever was opened, and go back to the untrained network."""
    session.press(AWAY + ESCAPE * 16 + HALT)
    session.until_idle(HALT)
    assert session.emulator.is_alternate, _end_of(session)
    session.press_until_shown(HALT, "train loss")
    session.press(TO_BOUNDARY)
    painted(session)


def painted(session: PtySession) -> None:
    session.until_idle()
    session.until(lambda: session.emulator.is_painted, "painted as a whole")
    session.until_idle()


def differences(
    before: list[list[Char]], now: list[list[Char]]
) -> list[tuple[int, int, Char, Char]]:
    """Return the first few cells that differ, with their rows and columns."""
    pairs = [
        (row, column, old, new)
        for row, cells in enumerate(zip(before, now, strict=True))
        for column, (old, new) in enumerate(zip(*cells, strict=True))
        if old != new
    ]
    return pairs[:5]


def _end_of(session: PtySession) -> str:
    code = session.wait()
    return f"it has ended with {code}\n{session.text}"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("answers", [True, False], ids=["answering", "silent"])
def test_a_storm(seed: int, answers: bool, tmp_path: Path) -> None:
    print(f"storm {seed}")  # pytest shows it when the test fails
    environment = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    environment |= {"NPNN_TUI_RUNS": str(tmp_path / "none")}
    with pty_session(
        (*changed(UNLEAVABLE), "--save", "off"),
        (1, 1),
        answers=answers,
        environment=environment,
        folder=tmp_path,
    ) as session:
        session.resize(120, 40)
        session.until_shown("running")
        blow(session, storm(seed, SHARE))
        calm(session)
        after_the_storm = session.emulator.cells
        assert [part for part in PARTS if part not in session.text] == []
        session.resize(121, 40)
        painted(session)
        session.resize(120, 40)
        painted(session)
        assert differences(after_the_storm, session.emulator.cells) == []
        assert list(tmp_path.iterdir()) == []
        (tmp_path / "calm").touch()
        session.press(b"q")
        assert session.wait() == 0
        assert session.emulator.is_as_before
        assert not session.text.strip()
