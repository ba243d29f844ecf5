"""Pictures of the dashboard while it learns numbers, of runs that have stopped for good."""

import pytest
from npnn_tui.datasets import Split, load
from npnn_tui.engine import Answer, Experiment, Probe, Status
from npnn_tui.tui.app import NpnnApp
from npnn_tui.tui.dashboard import Dashboard
from npnn_tui.tui.view import View

from .conftest import SIZES
from .test_snapshots import Publish, SnapCompare, StillSession, all_drawn, pressing


class StillSurface(StillSession):
    """A still session whose answers are predictions."""

    def _answer(self, probe: Probe | None) -> Answer | None:
        if probe is None:
            return None
        return Answer(probe, self._trainer.network.predictions(probe.points))


def app_of(data: str, **view: object) -> NpnnApp:
    experiment = Experiment.of({"data": data, "dtype": "float64", "min_improvement": 0.0})

    def still(experiment: Experiment, split: Split, publish: Publish) -> StillSurface:
        return StillSurface(Status.RUNNING, 400, experiment, split, publish)

    split = load(experiment.recipe)
    shown = View(**{"marker": "blocks", **view})  # type: ignore[arg-type]
    return NpnnApp(Dashboard(experiment, split, shown, session_of=still))


@pytest.mark.parametrize("layout", SIZES)
def test_layouts(snap_compare: SnapCompare, layout: str) -> None:
    assert snap_compare(app_of("hills"), terminal_size=SIZES[layout], run_before=all_drawn)


@pytest.mark.parametrize("marker", ["braille", "ascii"])
def test_markers(snap_compare: SnapCompare, marker: str) -> None:
    app = app_of("ripple", marker=marker)
    assert snap_compare(app, terminal_size=SIZES["tabs"], run_before=all_drawn)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("truth", ["v"]),
        ("error", ["v", "v", "right", "up"]),
        ("coarse", ["d"]),
        ("light", ["t"]),
        ("contrast", ["t", "t"]),
        ("score", ["3"]),
    ],
)
def test_views(snap_compare: SnapCompare, name: str, keys: list[str]) -> None:
    app = app_of("hills")
    assert snap_compare(app, terminal_size=SIZES["tabs"], run_before=pressing(*keys))


def test_a_table(snap_compare: SnapCompare) -> None:
    app = app_of("diabetes")
    assert snap_compare(app, terminal_size=SIZES["columns"], run_before=all_drawn)
