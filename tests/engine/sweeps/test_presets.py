"""The original's five tuning pictures as sweeps, with what its author saw in them.

The same findings are asserted of the trainer itself, on more seeds, in test_tuning_pictures.
"""

from collections.abc import Mapping
from statistics import median

import pytest
from npnn_tui.engine.sweeps.axes import Axis
from npnn_tui.engine.sweeps.presets import PRESETS
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Sweep
from npnn_tui.engine.sweeps.verdict import Word
from npnn_tui.engine.sweeps.workers import LocalWorker

from .conftest import RunPoints, last_reports

SEEDS = 5

Cells = Mapping[str, list[Report]]


@pytest.fixture
def swept(run_points: RunPoints, request: pytest.FixtureRequest) -> Cells:
    """The reports of the preset that the test is called after, by the value that varies."""
    preset = PRESETS[request.param]
    axes = tuple(map(Axis.parse, preset.axes))
    points = Sweep(preset.shared, axes, SEEDS).points()
    reports = last_reports(run_points(points, LocalWorker()))
    assert {report.state for report in reports.values()} == {State.FINISHED}
    cells: dict[str, list[Report]] = {}
    for point in points:
        assert point.experiment.config.max_epochs == reports[point.number].epoch == 150
        value = axes[0].knob.kind.format(point.settings[axes[0].knob.name])
        cells.setdefault(value, []).append(reports[point.number])
    return cells


def losses(cells: Cells, value: str) -> list[float]:
    return [report.metrics.train_loss for report in cells[value] if report.metrics]


def words(cells: Cells, value: str) -> set[Word]:
    return {report.verdict.word for report in cells[value] if report.verdict}


def test_there_is_one_for_each_picture() -> None:
    assert list(PRESETS) == ["observations", "noise", "regularisation", "learning-rate", "nodes"]


@pytest.mark.parametrize("swept", ["observations"], indirect=True)
def test_a_thousand_observations_make_steps_too_long(swept: Cells) -> None:
    assert list(swept) == ["10", "100", "1000"]
    assert words(swept, "100") == {Word.CONVERGED}
    assert words(swept, "1000") == {Word.OSCILLATES}
    assert min(losses(swept, "1000")) > max(losses(swept, "100"))


@pytest.mark.parametrize("swept", ["noise"], indirect=True)
def test_the_more_noise_the_higher_the_loss(swept: Cells) -> None:
    medians = [median(losses(swept, value)) for value in swept]
    assert len(medians) == 5
    assert medians == sorted(medians)
    assert medians[-1] > 10 * medians[0]


@pytest.mark.parametrize("swept", ["regularisation"], indirect=True)
def test_the_larger_lambda_the_higher_the_loss(swept: Cells) -> None:
    medians = [median(losses(swept, value)) for value in swept]
    assert list(swept) == ["0", "0.01", "0.1", "0.2", "0.3"]
    assert medians[1:] == sorted(medians[1:])


@pytest.mark.parametrize("swept", ["learning-rate"], indirect=True)
def test_a_small_step_is_slow_and_a_long_one_jumps(swept: Cells) -> None:
    slow, good, wild = (median(losses(swept, value)) for value in ("0.001", "0.01", "0.05"))
    assert slow > 2 * good
    assert wild > good
    assert words(swept, "0.05") == {Word.OSCILLATES}
    assert Word.OSCILLATES not in words(swept, "0.01") | words(swept, "0.001")


@pytest.mark.parametrize("swept", ["nodes"], indirect=True)
def test_few_nodes_cost_much_and_many_gain_little(swept: Cells) -> None:
    four, sixteen, many, most = (median(losses(swept, n)) for n in ("4", "16", "32", "128"))
    assert four > 1.5 * sixteen
    assert most < 1.2 * many
