"""The dashboard over a link: fewer details and fewer frames, and words that say so."""

from itertools import count
from math import inf
from typing import TYPE_CHECKING, Any, cast

import pytest
from npnn_tui.engine import Command, Experiment, Look, Rest, Session
from npnn_tui.tui.begun import Publish
from npnn_tui.tui.frame_rate import FrameRate
from npnn_tui.tui.link.link import Link
from npnn_tui.tui.panels.summary import Summary
from npnn_tui.tui.view import View

if TYPE_CHECKING:
    from tests.tui.conftest import OpenDashboard


class Way:
    """An output over a link of known capacity, which is its own gate."""

    def __init__(self) -> None:
        self.capacity = inf
        self.is_clear = True

    @property
    def gate(self) -> "Way":
        return self

    @property
    def limit(self) -> float:
        return self.capacity

    def demand(self, limit: float) -> None: ...


class Overheard(Session):
    """A session whose commands are kept."""

    heard: list[Command]

    def __init__(self, experiment: Experiment, split: Any, publish: Publish) -> None:
        self.heard = []
        super().__init__(experiment, split, publish)

    def send(self, command: Command) -> None:
        self.heard.append(command)
        super().send(command)


@pytest.fixture
def way() -> Way:
    return Way()


@pytest.fixture
def link(way: Way) -> Link:
    link = Link()
    link.connect(cast("Any", way))
    return link


async def test_a_slow_link_is_drawn_flat_and_said_in_the_summary(
    open_dashboard: "OpenDashboard", way: Way, link: Link
) -> None:
    view = View(pace="100")
    async with open_dashboard(view=view, link=link, max_epochs=10**9, min_improvement=0) as bench:
        summary = bench.dashboard.query_one(Summary)
        await bench.press("space")
        assert not bench.dashboard.detail.discretised
        way.capacity = 11_520.0
        await bench.until(lambda: "slow link (12 kB/s): flat colours" in summary.render().plain)
        assert bench.dashboard.detail.discretised
        assert not bench.dashboard.view.discretised
        way.capacity = inf
        await bench.until(lambda: "link" not in summary.render().plain)
        assert not bench.dashboard.detail.discretised


async def test_a_slow_link_can_be_asked_for(open_dashboard: "OpenDashboard", link: Link) -> None:
    async with open_dashboard(view=View(link="slow"), link=link) as bench:
        assert bench.dashboard.detail.discretised
        bench.dashboard.set_view("link", "fast")
        assert not bench.dashboard.detail.discretised


async def test_no_frame_is_asked_for_while_one_is_on_its_way(
    open_dashboard: "OpenDashboard", way: Way, link: Link
) -> None:
    sessions: list[Overheard] = []

    def overheard(experiment: Experiment, split: Any, publish: Publish) -> Overheard:
        sessions.append(Overheard(experiment, split, publish))
        return sessions[0]

    def looks() -> int:
        return sum(isinstance(command, Look) for command in sessions[0].heard)

    async with open_dashboard(
        view=View(pace="100"), session_of=overheard, link=link, max_epochs=10**9, min_improvement=0
    ) as bench:
        await bench.press("space")
        await bench.until(lambda: looks() > 5)
        way.is_clear = False
        before, shown = looks(), bench.snapshot
        bench.dashboard._rate = FrameRate(clock=count().__next__)  # a frame is always due
        for _ in range(3):
            bench.dashboard._ask()
        assert looks() == before
        way.is_clear = True
        await bench.until(lambda: looks() > before + 1 and bench.snapshot is not shown)


async def test_a_key_makes_training_rest(open_dashboard: "OpenDashboard", link: Link) -> None:
    sessions: list[Overheard] = []

    def overheard(experiment: Experiment, split: Any, publish: Publish) -> Overheard:
        sessions.append(Overheard(experiment, split, publish))
        return sessions[0]

    async with open_dashboard(session_of=overheard, link=link):
        link.press()
        assert any(isinstance(command, Rest) for command in sessions[0].heard)
