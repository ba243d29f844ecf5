"""What a session says of a run that fails, and how the run goes on with the cure."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from npnn_tui.engine import Apply, Pause, Play, Reset, Snapshot, Status, Step
from npnn_tui.engine.training import checkup

if TYPE_CHECKING:
    from .conftest import Desk, OpenDesk

UNSTABLE: list[dict[str, Any]] = [
    {"samples": 1000, "noise": 0.1},
    {"learning_rate": 0.05},
    {"activation": "sigmoid", "samples": 2000, "noise": 0.1},
]
"""The original's three cases that extreme values broke."""


def diagnosed(snapshot: Snapshot) -> bool:
    return snapshot.diagnosis is not None


def examined_when_paused(desk: "Desk", epochs: int) -> Snapshot:
    desk.tell(Step(epochs))
    paused: Snapshot = desk.hear(Play(), Pause())[-1]
    return paused


@pytest.mark.parametrize("knobs", UNSTABLE, ids=str)
def test_the_originals_unstable_cases_are_explained_and_cured(
    open_desk: "OpenDesk", knobs: dict[str, Any]
) -> None:
    desk = open_desk(**knobs)
    ill = examined_when_paused(desk, 50)
    assert ill.diagnosis
    assert ill.diagnosis.title.lower() == "step too long"
    cured = desk.experiment.changed(ill.diagnosis.cure)
    assert cured.config.reduction == "mean"
    fresh = desk.tell(Apply(cured, anew=ill.diagnosis.restart))
    assert (fresh.status, fresh.epoch, fresh.diagnosis) == (Status.READY, 0, None)
    assert desk.tell(Step(5000)).metrics.train_score >= 0.95


def test_a_sound_run_has_no_diagnosis(open_desk: "OpenDesk") -> None:
    assert (
        examined_when_paused(open_desk(reduction="mean", learning_rate=0.3), 500).diagnosis is None
    )


def test_a_diverged_run_is_diagnosed_and_goes_on_undiagnosed(open_desk: "OpenDesk") -> None:
    desk = open_desk(learning_rate=100.0)
    end = desk.finish()
    assert end.status is Status.DIVERGED
    assert end.diagnosis
    assert f"epoch {end.epoch}" in end.diagnosis.explanation
    calm = desk.tell(Apply(desk.experiment.changed({"learning_rate": 0.001})))
    assert (calm.status, calm.diagnosis) == (Status.PAUSED, None)


def test_an_ended_run_keeps_its_diagnosis_when_only_the_log_changes(open_desk: "OpenDesk") -> None:
    desk = open_desk(learning_rate=100.0)
    end = desk.finish()
    assert end.diagnosis
    logged = desk.tell(Apply(desk.experiment.changed({"log_every": 7})))
    assert (logged.status, logged.diagnosis) == (Status.DIVERGED, end.diagnosis)


def test_a_reset_forgets_the_diagnosis(open_desk: "OpenDesk") -> None:
    desk = open_desk(learning_rate=100.0)
    assert desk.finish().diagnosis
    assert desk.tell(Reset()).diagnosis is None


def test_an_ill_run_is_examined_every_second_a_sound_one_as_its_time_doubles() -> None:
    class Patient:
        ill = True

        def diagnose(self) -> Any:
            return "ill" if self.ill else None

    patient: Any = Patient()
    found = checkup.Checkup()
    assert [found.is_due(seconds) for seconds in (0.9, 1.0)] == [False, True]
    found.examine(patient, 4.0)
    assert found.diagnosis
    assert [found.is_due(seconds) for seconds in (4.9, 5.0)] == [False, True]
    patient.ill = False
    found.examine(patient, 5.0)
    assert found.diagnosis is None
    assert [found.is_due(seconds) for seconds in (9.9, 10.0)] == [False, True]


def test_a_running_training_is_examined(
    open_desk: "OpenDesk", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "FIRST_EXAMINATION", 0.01)
    desk = open_desk(learning_rate=0.05)
    desk.tell(Play())
    wanted: Callable[[Snapshot], bool] = diagnosed
    assert desk.watch(wanted).status is Status.RUNNING
