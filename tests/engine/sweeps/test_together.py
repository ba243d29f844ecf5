"""Points that this process trains together: the same reports as one by one, only sooner."""

from collections.abc import Sequence
from threading import Thread
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine.sweeps import together
from npnn_tui.engine.sweeps.coordinator import Coordinator
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point
from npnn_tui.engine.sweeps.together import companions, train_together
from npnn_tui.engine.sweeps.training import train, trainer_of
from npnn_tui.engine.sweeps.workers import LocalWorker
from npnn_tui.engine.training.stackable import MOST, stackable
from npnn_tui.engine.training.trainer import Trainer

from .conftest import LONG, RunPoints, last_reports, points_of


def never(*_: object) -> bool:
    return False


def assert_alike(reports: Sequence[Report], points: Sequence[Point]) -> None:
    """Compare with what comes of each point by itself."""
    last = last_reports(reports)
    assert sorted(last) == [point.number for point in points]
    for point in points:
        found, expected = last[point.number], train(point, lambda _: None, never)
        for name in ("state", "epoch", "steps", "metrics", "verdict", "reason"):
            assert getattr(found, name) == getattr(expected, name)
        if expected.curves:
            assert found.curves
            np.testing.assert_array_equal(found.curves.epochs, expected.curves.epochs)
            np.testing.assert_array_equal(found.curves.low, expected.curves.low)


def numbers(points: Sequence[Point]) -> list[int]:
    return [point.number for point in companions(points)]


def test_each_point_of_a_mixed_sweep_has_the_report_it_has_by_itself(run_points: RunPoints) -> None:
    axes = ("hidden=4,none,8x4,600", "batch_size=full,50", "l2=0,0.1,0.2", "learning_rate=0.01,99")
    points = points_of(*axes)
    assert_alike(run_points(points, LocalWorker()), points)


def test_points_with_data_of_their_own_are_trained_together() -> None:
    points = points_of("data=moons,circles", "noise=0.1,0.3", "data_seed=0,1")
    assert companions(points) == points
    assert_alike(list(train_together(points, lambda _: None, never)), points)


def test_small_networks_are_trained_without_a_trainer_of_their_own(
    run_points: RunPoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = points_of("hidden=4,8", "l2=0.1,0.2,0.3")
    monkeypatch.delattr(Trainer, "advance")
    reports = last_reports(run_points(points, LocalWorker()))
    assert {report.state for report in reports.values()} == {State.FINISHED}


def test_companions_share_their_knobs_and_the_shape_of_their_data() -> None:
    points = points_of("hidden=4,8", "l2=0,0.1,0.2")
    assert numbers(points) == [0, 1, 2]
    assert numbers(points_of("l2=0.1,0.2", "hidden=4,8")) == [0, 2]
    assert numbers(points_of("samples=50,60,50")) == [0]
    assert numbers(points_of("seed=0:3:4")) == [0, 1, 2, 3]
    assert numbers(points_of("l2=1:2:99", hidden=(2,))) == list(range(MOST))


def test_a_stack_of_wider_networks_is_smaller_so_that_it_stays_in_the_cache() -> None:
    points = points_of("l2=1:2:99", samples=200, test_fraction=0.0, hidden=(28,))
    a_pass = 200 * (2 + 28 + 2) * 4
    assert numbers(points) == list(range(2**18 // a_pass))


def test_data_of_another_shape_are_loaded_no_further_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: list[int] = []

    def note(recipe: Any) -> Any:
        loaded.append(recipe.samples)
        return load(recipe)

    monkeypatch.setattr(together, "split_of", note)
    companions(points_of("samples=50,60,70,80"))
    assert loaded == [50, 60]


@pytest.mark.parametrize(
    "knobs",
    [
        {"batch_size": 50},
        {"dropout": 0.1},
        {"clip": 1.0},
        {"l1": 0.1},
        {"schedule": "step"},
        {"schedule": "plateau"},
        {"warmup": 5},
        {"time_limit": 1.0},
        {"optimizer": "lbfgs"},
        {"threads": 2},
        {"hidden": (512,)},
        {"samples": 5000},
        {"test_fraction": 0.9, "samples": 200},
    ],
    ids=str,
)
def test_what_a_stack_cannot_do_is_left_to_single_runs(knobs: dict[str, Any]) -> None:
    experiment = points_of(**knobs)[0].experiment
    assert stackable(experiment.config, load(experiment.recipe)) is None


def test_data_that_cannot_be_loaded_are_refused_in_their_place(run_points: RunPoints) -> None:
    points = points_of("data=moons,nowhere.csv", "l2=0.1,0.2")
    reports = run_points(points, LocalWorker())
    assert_alike(reports, points)
    states = [last_reports(reports)[number].state for number in range(4)]
    assert states == [State.FINISHED] * 2 + [State.REFUSED] * 2


def test_what_cannot_be_begun_is_refused_and_the_others_go_on() -> None:
    points = points_of("patience=5,off", "l2=0.1,0.2", test_fraction=0.0)
    reports = list(train_together(points, lambda _: None, never))
    states = [last_reports(reports)[number].state for number in range(4)]
    assert states == [State.REFUSED] * 2 + [State.FINISHED] * 2


def test_each_tells_how_far_it_has_come_and_one_can_be_ended_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    points = points_of("l2=0.1:0.4:4", **LONG)
    running: list[Report] = []
    trainers: list[Trainer] = []

    def noted(point: Point) -> Trainer:
        trainers.append(trainer_of(point))
        return trainers[-1]

    def is_cancelled(point: Point) -> bool:
        return bool(running) and (point.number == 2 or len(running) > 8)

    monkeypatch.setattr(together, "trainer_of", noted)
    last = list(train_together(points, running.append, is_cancelled))
    assert [report.number for report in running[:4]] == [0, 1, 2, 3]
    assert {report.number for report in running[4:]} == {0, 1, 3}
    assert 0 < running[0].epoch < running[4].epoch
    assert running[0].metrics
    assert [report.number for report in last] == [2, 0, 1, 3]
    assert {report.state for report in last} == {State.CANCELLED}
    assert last[0].epoch == trainers[2].epoch < trainers[3].epoch


def test_all_end_at_once_when_they_are_cancelled() -> None:
    points = points_of("l2=0.1:0.4:200", **LONG)
    reports: list[Report] = []

    def publish(report: Report) -> None:
        reports.append(report)
        coordinator.cancel()

    coordinator = Coordinator(points, LocalWorker(), publish)
    thread = Thread(target=coordinator.run, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    last = last_reports(reports)
    assert {report.state for report in last.values()} == {State.CANCELLED}
    assert MOST <= len(last) < 200


def test_a_bug_in_the_loading_of_data_fails_its_point(
    run_points: RunPoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(recipe: Any) -> Any:
        if recipe.data == "circles":
            raise ValueError("no such thing")
        return load(recipe)

    monkeypatch.setattr(together, "split_of", broken)
    reports = last_reports(run_points(points_of("data=circles,moons", "seed=0,1"), LocalWorker()))
    states = [reports[number].state for number in range(4)]
    assert states == [State.FAILED] * 2 + [State.FINISHED] * 2


def test_a_bug_ends_no_point_of_another_shape(
    run_points: RunPoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(point: Point) -> Trainer:
        if point.number == 1:
            raise ValueError("no such thing")
        return trainer_of(point)

    monkeypatch.setattr(together, "trainer_of", broken)
    points = points_of("hidden=4,8", "l2=1:2:4")
    reports = last_reports(run_points(points, LocalWorker()))
    assert sorted(reports) == [*range(8)]
    assert {reports[number].state for number in range(4, 8)} == {State.FINISHED}
    assert (reports[1].state, reports[1].reason) == (State.FAILED, "ValueError: no such thing")
