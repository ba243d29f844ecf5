"""Pictures of the runs in their views and sizes."""

import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from npnn_tui.tui.app import NpnnApp
from npnn_tui.tui.runs.screen import RunsScreen
from npnn_tui.tui.runs.view import RunsView
from textual.pilot import Pilot

from ..conftest import SIZES

SnapCompare = Callable[..., bool]


@pytest.fixture(autouse=True)
def _greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def doing(*keys: str, view: str) -> Callable[[Pilot[str]], Awaitable[None]]:
    async def do(pilot: Pilot[str]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, RunsScreen)
        while not screen.choice.count:
            await pilot.pause(0.005)
        await pilot.press(*keys)
        picture = screen.query_one(f"#{view}", RunsView)
        while "reading" in (text := "\n".join(picture._cells.rows())) or "hills-a" not in text:
            await pilot.pause(0.005)
        await pilot.pause()

    return do


@pytest.mark.parametrize(
    ("view", "keys", "layout"),
    [
        ("runs-curves", ["space", "space", "end"], "columns"),
        ("boundaries", ["space", "space", "end", "2"], "wide"),
        ("parameters", ["space", "space", "end", "3"], "tabs"),
    ],
)
def test_a_view(
    snap_compare: SnapCompare, trained: Path, view: str, keys: list[str], layout: str
) -> None:
    app = NpnnApp(RunsScreen(trained))
    run_before = doing(*keys, view=view)
    assert snap_compare(app, terminal_size=SIZES[layout], run_before=run_before)
