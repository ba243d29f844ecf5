"""The boundary view: its predictions are the network's, wherever one asks."""

from pathlib import Path

import numpy as np
import pytest
from npnn_tui.engine import Status, Trainer
from npnn_tui.tui.charts.boundary import BoundaryChart
from npnn_tui.tui.panels.knob_field import KnobField
from npnn_tui.tui.view import View

from .conftest import SIZES, OpenDashboard


def rows_of(chart: BoundaryChart) -> list[str]:
    return [chart.render_line(y).text for y in range(chart.content_size.height)]


async def test_cursor_reads_the_networks_own_probabilities(
    open_dashboard: OpenDashboard,
) -> None:
    """Compare the readout with a network trained in the same way, asked at the place it names."""
    async with open_dashboard(
        size=SIZES["wide"], data="blobs", classes=3, noise=0.4, max_epochs=200
    ) as bench:
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.status is Status.FINISHED)
        await bench.press(*["right"] * 9, *["up"] * 7)
        chart = bench.dashboard.query_one(BoundaryChart)
        await bench.until(lambda: "%" in rows_of(chart)[-1])
        words = rows_of(chart)[-1].replace(",", " ").replace(":", " ").replace("%", " ").split()
        x, y = float(words[words.index("x") + 1]), float(words[words.index("y") + 1])
        shares = {words[i]: float(words[i + 1]) / 100 for i in range(4, 10, 2)}
        trainer = Trainer(bench.snapshot.experiment.config, bench.snapshot.split)
        trainer.advance(200)
        expected = trainer.network.probabilities(np.array([[x, y]]))[0]
        assert [shares[str(k)] for k in range(3)] == pytest.approx(expected, abs=0.02)
        assert list(shares.values()) == sorted(shares.values(), reverse=True)
        await bench.press("escape")
        assert "%" not in rows_of(chart)[-1]


async def test_cursor_goes_when_its_place_goes(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(size=SIZES["wide"]) as bench:
        chart = bench.dashboard.query_one(BoundaryChart)
        await bench.until(lambda: bench.snapshot.answer is not None)
        await bench.press(*["right"] * 20)
        await bench.until(lambda: "%" in rows_of(chart)[-1])
        await bench.pilot.resize_terminal(*SIZES["columns"])
        await bench.until(lambda: chart.content_size.width < 60)
        await bench.pilot.pause()
        assert "nan" not in rows_of(chart)[-1]


async def test_a_plane_that_new_data_lack_gives_way(
    open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b,c,kind\n" + "".join(f"{i},{i % 5},{i % 3},{i % 2}\n" for i in range(40)))
    async with open_dashboard(data=str(path), view=View(plane="a,c")) as bench:
        bench.dashboard.query_one("#field-data", KnobField).offer("moons")
        await bench.until(lambda: bench.snapshot.experiment.recipe.data == "moons")
        assert bench.dashboard.view.plane == "auto"


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
        assert bench.snapshot.metrics.train_score < 1
        await bench.until(lambda: any("✗" in row for row in rows_of(chart)[2:]))
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.metrics.train_score == 1)
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
        before = len(bench.snapshot.answer.values)
        await bench.pilot.resize_terminal(*SIZES["wide"])
        await bench.until(
            lambda: bench.snapshot.answer is not None and len(bench.snapshot.answer.values) > before
        )
