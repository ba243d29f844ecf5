"""What the tests of sweeps share: short sweeps, and a way to run them."""

from collections.abc import Callable, Iterable, Sequence

import pytest
from npnn_tui.engine.sweeps.axes import Axis
from npnn_tui.engine.sweeps.coordinator import Coordinator
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point, Sweep
from npnn_tui.engine.sweeps.workers import Workers

SHORT = {"max_epochs": 30, "log_every": 5, "min_improvement": 0.0}
LONG = {"max_epochs": 1_000_000_000, "min_improvement": 0.0}

RunPoints = Callable[[Iterable[Point], Workers], list[Report]]


def points_of(*axes: str, **shared: object) -> list[Point]:
    return Sweep({**SHORT, **shared}, tuple(map(Axis.parse, axes))).points()


def last_reports(reports: Sequence[Report]) -> dict[int, Report]:
    return {report.number: report for report in reports if report.state is not State.RUNNING}


@pytest.fixture
def run_points() -> RunPoints:
    def run(points: Iterable[Point], workers: Workers) -> list[Report]:
        reports: list[Report] = []
        Coordinator(points, workers, reports.append).run()
        return reports

    return run
