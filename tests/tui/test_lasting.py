"""A dashboard whose run lasts: its name, its complaints, leaving it, and losing its trainer."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from npnn_tui.datasets.dataset import Split
from npnn_tui.engine import Close, Command, Experiment, Look, Session, Snapshot, Status
from npnn_tui.engine.runs.folder import load_run
from npnn_tui.engine.runs.keeper import Keeper
from npnn_tui.engine.runs.train import train
from npnn_tui.engine.training.snapshot import Lost, News
from npnn_tui.tui.dashboard import Dashboard
from npnn_tui.tui.saving import Beginning, Saving
from npnn_tui.tui.screens.lost import LostScreen

from .conftest import OpenDashboard

SHORT = {"max_epochs": 50, "min_improvement": 0.0}


def kept(runs: Path) -> Callable[..., Session]:
    def session_of(
        experiment: Experiment, split: Split, publish: Callable[[News], None]
    ) -> Session:
        return Session(experiment, split, publish, Keeper(runs, 10.0, "mine"))

    return session_of


async def test_the_title_says_what_the_run_is_called(
    open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    async with open_dashboard(session_of=kept(tmp_path), **SHORT) as bench:
        assert bench.dashboard.title == "npnn-tui"
        await bench.press("s")
        await bench.until(lambda: bench.dashboard.title == "npnn-tui · mine")


async def test_what_is_not_saved_is_said(open_dashboard: OpenDashboard, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with open_dashboard(session_of=kept(tmp_path / "file"), **SHORT) as bench:
        await bench.press("s")
        await bench.until(lambda: "not being saved" in bench.snapshot.complaint)
        summary = bench.dashboard.query_one("#summary").render()
        assert "paused · not being saved: File exists" in str(summary)


@pytest.mark.parametrize(
    ("keys", "notice"),
    [([], "what is not saved cannot be detached"), (["space"], "there is nothing left to train")],
)
async def test_what_cannot_be_detached_is_said(
    open_dashboard: OpenDashboard, tmp_path: Path, keys: list[str], notice: str
) -> None:
    async with open_dashboard(session_of=kept(tmp_path), **SHORT) as bench:
        await bench.press(*keys)
        if keys:
            await bench.until(lambda: bench.snapshot.status is Status.FINISHED)
        await bench.press("ctrl+d")
        await bench.until(lambda: notice in bench.dashboard.notice)


async def test_ctrl_d_leaves_with_the_name_of_the_run(
    open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    async with open_dashboard(session_of=kept(tmp_path), **SHORT) as bench:
        await bench.press("s")
        await bench.until(lambda: bench.snapshot.name == "mine")
        await bench.press("ctrl+d")
        assert bench.dashboard.app.return_value == "mine"
    assert load_run("mine", str(tmp_path)).summary


class Losing:
    """A session of another process, which goes."""

    def __init__(
        self, experiment: Experiment, split: Split, publish: Callable[[News], Any]
    ) -> None:
        self._session = Session(experiment, split, self._hear)
        self._publish = publish

    def _hear(self, news: News) -> None:
        self._publish(replace(news, name="mine") if isinstance(news, Snapshot) else news)

    def send(self, command: Command) -> None:
        self._session.send(command)

    def run(self) -> None:
        self._session.send(Look())
        self._session.send(Close())
        self._session.run()
        self._publish(Lost("mine"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_trainer_that_has_gone_can_be_resumed(
    open_dashboard: OpenDashboard, tmp_path: Path, size: tuple[int, int]
) -> None:
    experiment = Experiment.of(SHORT)
    train(experiment, str(tmp_path), "mine")
    beginning = Beginning(experiment, Saving(runs_dir=str(tmp_path)), "mine", attached=True)
    async with open_dashboard(size=size, session_of=Losing, **SHORT) as bench:
        bench.dashboard.beginning = beginning
        app = bench.dashboard.app
        await bench.until(lambda: isinstance(app.screen, LostScreen) and bool(app.screen.focused))
        await bench.press("enter")
        await bench.until(
            lambda: isinstance(app.screen, Dashboard) and app.screen is not bench.dashboard
        )
        resumed = app.screen
        assert isinstance(resumed, Dashboard)
        await bench.until(lambda: resumed.snapshot is not None and resumed.snapshot.epoch == 50)
        assert resumed.title == "npnn-tui · mine"
