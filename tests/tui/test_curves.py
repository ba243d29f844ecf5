"""When the curves follow a run."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from npnn_tui.engine import Mark, Status
from npnn_tui.tui.charts.curves import AccuracyChart, CurvesChart, LossChart

if TYPE_CHECKING:
    from .conftest import OpenDashboard


async def test_the_curves_take_turns_while_a_run_goes_on_and_miss_nothing_else(
    open_dashboard: "OpenDashboard", monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_dashboard() as bench:
        drawn: list[str] = []
        monkeypatch.setattr(CurvesChart, "redraw", lambda chart: drawn.append(chart.quantity))
        charts = bench.dashboard.query_one(LossChart), bench.dashboard.query_one(AccuracyChart)
        running = replace(bench.snapshot, status=Status.RUNNING)

        def show(**changes: object) -> list[str]:
            drawn.clear()
            for chart in charts:
                chart.snapshot = replace(running, **changes)  # type: ignore[arg-type]
            return sorted(drawn)

        assert show() == ["loss", "score"]  # it was not running before
        turns = [show(epoch=epoch) for epoch in range(4)]
        assert turns[0] == turns[2]
        assert turns[1] == turns[3]
        assert sorted(turns[0] + turns[1]) == ["loss", "score"]
        assert show(epoch=4, marks=(Mark(4, "Learning rate"),)) == ["loss", "score"]
        assert show(epoch=5, run=running.run + 1) == ["loss", "score"]
        assert show(epoch=6, status=Status.FINISHED) == ["loss", "score"]
        assert show(epoch=6, status=Status.FINISHED) == ["loss", "score"]
