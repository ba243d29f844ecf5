"""The command palette, when what follows a search comes after it has closed."""

from typing import TYPE_CHECKING

import pytest
from npnn_tui.tui.screens.palette import Palette

if TYPE_CHECKING:
    from .conftest import OpenDashboard


async def test_two_ways_out_at_once(open_dashboard: "OpenDashboard") -> None:
    async with open_dashboard() as bench:
        await bench.press("ctrl+p")
        palette = bench.pilot.app.screen
        assert isinstance(palette, Palette)
        palette.dismiss()
        palette.dismiss()
        await bench.until(lambda: bench.dashboard.is_current)


@pytest.mark.parametrize("name", ["_list_visible", "_show_busy"])
async def test_a_search_that_ends_after_the_list_has_gone(
    open_dashboard: "OpenDashboard", name: str
) -> None:
    async with open_dashboard() as bench:
        await bench.press("ctrl+p")
        palette = bench.pilot.app.screen
        await palette.query("*").remove()
        setattr(palette, name, not getattr(palette, name))
        await bench.pilot.pause()
        palette.dismiss()
        await bench.until(lambda: bench.dashboard.is_current)
