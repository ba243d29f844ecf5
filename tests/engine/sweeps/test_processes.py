"""Workers that are processes: the same results, and nothing lost or left when one is killed."""

import os
import signal
import sys
from multiprocessing import active_children, util
from threading import Thread

import numpy as np
import pytest
from npnn_tui.engine.sweeps.coordinator import Coordinator
from npnn_tui.engine.sweeps.processes import Processes
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.workers import LocalWorker

from .conftest import LONG, RunPoints, last_reports, points_of


def test_processes_give_what_this_process_gives_bit_for_bit(run_points: RunPoints) -> None:
    points = points_of("l2=0,0.1", "hidden=4,8")
    ours = last_reports(run_points(points, LocalWorker()))
    theirs = last_reports(run_points(points, Processes(2)))
    assert len(ours) == len(theirs) == 4
    for number, report in ours.items():
        other = theirs[number]
        assert (report.state, report.metrics, report.verdict, report.steps) == (
            other.state,
            other.metrics,
            other.verdict,
            other.steps,
        )
        assert report.curves
        assert other.curves
        np.testing.assert_array_equal(report.curves.high, other.curves.high)
    assert active_children() == []


def test_a_killed_worker_costs_no_point() -> None:
    points = points_of("l2=0:1:6", max_epochs=20_000)
    reports: list[Report] = []
    killed: list[int] = []

    def publish(report: Report) -> None:
        reports.append(report)
        if not killed and report.state is State.RUNNING:
            victim = active_children()[0].pid
            assert victim
            killed.append(victim)
            os.kill(victim, signal.SIGKILL)

    Coordinator(points, Processes(2), publish).run()
    assert killed
    assert [report.state for report in last_reports(reports).values()] == [State.FINISHED] * 6
    assert all(r.steps == 20_000 for r in last_reports(reports).values())
    assert active_children() == []


def test_processes_end_at_once_when_cancelled() -> None:
    reports: list[Report] = []

    def publish(report: Report) -> None:
        reports.append(report)
        coordinator.cancel()

    coordinator = Coordinator(points_of("l2=0:1:4", **LONG), Processes(2), publish)
    thread = Thread(target=coordinator.run, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert {report.state for report in last_reports(reports).values()} == {State.CANCELLED}
    assert active_children() == []


def test_a_process_stops_one_point_and_goes_on_with_the_next() -> None:
    points = points_of("max_epochs=1000000000,40", min_improvement=0.0)
    reports: list[Report] = []

    def publish(report: Report) -> None:
        reports.append(report)
        if report.state is State.RUNNING:
            coordinator.stop(report.number)

    coordinator = Coordinator(points, Processes(1), publish)
    coordinator.run()
    states = [report.state for report in last_reports(reports).values()]
    assert states == [State.CANCELLED, State.FINISHED]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the channel is a file")
def test_processes_need_no_folder_that_a_kill_would_leave(
    run_points: RunPoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(util, "get_temp_dir", lambda: asked.append(True))
    run_points(points_of("l2=0,0.1"), Processes(2))
    assert not asked
