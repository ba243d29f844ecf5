"""The surface view: what is predicted, what is true, and data of both tasks in turns."""

from pathlib import Path

import numpy as np
import pytest
from npnn_tui.datasets import SURFACES
from npnn_tui.engine import Status, Trainer
from npnn_tui.tui.charts.boundary import BoundaryChart
from npnn_tui.tui.charts.chart import Chart
from npnn_tui.tui.charts.curves import AccuracyChart, LossChart
from npnn_tui.tui.panels.knob_field import KnobField
from npnn_tui.tui.panels.summary import figures_of
from textual.widgets import Tab

from .conftest import SIZES, Bench, OpenDashboard


def rows_of(chart: Chart) -> list[str]:
    return [chart.render_line(y).text for y in range(chart.content_size.height)]


def chart_of(bench: Bench) -> BoundaryChart:
    return bench.dashboard.query_one(BoundaryChart)


@pytest.fixture
def houses(tmp_path: Path) -> str:
    """Return a table of three features, one of them in very large units, and a price."""
    generator = np.random.default_rng(0)
    columns = generator.normal(size=(60, 3)) * (1, 1000, 1)
    prices = 2e5 + 4e4 * columns[:, 0] - 3e4 * columns[:, 2]
    rows = [f"{a},{b},{c},{price}" for (a, b, c), price in zip(columns, prices, strict=True)]
    path = tmp_path / "houses.csv"
    path.write_text("\n".join(["size,far,age,price", *rows]))
    return str(path)


async def test_the_readout_is_the_networks_prediction_beside_the_truth(
    open_dashboard: OpenDashboard,
) -> None:
    """Compare it with a network trained in the same way and with the formula of the surface."""
    async with open_dashboard(size=SIZES["wide"], data="hills", max_epochs=300) as bench:
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.status is Status.FINISHED)
        await bench.press(*["right"] * 9, *["up"] * 7)
        await bench.until(lambda: "height" in rows_of(chart_of(bench))[-1])
        words = rows_of(chart_of(bench))[-1].replace(",", " ").replace(":", " ").split()
        found = {name: float(words[words.index(name) + 1]) for name in words[::2]}
        trainer = Trainer(bench.snapshot.experiment.config, bench.snapshot.split)
        trainer.advance(300)
        place = np.array([[found["x"], found["y"]]])
        expected = float(trainer.network.predictions(place)[0, 0])
        assert found["height"] == pytest.approx(expected, abs=0.05)
        assert found["truth"] == pytest.approx(float(SURFACES["hills"].height(place)[0]), abs=0.05)
        assert found["error"] == pytest.approx(found["height"] - found["truth"], abs=0.02)


async def test_a_key_leads_from_the_prediction_to_the_truth_and_the_error(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(data="hills") as bench:
        chart = chart_of(bench)
        await bench.until(lambda: bench.snapshot.answer is not None)
        pictures = []
        for shown in ("prediction", "truth", "error", "prediction"):
            assert chart.border_title == f"Surface: {shown}"
            pictures.append(rows_of(chart))
            await bench.press("v")
            await bench.pilot.pause()
        assert pictures[0] == pictures[3]
        assert pictures[0] != pictures[1] != pictures[2] != pictures[0]
        ends = [row[0].split()[::2][0] for row in pictures[:3]]
        assert ends[0] == ends[1] != ends[2]


async def test_the_key_means_nothing_among_classes(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        await bench.press("v")
        await bench.pilot.pause()
        assert bench.dashboard.view.surface == "prediction"
        assert chart_of(bench).border_title == "Boundary"


async def test_a_table_knows_the_truth_at_its_observations_alone(
    open_dashboard: OpenDashboard, houses: str
) -> None:
    async with open_dashboard(data=houses, task="regression", max_epochs=500) as bench:
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.status is Status.FINISHED)
        chart = chart_of(bench)
        predicted = "".join(rows_of(chart)[3:-4])
        await bench.press("v")
        await bench.until(lambda: chart.border_title == "Surface: truth at the observations")
        true = "".join(rows_of(chart)[3:-4])
        assert "▀" in predicted
        assert "▀" not in true
        assert 0 < true.count("●") <= 48


async def test_figures_of_a_table_are_in_its_own_units(
    open_dashboard: OpenDashboard, houses: str
) -> None:
    async with open_dashboard(data=houses, task="regression", max_epochs=500) as bench:
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.status is Status.FINISHED)
        split, figures = bench.snapshot.split, dict(figures_of(bench.snapshot))
        trainer = Trainer(bench.snapshot.experiment.config, split)
        trainer.advance(500)
        predicted = trainer.network.predictions(split.test.inputs)[:, 0].astype(float)
        errors = split.raw_targets(predicted) - split.raw_targets(split.test.targets)
        expected = float(np.sqrt((errors**2).mean()))
        assert 100 < expected < 20_000
        shown = figures["test RMSE"]
        read = float(shown.removesuffix("k")) * (1000 if shown.endswith("k") else 1)
        assert read == pytest.approx(expected, rel=0.01)
        assert float(figures["test R²"]) > 0.9


async def switch(bench: Bench, knob: str, value: str) -> None:
    """Set a knob of the data, and wait until a network has been trained on them and drawn."""
    bench.dashboard.query_one(f"#field-{knob}", KnobField).offer(value)
    await bench.until(lambda: bench.snapshot.experiment.values[knob] == value)
    before = bench.snapshot.epoch
    await bench.until(lambda: bench.snapshot.answer is not None and bench.snapshot.epoch > before)


async def test_data_of_both_tasks_take_turns_while_training(
    open_dashboard: OpenDashboard, houses: str
) -> None:
    """At full pace, in a small window too, nothing of the data before is left."""
    numbers = ("diabetes", houses)
    names = ("diabetes", "moons", houses)
    async with open_dashboard(size=SIZES["tabs"], max_epochs=10**9, min_improvement=0.0) as bench:
        await bench.press("space")
        for name in names:
            await switch(bench, "data", name)
            if name == houses:
                await switch(bench, "task", "regression")
            assert bench.snapshot.status is Status.RUNNING
            assert (bench.snapshot.split.task == "regression") is (name in numbers)
            field, score = ("Surface", "R²") if name in numbers else ("Boundary", "Accuracy")
            assert str(chart_of(bench).border_title).partition(":")[0] == field
            labels = [str(tab.label) for tab in bench.dashboard.query(Tab)]
            assert labels == [field, "Loss", score, "Parameters"]
            classes = bench.dashboard.query_one("#field-classes", KnobField)
            assert classes.disabled is (name != "moons")


async def test_curves_are_called_after_the_task(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(data="ripple") as bench:
        accuracy, loss = (bench.dashboard.query_one(kind) for kind in (AccuracyChart, LossChart))
        await bench.until(lambda: accuracy.border_title == "R²")
        assert loss.border_title == "Loss"
        assert rows_of(loss)[0].startswith("half MSE")
