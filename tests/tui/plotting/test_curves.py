"""The frame that the curves of a run are drawn in."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Mark, Snapshot, Trainer
from npnn_tui.tui.charts.curves import LossChart
from npnn_tui.tui.view import View


class StillChart(LossChart):
    """A chart without an app, whose colours are therefore all the same."""

    def color(self, component: str) -> int:
        return 0


def snapshot_after(epochs: int, **values: object) -> Snapshot:
    """Return what a chart of curves looks at of a run."""
    experiment = Experiment.of(values)
    split = load(experiment.recipe)
    trainer = Trainer(experiment.config, split)
    trainer.advance(epochs)
    curves = trainer.history.curves()
    return cast(Snapshot, SimpleNamespace(epoch=epochs, split=split, curves=curves, marks=()))


def changed(snapshot: Snapshot, **values: object) -> Snapshot:
    return cast(Snapshot, SimpleNamespace(**{**vars(snapshot), **values}))


def drawn(snapshot: Snapshot, width: int = 60, height: int = 14, **view: object) -> list[str]:
    chart = StillChart("loss")
    chart.view = View(marker="ascii", **view)  # type: ignore[arg-type]
    chart.snapshot = snapshot
    return chart.draw(width, height).rows()


def first_column(rows: list[str]) -> str:
    """Return the column of the interior beside the axis."""
    axis = rows[2].index("|")
    return "".join(row[axis + 1] for row in rows[1:-3])


@pytest.mark.parametrize("log_every", [1, 10, 25])
def test_a_logarithmic_epoch_axis_begins_with_the_first_measurement(log_every: int) -> None:
    snapshot = snapshot_after(200, log_every=log_every)
    assert first_column(drawn(snapshot, log_epochs=True)).strip()


def test_the_first_epoch_measured_is_the_one_that_was() -> None:
    snapshot = snapshot_after(200, log_every=20)
    curves = snapshot.curves
    late = curves.epochs > 50
    cut = replace(curves, epochs=curves.epochs[late], low=curves.low[late], high=curves.high[late])
    assert first_column(drawn(changed(snapshot, curves=cut), log_epochs=True)).strip()
    assert not first_column(drawn(changed(snapshot, curves=cut))).strip()


def test_nothing_measured_yet_can_be_drawn_on_a_logarithmic_axis() -> None:
    rows = drawn(snapshot_after(0), log_epochs=True)
    assert rows[-2].split()[0] == "1"


def test_the_legend_is_above_the_curves() -> None:
    rows = drawn(snapshot_after(100))
    assert rows[0] == f"nats{'** training  .. test':>56}"
    assert "t" not in "".join(rows[1:-1])


def test_a_mark_says_what_was_changed() -> None:
    snapshot = changed(snapshot_after(100), marks=[Mark(90, "Learning rate 0.01 → 0.05")])
    assert "Learning rate 0.01 -> 0.05|" in "".join(drawn(snapshot))
