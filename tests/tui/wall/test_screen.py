"""The wall under a person's hands."""

import asyncio
from collections.abc import Callable

import pytest
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.tui.dashboard import Dashboard
from npnn_tui.tui.panels.prompt_line import PromptLine
from npnn_tui.tui.wall.form import SweepForm
from npnn_tui.tui.wall.help import WallHelp
from npnn_tui.tui.wall.screen import VIEWS, WallScreen
from npnn_tui.tui.wall.status import Status
from npnn_tui.tui.wall.view import WallView
from textual.pilot import Pilot
from textual.widgets import Input, Label

from ..conftest import OpenDashboard
from .conftest import OpenWall, points_of

Screens = tuple[Pilot[str], WallScreen]


async def until(pilot: Pilot[str], condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await pilot.pause(0.01)


def is_done(wall: WallScreen) -> bool:
    return "done" in told(wall)


def told(wall: WallScreen) -> str:
    lines = wall.query_one(Status).lines
    return "\n".join(line.plain for line in lines or ())


def picture(wall: WallScreen, name: str) -> str:
    return "\n".join(wall.query_one(f"#{name}", WallView)._cells.rows())


def reports_of(wall: WallScreen) -> list[Report]:
    return [report for cell in wall.showing.cells for report in cell.reports.values()]


async def test_tiles_fill_and_tell_their_verdicts(open_wall: OpenWall) -> None:
    points = points_of("learning_rate=0.001,0.01,0.05", max_epochs=150, noise=0.2)
    async with open_wall(points) as (pilot, wall):
        await until(pilot, lambda: is_done(wall))
        tiles = picture(wall, "wall")
        for words in ("Learning rate 0.001", "Learning rate 0.05", "oscillates", "test 0."):
            assert words in tiles
        assert "3 of 3 trained" in told(wall)
        assert "Learning rate 0.001 · " in told(wall)


@pytest.mark.parametrize(
    ("key", "name", "words"),
    [
        ("2", "curves", "epochs"),
        ("3", "slice", "L2 (lambda)"),
        ("4", "parallel", "Test loss"),
        ("5", "seeds", "50 % disagree"),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_each_view_is_drawn(
    open_wall: OpenWall, key: str, name: str, words: str, size: tuple[int, int]
) -> None:
    points = points_of("l2=0,0.1", "hidden=4,8", seeds=2)
    async with open_wall(points, size) as (pilot, wall):
        await until(pilot, lambda: is_done(wall))
        await pilot.press(key)
        await until(pilot, lambda: words in picture(wall, name))
        assert [each for each in VIEWS if wall.query_one(f"#{each}").display] == [name]


async def test_sorted_filtered_and_selected(open_wall: OpenWall) -> None:
    async with open_wall(points_of("l2=0,5", "samples=40,80")) as (pilot, wall):
        await until(pilot, lambda: is_done(wall))
        await pilot.press("end")
        assert "L2 (lambda) 5 · Samples 80" in told(wall)
        await pilot.press("left")
        assert "L2 (lambda) 5 · Samples 40" in told(wall)
        await pilot.press("o")
        losses = [report.metrics.test_loss for report in reports_of(wall) if report.metrics]
        assert len(losses) == 4
        assert losses == sorted(losses)
        assert told(wall).count("sorted by loss") == 1
        await pilot.press("f", *"l2=0", "enter")
        await pilot.pause()
        assert [cell.written["l2"] for cell in wall.showing.cells] == ["0", "0"]
        assert not wall.query_one(PromptLine).display
        assert "filter l2=0: 2 cells" in told(wall)


async def test_a_filter_that_makes_no_sense_is_refused_beside_it(open_wall: OpenWall) -> None:
    async with open_wall(points_of("l2=0,0.1")) as (pilot, wall):
        await pilot.press("f", *"l3=0", "enter")
        await pilot.pause()
        line = wall.query_one(PromptLine)
        assert "filter must name one of l2" in str(line.query_one(".error", Label).content)
        await pilot.press("escape")
        assert not line.display
        assert len(wall.showing.cells) == 2


async def test_a_filter_that_keeps_nothing_says_so(open_wall: OpenWall) -> None:
    async with open_wall(points_of("l2=0,0.1")) as (pilot, wall):
        await until(pilot, lambda: is_done(wall))
        await pilot.press("f", *"diverged", "enter")
        await pilot.pause()
        assert "no cell is like that" in picture(wall, "wall")
        await pilot.press("right", "enter", "x", "e", "2", "3", "4", "5")
        assert wall.is_current


async def test_a_cell_is_killed_and_another_extended(open_wall: OpenWall) -> None:
    points = points_of("max_epochs=20,1000000000")
    async with open_wall(points) as (pilot, wall):
        board = wall.showing.board
        await until(pilot, lambda: board.cells[1].state is State.RUNNING)
        await pilot.press("right", "x")
        await until(pilot, lambda: board.cells[1].state is State.CANCELLED)
        await pilot.press("left", "e")
        await until(pilot, lambda: board.cells[0].epoch == 40)
        assert board.over == 1


async def test_space_stops_and_goes_on(open_wall: OpenWall) -> None:
    points = points_of("l2=0,0.1", max_epochs=1_000_000_000)
    async with open_wall(points) as (pilot, wall):
        await until(pilot, lambda: State.RUNNING in {c.state for c in wall.showing.cells})
        await pilot.press("space")
        await until(pilot, lambda: "stopped" in told(wall) and "2 cancelled" in told(wall))
        await pilot.press("space")
        await until(pilot, lambda: "training" in told(wall))


async def test_enter_opens_a_cell_as_a_run_and_w_leads_back(open_wall: OpenWall) -> None:
    async with open_wall(points_of("hidden=4,8")) as (pilot, wall):
        await until(pilot, lambda: is_done(wall))
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Dashboard))
        dashboard = pilot.app.screen
        assert isinstance(dashboard, Dashboard)
        await until(pilot, lambda: bool(dashboard.snapshot and dashboard.snapshot.epoch == 30))
        assert dashboard.snapshot
        assert dashboard.snapshot.experiment == wall.showing.board.points[1].experiment
        await pilot.press("w")
        await until(pilot, lambda: wall.is_current)


async def test_the_help_and_too_small_a_window(open_wall: OpenWall) -> None:
    async with open_wall(points_of("l2=0,0.1"), (50, 12)) as (pilot, wall):
        assert "60 x 18" in str(wall.query_one("#too-small-message", Label).content)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: is_done(wall) and "L2" in picture(wall, "wall"))
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, WallHelp)


async def test_from_the_dashboard_to_a_wall_and_back(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(max_epochs=30, min_improvement=0.0, noise=0.3) as bench:
        await bench.press("w")
        form = bench.dashboard.app.screen
        assert isinstance(form, SweepForm)
        await bench.press(*"l2=x", "enter")
        assert "l2 must be between" in str(form.query_one("#vary-error", Label).content)
        form.query_one("#vary", Input).value = "l2=0,0.1"
        await bench.press("enter")
        await bench.until(lambda: isinstance(bench.dashboard.app.screen, WallScreen))
        wall = bench.dashboard.app.screen
        assert isinstance(wall, WallScreen)
        assert {p.experiment.recipe.noise for p in wall.showing.board.points} == {0.3}
        await bench.until(lambda: is_done(wall))
        await bench.press("escape")
        await bench.until(lambda: bench.dashboard.is_current)


async def test_eight_seeds_show_their_band_first(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(max_epochs=30, min_improvement=0.0) as bench:
        await bench.press("e", "enter")
        await bench.until(lambda: isinstance(bench.dashboard.app.screen, WallScreen))
        wall = bench.dashboard.app.screen
        assert isinstance(wall, WallScreen)
        await bench.until(lambda: is_done(wall))
        assert "8 of 8 seeds trained" in str(wall.query_one("#seeds").border_title)
        assert "50 % disagree" in picture(wall, "seeds")


async def test_a_second_enter_does_not_close_what_lies_below(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(max_epochs=30, min_improvement=0.0) as bench:
        await bench.press("e")
        form = bench.dashboard.app.screen
        assert isinstance(form, SweepForm)
        form.on_button_pressed()
        form.on_button_pressed()
        await bench.until(lambda: isinstance(bench.dashboard.app.screen, WallScreen))
        assert bench.dashboard in bench.dashboard.app.screen_stack
        await bench.press("escape")
        await bench.until(lambda: bench.dashboard.is_current)


async def test_a_cell_that_cannot_be_trained_is_not_opened_but_says_why(
    open_wall: OpenWall,
) -> None:
    async with open_wall(points_of("batch_size=16,500")) as (pilot, wall):
        await until(pilot, lambda: is_done(wall))
        assert "1 of 2 trained · 1 refused" in told(wall)
        await pilot.press("right", "enter")
        assert wall.is_current
        assert "batch_size must be between 1 and 200" in told(wall)
