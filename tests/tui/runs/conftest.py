"""What the tests of the list of runs share: some that were trained, and the screen over them."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from npnn_tui.engine.runs.label import Label
from npnn_tui.tui.app import NpnnApp
from npnn_tui.tui.panels.prompt_line import PromptLine
from npnn_tui.tui.runs.screen import RunsScreen
from npnn_tui.tui.runs.status import RunsStatus
from npnn_tui.tui.runs.view import RunsView
from textual.pilot import Pilot
from textual.widgets import Input

from ...made_runs import NOON, make_run

SOON = 0.05
"""Seconds between two looks of the reader: tests wait for what they mean to see."""


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of four runs; who changes them takes a copy."""
    runs = tmp_path_factory.mktemp("trained") / "runs"
    make_run(runs, "moons-a", NOON, 60)
    make_run(runs, "moons-b", NOON - 60, 60, learning_rate=0.05, hidden=(4,))
    make_run(runs, "blown-up", NOON - 120, 60, learning_rate=100.0)
    make_run(runs, "hills-a", NOON - 180, 60, data="hills")
    Label(("best",), "for the talk").write(runs / "moons-b")
    return runs


@pytest.fixture
def runs(trained: Path, tmp_path: Path) -> Path:
    """Return a copy of the four runs: moons-a, moons-b, blown-up and hills-a, the newest first."""
    return Path(shutil.copytree(trained, tmp_path / "runs"))


class Desk:
    """The screen under a person's hands, with the few questions that tests ask of it."""

    def __init__(self, pilot: Pilot[str], screen: RunsScreen) -> None:
        self.pilot, self.screen = pilot, screen

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def answer(self, key: str, text: str) -> None:
        """Press a key that asks for something, and type this in the place of what stands there."""
        await self.press(key)
        self.screen.query_one(PromptLine).query_one(Input).value = text
        await self.press("enter")

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let the app go on until something holds; fail after 20 seconds."""
        async with asyncio.timeout(20):
            while not condition():
                await self.pilot.pause(0.005)

    async def until_seen(self, name: str, words: str) -> None:
        await self.until(lambda: words in self.picture(name))

    def picture(self, name: str) -> str:
        return "\n".join(self.screen.query_one(f"#{name}", RunsView)._cells.rows())

    @property
    def told(self) -> str:
        return "\n".join(self.screen.query_one(RunsStatus).lines)

    @property
    def names(self) -> list[str]:
        return [entry.name for entry in self.screen.choice.shown]


OpenRuns = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def open_runs() -> OpenRuns:
    @asynccontextmanager
    async def opened(
        runs: Path, size: tuple[int, int] = (120, 40), **more: Any
    ) -> AsyncIterator[Desk]:
        screen = RunsScreen(runs, seconds=SOON, **more)
        async with NpnnApp(screen).run_test(size=size) as pilot:
            desk = Desk(pilot, screen)
            await desk.until(lambda: screen.showing.refusal != "reading …")
            yield desk

    return opened
