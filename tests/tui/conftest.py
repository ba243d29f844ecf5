"""What the tests of the screen share: a terminal of known abilities, and the dashboard in it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Session, Snapshot
from npnn_tui.tui.app import NpnnApp
from npnn_tui.tui.begun import SessionFactory
from npnn_tui.tui.dashboard import Dashboard
from npnn_tui.tui.link.link import Link
from npnn_tui.tui.terminal import terminal_of, use_terminal
from npnn_tui.tui.view import View
from textual.pilot import Pilot

SIZES = {"tabs": (80, 24), "columns": (120, 40), "wide": (200, 60)}


@pytest.fixture(autouse=True)
def _known_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    use_terminal(terminal_of({"TERM": "xterm-direct", "LANG": "C.UTF-8"}))
    yield
    use_terminal(None)


class Bench:
    """A dashboard under test, with the few questions that tests ask of it."""

    def __init__(self, pilot: Pilot[str], dashboard: Dashboard) -> None:
        self.pilot = pilot
        self.dashboard = dashboard

    @property
    def snapshot(self) -> Snapshot:
        assert self.dashboard.snapshot is not None
        return self.dashboard.snapshot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let the app go on until something holds; fail after 20 seconds."""
        async with asyncio.timeout(20):
            while not condition():
                await self.pilot.pause()

    async def type_into(self, name: str, text: str) -> None:
        """Replace the text of a knob's input and press enter."""
        editor = self.dashboard.query_one(f"#field-{name} Input")
        editor.focus()
        await self.press("home", "ctrl+k", *text, "enter")


OpenDashboard = Callable[..., AbstractAsyncContextManager[Bench]]


@pytest.fixture
def open_dashboard() -> OpenDashboard:
    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = SIZES["columns"],
        view: View | None = None,
        session_of: SessionFactory = Session,
        link: Link | None = None,
        **values: Any,
    ) -> AsyncIterator[Bench]:
        experiment = Experiment.of(values)
        view = view or View(pace="max")
        split = load(experiment.recipe)
        dashboard = Dashboard(experiment, split, view, session_of=session_of, link=link)
        async with NpnnApp(dashboard).run_test(size=size) as pilot:
            bench = Bench(pilot, dashboard)
            await bench.until(lambda: dashboard.snapshot is not None)
            yield bench

    return opened
