"""The boundary view: its predictions are the network's, wherever one asks."""

import pytest
from npnn_tui.engine import Status
from npnn_tui.tui.charts.boundary import BoundaryChart
from npnn_tui.tui.view import View

from .conftest import SIZES, OpenDashboard


def rows_of(chart: BoundaryChart) -> list[str]:
    return [chart.render_line(y).text for y in range(chart.content_size.height)]


async def test_cursor_reads_class_and_probability(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(data="blobs", classes=3, noise=0.05) as bench:
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.status is Status.FINISHED)
        chart = bench.dashboard.query_one(BoundaryChart)
        await bench.press("right")
        await bench.until(lambda: "%" in rows_of(chart)[-1])
        readout = rows_of(chart)[-1]
        shares = [float(word.rstrip("%,")) for word in readout.split() if "%" in word]
        assert sum(shares) == pytest.approx(100, abs=0.3)
        assert shares == sorted(shares, reverse=True)
        await bench.press("escape")
        assert "%" not in rows_of(chart)[-1]


async def test_cursor_follows_the_mouse(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        chart = bench.dashboard.query_one(BoundaryChart)
        await bench.until(lambda: bench.snapshot.answer is not None)
        await bench.pilot.hover(BoundaryChart, offset=(30, 8))
        await bench.until(lambda: "%" in rows_of(chart)[-1])
        await bench.pilot.hover("#summary")
        await bench.until(lambda: "%" not in rows_of(chart)[-1])


async def test_mistakes_are_marked_and_vanish_with_training(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(data="blobs", noise=0.05, view=View(pace="max")) as bench:
        chart = bench.dashboard.query_one(BoundaryChart)
        await bench.until(lambda: bench.snapshot.answer is not None)
        assert bench.snapshot.metrics.train_accuracy < 1
        await bench.until(lambda: any("✗" in row for row in rows_of(chart)[2:]))
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.metrics.train_accuracy == 1)
        await bench.until(lambda: not any("✗" in row for row in rows_of(chart)[2:]))


async def test_ascii_marker_draws_seven_bit_characters(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(view=View(marker="ascii")) as bench:
        await bench.until(lambda: bench.snapshot.answer is not None)
        await bench.pilot.pause()
        for chart in ("#boundary", "#loss", "#accuracy"):
            widget = bench.dashboard.query_one(chart)
            for y in range(widget.content_size.height):
                assert widget.render_line(y).text.isascii()


async def test_a_resize_asks_for_a_grid_of_the_new_size(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(size=SIZES["columns"]) as bench:
        await bench.until(lambda: bench.snapshot.answer is not None)
        assert bench.snapshot.answer
        before = len(bench.snapshot.answer.probabilities)
        await bench.pilot.resize_terminal(*SIZES["wide"])
        await bench.until(
            lambda: (
                bench.snapshot.answer is not None
                and len(bench.snapshot.answer.probabilities) > before
            )
        )
