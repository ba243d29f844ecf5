"""The banner with the diagnosis: when it is there, and what its keys do."""

from dataclasses import replace
from typing import Any

import pytest
from npnn_tui.datasets import Split
from npnn_tui.engine import Experiment, Refusal, Session, Snapshot, Status
from npnn_tui.engine.diagnosis import Diagnosis
from npnn_tui.tui.begun import Publish
from npnn_tui.tui.panels.diagnosis import DiagnosisBanner
from textual.widgets import Input, Select, Static

from .conftest import SIZES, Bench, OpenDashboard

LONG = "The step is 13 times too long, and that is why the loss jumps from here to there. " * 4


def diagnosis(title: str = "step too long", restart: bool = False, **cure: Any) -> Diagnosis:
    return Diagnosis(title, LONG, cure, restart)


class Doctor:
    """Lets a session find what a test wants it to, of the experiment in force."""

    def __init__(self) -> None:
        self._found: Diagnosis | None = None
        self._run_of: tuple[int, Experiment] | None = None

    def session(self, experiment: Experiment, split: Split, publish: Publish) -> Session:
        return Session(experiment, split, lambda news: publish(self._examined(news)))

    async def find(self, bench: Bench, found: Diagnosis | None) -> None:
        self._found, self._run_of = found, bench.snapshot.run_of
        bench.dashboard.snapshot = self._diagnosed(bench.snapshot)
        await bench.pilot.pause()

    def _examined(self, news: Snapshot | Refusal) -> Snapshot | Refusal:
        return self._diagnosed(news) if isinstance(news, Snapshot) else news

    def _diagnosed(self, snapshot: Snapshot) -> Snapshot:
        found = self._found if snapshot.run_of == self._run_of else None
        return replace(snapshot, diagnosis=found)


@pytest.fixture
def doctor() -> Doctor:
    return Doctor()


def banner(bench: Bench) -> DiagnosisBanner:
    return bench.dashboard.query_one(DiagnosisBanner)


def is_shown(bench: Bench) -> bool:
    return banner(bench).region.area > 0


def told(bench: Bench) -> str:
    return "\n".join(str(part.content) for part in banner(bench).query(Static))


async def stepped(bench: Bench, epochs: int) -> None:
    await bench.press(*["s"] * epochs)
    await bench.until(lambda: bench.snapshot.epoch == epochs)


async def diverged(bench: Bench) -> None:
    await bench.press("space")
    await bench.until(lambda: bench.snapshot.status is Status.DIVERGED and is_shown(bench))


async def test_a_diverged_run_is_explained_and_cured_by_one_key(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(learning_rate=20.0) as bench:
        assert not is_shown(bench)
        await diverged(bench)
        found = bench.snapshot.diagnosis
        assert found
        assert told(bench) == (
            f"Step too long. {found.explanation}\nc apply: {found.cure_words}   esc dismiss"
        )
        await bench.press("c")
        await bench.until(lambda: bench.snapshot.status is Status.FINISHED)
        assert bench.snapshot.metrics.train_score >= 0.95
        assert bench.snapshot.experiment.config.reduction == "mean"
        rate = f"{found.cure['learning_rate']:g}"
        assert bench.dashboard.query_one("#field-learning_rate Input", Input).value == rate
        assert bench.dashboard.query_one("#field-reduction Select", Select).value == "mean"
        assert bench.dashboard.query_one("#field-reduction").has_class("changed")
        assert not is_shown(bench)


async def test_the_cure_is_taken_from_a_field_with_f6(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(learning_rate=20.0) as bench:
        await diverged(bench)
        bench.dashboard.query_one("#field-noise Input").focus()
        await bench.press("f6")
        await bench.until(lambda: bench.snapshot.experiment.config.reduction == "mean")


async def test_the_cure_is_taken_once(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(learning_rate=20.0) as bench:
        await diverged(bench)
        await bench.press("c", "c", "c")
        await bench.until(lambda: bench.snapshot.status is Status.FINISHED)
        assert bench.snapshot.run == 2


async def test_a_click_applies_the_cure(open_dashboard: OpenDashboard, doctor: Doctor) -> None:
    async with open_dashboard(session_of=doctor.session) as bench:
        await stepped(bench, 1)
        await doctor.find(bench, diagnosis(l2=0.5))
        await bench.pilot.click("#diagnosis-keys", offset=(4, 0))
        await bench.until(lambda: bench.snapshot.experiment.config.l2 == 0.5)


async def test_a_cure_in_place_keeps_weights_and_pause_and_leaves_a_mark(
    open_dashboard: OpenDashboard,
    doctor: Doctor,
) -> None:
    async with open_dashboard(session_of=doctor.session) as bench:
        await stepped(bench, 3)
        await doctor.find(bench, diagnosis(learning_rate=0.02))
        await bench.press("c")
        await bench.until(lambda: bench.snapshot.experiment.config.learning_rate == 0.02)
        assert (bench.snapshot.run, bench.snapshot.epoch) == (1, 3)
        assert [mark.text for mark in bench.snapshot.marks] == ["Learning rate 0.01 → 0.02"]
        assert bench.snapshot.status is Status.PAUSED


@pytest.mark.parametrize(
    "found", [diagnosis(restart=True, learning_rate=0.02), diagnosis(hidden=(16,))]
)
async def test_a_cure_that_needs_new_weights_starts_anew(
    open_dashboard: OpenDashboard, doctor: Doctor, found: Diagnosis
) -> None:
    async with open_dashboard(session_of=doctor.session) as bench:
        await stepped(bench, 3)
        await doctor.find(bench, found)
        await bench.press("c")
        await bench.until(lambda: bench.snapshot.run == 2)
        assert dict(found.cure).items() <= dict(bench.snapshot.experiment.values).items()
        assert bench.snapshot.epoch == 0


async def test_a_run_without_epochs_left_starts_anew(
    open_dashboard: OpenDashboard, doctor: Doctor
) -> None:
    async with open_dashboard(session_of=doctor.session, max_epochs=3) as bench:
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.status is Status.FINISHED)
        await doctor.find(bench, diagnosis(learning_rate=0.02))
        await bench.press("c")
        await bench.until(lambda: bench.snapshot.run == 2 and bench.snapshot.epoch == 3)


async def test_dismissed_it_stays_away_for_the_run(
    open_dashboard: OpenDashboard, doctor: Doctor
) -> None:
    async with open_dashboard(session_of=doctor.session) as bench:
        await doctor.find(bench, diagnosis(l2=0.5))
        assert is_shown(bench)
        await bench.press("escape")
        assert not is_shown(bench)
        await doctor.find(bench, diagnosis(l2=0.25))
        assert not is_shown(bench)
        await bench.press("c", "s")
        await bench.until(lambda: bench.snapshot.epoch == 1)
        assert bench.snapshot.experiment.config.l2 == 0.01
        await doctor.find(bench, diagnosis("too few nodes", hidden=(64,)))
        assert is_shown(bench)
        await bench.press("r")
        await bench.until(lambda: bench.snapshot.run == 2)
        await doctor.find(bench, diagnosis(l2=0.5))
        assert is_shown(bench)


async def test_escape_takes_it_away_before_it_leaves_the_panel(
    open_dashboard: OpenDashboard,
    doctor: Doctor,
) -> None:
    async with open_dashboard(session_of=doctor.session) as bench:
        await doctor.find(bench, diagnosis(l2=0.5))
        field = bench.dashboard.query_one("#field-noise Input")
        field.focus()
        await bench.press("escape")
        assert not is_shown(bench)
        assert bench.dashboard.focused is field
        await bench.press("escape")
        assert bench.dashboard.focused is bench.dashboard.query_one("#boundary")


async def test_it_follows_newer_figures_and_goes_with_the_trouble(
    open_dashboard: OpenDashboard,
    doctor: Doctor,
) -> None:
    async with open_dashboard(session_of=doctor.session) as bench:
        await doctor.find(bench, diagnosis(l2=0.5))
        await doctor.find(bench, diagnosis(l2=0.25))
        assert "l2 0.25" in told(bench)
        await doctor.find(bench, None)
        assert not is_shown(bench)
        assert not bench.dashboard.has_class("ill")


async def test_without_a_cure_there_is_no_key_for_one(
    open_dashboard: OpenDashboard, doctor: Doctor
) -> None:
    async with open_dashboard(session_of=doctor.session) as bench:
        await doctor.find(bench, diagnosis())
        assert told(bench).endswith("\nesc dismiss")
        assert not bench.dashboard.check_action("apply_cure", ())
        await bench.press("c")
        assert bench.dashboard.app.is_running


async def test_the_footer_offers_the_cure_while_there_is_one(
    open_dashboard: OpenDashboard,
    doctor: Doctor,
) -> None:
    async with open_dashboard(session_of=doctor.session) as bench:
        assert "c" not in bench.dashboard.active_bindings
        await doctor.find(bench, diagnosis(l2=0.5))
        assert bench.dashboard.active_bindings["c"].enabled
        assert bench.dashboard.active_bindings["c"].binding.show


async def test_its_text_is_no_markup(open_dashboard: OpenDashboard, doctor: Doctor) -> None:
    async with open_dashboard(session_of=doctor.session) as bench:
        await doctor.find(bench, Diagnosis("[red]odd", "Not [b]bold[/b] but [/] so."))
        assert told(bench).startswith("[red]odd. Not [b]bold[/b] but [/] so.")


@pytest.mark.parametrize("size", [*SIZES.values(), (60, 18)])
async def test_it_leaves_room_for_what_it_is_about(
    open_dashboard: OpenDashboard, doctor: Doctor, size: tuple[int, int]
) -> None:
    async with open_dashboard(session_of=doctor.session, size=size) as bench:
        await doctor.find(bench, diagnosis(reduction="mean", learning_rate=0.37))
        parts = ["#boundary", "#summary", "#transport", "#diagnosis-keys"]
        regions = [bench.dashboard.query_one(part).region for part in parts]
        assert bench.dashboard.region.contains_region(banner(bench).region)
        assert all(region.area for region in regions)
        assert all(
            not region.overlaps(other)
            for number, region in enumerate(regions)
            for other in regions[:number]
        )
        assert regions[0].height >= 9
        assert regions[3].bottom == bench.dashboard.region.bottom - 1  # the footer is below
