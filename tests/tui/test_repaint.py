"""A frame repaints what it changes, and nothing else."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from npnn_tui.tui.charts.chart import Chart
from npnn_tui.tui.dashboard import Dashboard
from npnn_tui.tui.panels.parameters import ParameterPanel

if TYPE_CHECKING:
    from .conftest import OpenDashboard


@pytest.mark.parametrize("data", ["moons", "ripple"])
async def test_a_frame_with_the_same_picture_repaints_no_screen_panel_or_chart(
    open_dashboard: "OpenDashboard", data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_dashboard(data=data) as bench:
        await bench.until(lambda: bench.dashboard.snapshot is not None)
        await bench.until(lambda: bench.snapshot.answer is not None)
        await bench.pilot.pause()
        repainted: list[str] = []

        def note(widget: Any, *regions: Any, **how: Any) -> Any:
            repainted.append(type(widget).__name__)
            return widget

        for kind in (Dashboard, ParameterPanel, Chart):
            monkeypatch.setattr(kind, "refresh", note)
        bench.dashboard.snapshot = replace(bench.snapshot)
        await bench.pilot.pause()
        monkeypatch.undo()
        assert repainted == []
