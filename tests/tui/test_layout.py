"""What a window of each size shows."""

import pytest
from npnn_tui.tui.layout import layout_of
from textual.widgets import Label

from .conftest import SIZES, OpenDashboard

EVERYTHING = {"boundary", "loss", "accuracy", "parameters", "summary", "transport"}


@pytest.mark.parametrize(
    ("size", "layout"),
    [
        ((59, 40), "too-small"),
        ((80, 17), "too-small"),
        ((60, 18), "tabs"),
        ((80, 24), "tabs"),
        ((119, 60), "tabs"),
        ((120, 31), "tabs"),
        ((120, 32), "columns"),
        ((120, 40), "columns"),
        ((160, 44), "wide"),
        ((200, 60), "wide"),
    ],
)
def test_layout_of_a_size(size: tuple[int, int], layout: str) -> None:
    assert layout_of(*size) == layout


@pytest.mark.parametrize("layout", ["columns", "wide"])
async def test_large_windows_show_everything_within_their_edges(
    open_dashboard: OpenDashboard, layout: str
) -> None:
    async with open_dashboard(size=SIZES[layout]) as bench:
        screen = bench.dashboard.region
        regions = {name: bench.dashboard.query_one(f"#{name}").region for name in EVERYTHING}
        assert all(region.area and screen.contains_region(region) for region in regions.values())


async def test_a_window_that_is_too_small_says_so_and_recovers(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(size=(50, 15)) as bench:
        message = bench.dashboard.query_one("#too-small-message", Label)
        assert message.region.area
        assert "60 x 18" in str(message.content)
        assert "50 x 15" in str(message.content)
        await bench.pilot.resize_terminal(80, 24)
        await bench.until(lambda: bench.dashboard.query_one("#boundary").region.area > 0)
        assert not message.region.area


async def test_training_goes_on_while_the_window_is_too_small(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(
        size=(50, 15), max_epochs=1_000_000_000, min_improvement=0.0
    ) as bench:
        await bench.press("f5")
        await bench.until(lambda: bench.snapshot.epoch > 100)
