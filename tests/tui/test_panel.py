"""The parameter panel: what it takes, what it refuses, and what it leaves alone."""

from pathlib import Path

import pytest
from npnn_tui.datasets.knobs import knobs_of
from npnn_tui.engine import KNOBS, Status
from npnn_tui.tui.panels.knob_field import KnobField
from npnn_tui.tui.screens.file import FileScreen
from npnn_tui.tui.view import View
from textual.widgets import Button, Input, Select

from .conftest import Bench, OpenDashboard

HOSTILE = "[red]x[/] \x1b[2J\u202e\N{GRINNING FACE}" + "y" * 10_000


def error_at(bench: Bench, name: str) -> str:
    return bench.dashboard.query_one(f"#field-{name}", KnobField).sentence


def screen_text(bench: Bench) -> str:
    return "\n".join(strip.text for strip in bench.dashboard._compositor.render_strips())


def is_marked(bench: Bench, name: str) -> bool:
    return bench.dashboard.query_one(f"#field-{name}", KnobField).has_class("changed")


async def test_every_knob_has_a_field_in_order(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        shown = [field.knob.name for field in bench.dashboard.query(KnobField)]
        assert shown == [*KNOBS, *(knob.name for knob in knobs_of(View))]


async def test_live_knob_keeps_the_run_and_leaves_a_mark(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        await bench.press("s", "s", "s")
        await bench.until(lambda: bench.snapshot.epoch == 3)
        run = bench.snapshot.run
        await bench.type_into("learning_rate", "0.02")
        await bench.until(lambda: bench.snapshot.experiment.config.learning_rate == 0.02)
        assert (bench.snapshot.run, bench.snapshot.epoch) == (run, 3)
        assert [mark.text for mark in bench.snapshot.marks] == ["Learning rate 0.01 → 0.02"]
        assert is_marked(bench, "learning_rate")
        assert not is_marked(bench, "noise")


async def test_another_knob_restarts_and_says_so(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        await bench.press("s")
        await bench.until(lambda: bench.snapshot.epoch == 1)
        await bench.type_into("hidden", "8,4")
        await bench.until(lambda: bench.snapshot.experiment.config.hidden == (8, 4))
        assert bench.snapshot.epoch == 0
        assert bench.dashboard.notice == "restarted: Hidden layers 8,4"


async def test_a_running_run_goes_on_running_after_a_restart(
    open_dashboard: OpenDashboard,
) -> None:
    view = View(pace="100")
    async with open_dashboard(view=view, max_epochs=1_000_000_000, min_improvement=0.0) as bench:
        await bench.press("space")
        await bench.until(lambda: bench.snapshot.status is Status.RUNNING)
        await bench.type_into("hidden", "5")
        await bench.until(lambda: bench.snapshot.experiment.config.hidden == (5,))
        assert bench.snapshot.status is Status.RUNNING


REFUSED = (
    ("learning_rate", "0"),
    ("learning_rate", "-1"),
    ("learning_rate", "nan"),
    ("learning_rate", "1e999"),
    ("hidden", "0"),
    ("hidden", "abc"),
    ("classes", "1"),
    ("noise", "-0.1"),
    ("seed", "-3"),
    ("batch_size", "0"),
    ("samples", ""),
)


async def test_invalid_values_are_refused_at_their_fields(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        before = bench.snapshot.experiment
        for name, text in REFUSED:
            await bench.type_into(name, text)
            allowed = KNOBS[name].kind.allowed
            assert error_at(bench, name) == f"{name} must be {allowed}, got {text or 'nothing'}"
        await bench.press("escape", "s")
        await bench.until(lambda: bench.snapshot.epoch == 1)
        assert bench.snapshot.experiment == before


async def test_a_batch_larger_than_the_data_is_refused_by_the_session(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard() as bench:
        await bench.type_into("batch_size", "201")
        await bench.until(lambda: bool(error_at(bench, "batch_size")))
        assert "between 1 and 200" in error_at(bench, "batch_size")
        assert bench.snapshot.experiment.config.batch_size is None


async def test_a_corrected_value_clears_its_error(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        await bench.type_into("noise", "x")
        assert error_at(bench, "noise")
        await bench.type_into("noise", "0.3")
        await bench.until(lambda: bench.snapshot.experiment.recipe.noise == 0.3)
        assert not error_at(bench, "noise")


async def test_edits_that_only_fit_together(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(data="blobs", classes=3) as bench:
        bench.dashboard.query_one("#field-data Select", Select).value = "xor"
        await bench.until(lambda: bool(error_at(bench, "classes")))
        assert error_at(bench, "classes") == "classes must be 2 for xor, got 3"
        assert bench.snapshot.experiment.recipe.data == "blobs"
        await bench.type_into("classes", "2")
        await bench.until(lambda: bench.snapshot.experiment.recipe.data == "xor")


async def test_taking_a_refused_choice_back(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(data="blobs", classes=3) as bench:
        select = bench.dashboard.query_one("#field-data Select", Select)
        select.value = "xor"
        await bench.until(lambda: bool(error_at(bench, "classes")))
        select.value = "blobs"
        await bench.until(lambda: not error_at(bench, "classes"))
        await bench.type_into("classes", "2")
        await bench.until(lambda: bench.snapshot.experiment.recipe.classes == 2)
        assert bench.snapshot.experiment.recipe.data == "blobs"


async def test_a_table_brings_its_own_defaults(
    open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    path = tmp_path / "flowers.csv"
    path.write_text("a,b,kind\n" + "".join(f"{i},{i % 5},{i % 2}\n" for i in range(40)))
    async with open_dashboard(noise=0.3) as bench:
        bench.dashboard.query_one("#field-data Select", Select).value = "a file …"
        await bench.until(lambda: isinstance(bench.dashboard.app.screen, FileScreen))
        bench.dashboard.app.screen.query_one(Input).value = str(path)
        await bench.press("enter")
        await bench.until(lambda: bench.snapshot.experiment.recipe.data == str(path))
        experiment = bench.snapshot.experiment
        assert experiment.recipe.standardise
        assert experiment.config.reduction == "mean"
        assert experiment.config.learning_rate == 0.1
        assert bench.dashboard.query_one("#field-noise").disabled
        bench.dashboard.query_one("#field-data Select", Select).value = "moons"
        await bench.until(lambda: bench.snapshot.experiment.recipe.data == "moons")
        assert bench.snapshot.experiment.config.reduction == "sum"
        assert bench.snapshot.experiment.config.learning_rate == 0.01


async def test_a_bad_table_is_refused_and_the_run_stays(
    open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("a,kind\n1,0\nseven,1\n")
    async with open_dashboard() as bench:
        await bench.press("s")
        bench.dashboard.query_one("#field-data", KnobField).offer(str(path))
        await bench.until(lambda: bool(error_at(bench, "data")))
        assert "line 3" in error_at(bench, "data")
        assert bench.snapshot.experiment.recipe.data == "moons"
        assert bench.snapshot.epoch == 1


async def test_hostile_text_is_shown_literally(
    open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.csv"
    header, label = HOSTILE.replace('"', ""), "[/bold]\x1b]0;t\x07"
    path.write_text(
        f'"{header}",b,kind\n'
        + "".join(f"{i},{i % 7},{label if i % 2 else 1}\n" for i in range(30))
    )
    async with open_dashboard(data=str(path)) as bench:
        await bench.until(lambda: bench.snapshot.answer is not None)
        await bench.pilot.pause()
        text = screen_text(bench)
        assert "[red]x[/]" in text
        assert "[/bold]" in text
        await bench.press("right", "right")
        await bench.pilot.pause()
        assert not {"\x1b", "\x07", "\u202e"} & set(text + screen_text(bench))


async def test_defaults_button_resets_all_but_the_data(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(data="circles", noise=0.05, hidden=(7,)) as bench:
        assert is_marked(bench, "noise")
        bench.dashboard.query_one("#defaults", Button).press()
        await bench.until(lambda: bench.snapshot.experiment.config.hidden == (32,))
        assert bench.snapshot.experiment.recipe.noise == KNOBS["noise"].default
        assert bench.snapshot.experiment.recipe.data == "circles"
        assert bench.dashboard.view == View()
        assert not is_marked(bench, "noise")


async def test_a_plane_that_the_data_lacks_is_refused(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(data="iris") as bench:
        await bench.type_into("plane", "1,9")
        assert "plane must be" in error_at(bench, "plane")
        assert bench.dashboard.view.plane == "auto"
        await bench.type_into("plane", "1,3")
        await bench.until(lambda: bench.dashboard.view.plane == "1,3")
        assert not error_at(bench, "plane")


@pytest.mark.parametrize("name", ["a[/b].csv", "[red]x.csv", "x[@click=app.quit]y[].csv"])
async def test_a_file_name_is_no_markup(
    open_dashboard: OpenDashboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("a,kind\n1,0\n2,1\n3,0\n4,1\n5,0\n")
    async with open_dashboard(data=name) as bench:
        await bench.pilot.pause()
        lines = screen_text(bench).splitlines()
        assert sum(name in line for line in lines) >= 1  # the title
        assert sum(name[:12] in line for line in lines) >= 2  # and the list, cut off
        await bench.pilot.click("#field-data SelectCurrent")
        await bench.pilot.pause()
        assert bench.dashboard.app.is_running
