"""Every key of the dashboard does what the help says."""

import pytest
from npnn_tui.engine import Status
from npnn_tui.tui.charts.boundary import BoundaryChart
from npnn_tui.tui.keys import KEYS
from npnn_tui.tui.panels.view_tabs import VIEWS
from npnn_tui.tui.screens.help import HelpScreen
from npnn_tui.tui.view import View
from textual.widgets import Static

from .conftest import SIZES, OpenDashboard


@pytest.mark.parametrize("key", ["space", "f5"])
async def test_start_and_pause(open_dashboard: OpenDashboard, key: str) -> None:
    view = View(pace="100")
    async with open_dashboard(view=view, max_epochs=1_000_000_000, min_improvement=0.0) as bench:
        await bench.press(key)
        await bench.until(lambda: bench.snapshot.status is Status.RUNNING)
        await bench.press(key)
        await bench.until(lambda: bench.snapshot.status is Status.PAUSED)
        epoch = bench.snapshot.epoch
        await bench.press(key)
        await bench.until(lambda: bench.snapshot.epoch > epoch)


async def test_step_trains_one_epoch(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        await bench.press("s")
        await bench.until(lambda: bench.snapshot.epoch == 1)
        await bench.press("s")
        await bench.until(lambda: bench.snapshot.epoch == 2)
        assert bench.snapshot.status is Status.PAUSED


async def test_reset_brings_back_the_same_weights(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        first = bench.snapshot.metrics
        await bench.press("s")
        await bench.until(lambda: bench.snapshot.epoch == 1)
        assert bench.snapshot.metrics != first
        await bench.press("r")
        await bench.until(lambda: bench.snapshot.epoch == 0)
        assert bench.snapshot.metrics == first
        assert bench.snapshot.status is Status.READY


async def test_new_weights_take_the_next_seed(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(seed=7) as bench:
        first = bench.snapshot.metrics
        await bench.press("n")
        await bench.until(lambda: bench.snapshot.experiment.config.seed == 8)
        assert bench.snapshot.metrics != first
        assert bench.dashboard.notice == "Seed 8"


async def test_pace_goes_up_and_down_and_stays_within_its_ends(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(view=View(pace="100")) as bench:
        await bench.press("plus")
        assert bench.dashboard.view.pace == "1000"
        await bench.press("plus", "plus")
        assert bench.dashboard.view.pace == "max"
        await bench.press(*["minus"] * 6)
        assert bench.dashboard.view.pace == "1"


async def test_switches_of_the_view(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        for key, name in (("l", "log_loss"), ("x", "log_epochs"), ("d", "discretised")):
            before = getattr(bench.dashboard.view, name)
            await bench.press(key)
            assert getattr(bench.dashboard.view, name) is not before
            await bench.press(key)
            assert getattr(bench.dashboard.view, name) is before


async def test_smoothing_grows_and_then_ends(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        seen = []
        for _ in range(4):
            await bench.press("m")
            seen.append(bench.dashboard.view.smoothing)
        assert seen == [0.5, 0.9, 0.98, 0.0]


async def test_marker_goes_round(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        seen = []
        for _ in range(3):
            await bench.press("b")
            seen.append(bench.dashboard.view.marker)
        assert seen == ["braille", "ascii", "auto"]


async def test_views_of_a_small_window(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(size=SIZES["tabs"]) as bench:
        for key, name in (("3", "accuracy"), ("4", "parameters"), ("1", "boundary"), ("2", "loss")):
            await bench.press("escape", key)
            await bench.pilot.pause()
            shown = [view for view in VIEWS if bench.dashboard.query_one(f"#{view}").region.area]
            assert shown == [name]


async def test_parameters_and_back(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        boundary = bench.dashboard.query_one(BoundaryChart)
        assert bench.dashboard.focused is boundary
        await bench.press("p")
        panel = bench.dashboard.query_one("#parameters")
        assert bench.dashboard.focused is not None
        assert panel in bench.dashboard.focused.ancestors
        await bench.press("escape")
        assert bench.dashboard.focused is boundary


async def test_help_opens_and_closes(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        for key in ("question_mark", "f1"):
            await bench.press(key)
            assert type(bench.dashboard.app.screen) is HelpScreen
            await bench.press("escape")
            assert bench.dashboard.is_current


async def test_theme_goes_round(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        app = bench.dashboard.app
        seen = [app.theme]
        for _ in range(3):
            await bench.press("t")
            seen.append(app.theme)
        assert seen == ["npnn-dark", "npnn-light", "npnn-high-contrast", "npnn-dark"]


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_quit(open_dashboard: OpenDashboard, key: str) -> None:
    async with open_dashboard(max_epochs=1_000_000_000) as bench:
        await bench.press("space", key)
        await bench.until(lambda: not bench.dashboard.app.is_running)


async def test_ctrl_c_quits_from_a_line_of_text(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        bench.dashboard.query_one("#field-noise Input").focus()
        await bench.press("q")
        assert bench.dashboard.app.is_running
        await bench.press("ctrl+c")
        await bench.until(lambda: not bench.dashboard.app.is_running)


def test_no_key_is_given_twice() -> None:
    keys = [name for key in KEYS for name in key.keys.split(",")]
    assert len(keys) == len(set(keys))


async def test_help_names_every_key(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(size=SIZES["wide"]) as bench:
        await bench.press("question_mark")
        told = str(bench.dashboard.app.screen.query_one("#help-text", Static).content)
        assert all(key.words in told and key.spelled in told for key in KEYS)
