"""A real Dask cluster on this machine: a scheduler and two workers, processes of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import numpy as np
import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.sweeps.coordinator import Coordinator
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.workers import LocalWorker

from .conftest import LONG, RunPoints, last_reports, points_of

pytest.importorskip("distributed", reason="the extra cluster is not installed")

from npnn_tui.engine.sweeps.cluster import Cluster

SCHEDULER = """
import asyncio, sys
from distributed import Scheduler
async def main():
    async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
        print(scheduler.address, flush=True)
        await scheduler.finished()
asyncio.run(main())
"""
WORKER = """
import asyncio, sys
from distributed import Worker
async def main():
    async with Worker(sys.argv[1], nthreads=1, dashboard=False) as worker:
        print(worker.address, flush=True)
        await worker.finished()
asyncio.run(main())
"""


def started(stack: ExitStack, program: str, *words: str) -> tuple["subprocess.Popen[str]", str]:
    """Start a part of the cluster and return its address."""
    process = stack.enter_context(
        subprocess.Popen(
            [sys.executable, "-c", program, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    )
    stack.callback(process.kill)
    assert process.stdout
    return process, process.stdout.readline().strip()


@pytest.fixture
def cluster() -> Iterator[tuple[str, list["subprocess.Popen[str]"]]]:
    with ExitStack() as stack:
        _, address = started(stack, SCHEDULER)
        yield address, [started(stack, WORKER, address)[0] for _ in range(2)]


def test_a_cluster_gives_what_this_process_gives_bit_for_bit(
    cluster: tuple[str, list["subprocess.Popen[str]"]], run_points: RunPoints
) -> None:
    points = points_of("l2=0,0.1", "hidden=4,8")
    ours = last_reports(run_points(points, LocalWorker()))
    theirs = last_reports(run_points(points, Cluster(cluster[0])))
    assert sorted(theirs) == sorted(ours) == [0, 1, 2, 3]
    for number, report in ours.items():
        other = theirs[number]
        assert (other.metrics, other.verdict) == (report.metrics, report.verdict)
        assert report.curves
        assert other.curves
        np.testing.assert_array_equal(other.curves.high, report.curves.high)


def test_a_killed_worker_of_the_cluster_loses_nothing(
    cluster: tuple[str, list["subprocess.Popen[str]"]],
) -> None:
    address, workers = cluster
    reports: list[Report] = []

    def publish(report: Report) -> None:
        reports.append(report)
        if report.state is State.RUNNING and workers[0].poll() is None:
            os.kill(workers[0].pid, signal.SIGKILL)

    Coordinator(points_of("l2=0:1:3", max_epochs=60_000), Cluster(address), publish).run()
    assert workers[0].wait(10) == -signal.SIGKILL
    last = last_reports(reports)
    assert [last[number].state for number in range(3)] == [State.FINISHED] * 3
    assert {report.steps for report in last.values()} == {60_000}


def test_a_cluster_stops_at_once(cluster: tuple[str, list["subprocess.Popen[str]"]]) -> None:
    reports: list[Report] = []

    def publish(report: Report) -> None:
        reports.append(report)
        coordinator.cancel()

    coordinator = Coordinator(points_of("l2=0:1:3", **LONG), Cluster(cluster[0]), publish)
    coordinator.run()
    assert {report.state for report in last_reports(reports).values()} == {State.CANCELLED}


def test_a_cluster_stops_one_point_and_goes_on_with_the_next(
    cluster: tuple[str, list["subprocess.Popen[str]"]],
) -> None:
    reports: list[Report] = []

    def publish(report: Report) -> None:
        reports.append(report)
        if report.state is State.RUNNING:
            coordinator.stop(report.number)

    points = points_of("max_epochs=1000000000,40", min_improvement=0.0)
    coordinator = Coordinator(points, Cluster(cluster[0]), publish)
    coordinator.run()
    last = last_reports(reports)
    assert [last[number].state for number in range(2)] == [State.CANCELLED, State.FINISHED]


@pytest.mark.parametrize("address", ["", "nonsense", "tcp://127.0.0.1:1", "x\x1b[2J"])
def test_an_address_where_nobody_is_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("npnn_tui.engine.sweeps.cluster.CONNECTION_SECONDS", 0.5)
    with pytest.raises(FieldError) as caught:
        Cluster(address)
    assert caught.value.field == "scheduler"
    assert "must be the address of a running Dask scheduler" in str(caught.value)
    assert "\x1b" not in str(caught.value)
