"""The session's thread ends with the dashboard, in whatever state it is left."""

import threading

import pytest
from npnn_tui.engine import Session
from npnn_tui.tui.view import View

from .conftest import OpenDashboard


@pytest.mark.parametrize(
    ("pace", "keys"),
    [
        ("max", []),
        ("max", ["space"]),
        ("1", ["space"]),
        ("100", ["s"]),
        ("max", ["space", "space"]),
        ("100", ["space", "r", "n"]),
    ],
)
async def test_leaving_ends_the_session(
    monkeypatch: pytest.MonkeyPatch, open_dashboard: OpenDashboard, pace: str, keys: list[str]
) -> None:
    ended, run = threading.Event(), Session.run

    def run_and_tell(session: Session) -> None:
        run(session)
        ended.set()

    monkeypatch.setattr(Session, "run", run_and_tell)
    async with open_dashboard(view=View(pace=pace), max_epochs=1_000_000_000) as bench:
        await bench.press(*keys)
        assert not ended.is_set()
    assert ended.wait(timeout=10)
