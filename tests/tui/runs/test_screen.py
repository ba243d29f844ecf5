"""The runs under a person's hands."""

import json
import shutil
from pathlib import Path

import pytest
from npnn_tui.engine.runs.folder import MODEL
from npnn_tui.engine.runs.label import Label
from npnn_tui.engine.runs.trash import discarded
from npnn_tui.tui.panels.prompt_line import PromptLine
from npnn_tui.tui.runs.help import RunsHelp
from npnn_tui.tui.runs.page import RunPage
from npnn_tui.tui.runs.screen import VIEWS
from npnn_tui.tui.screens.question import Question
from npnn_tui.tui.terminal import terminal_of, use_terminal
from textual.events import Key
from textual.widgets import Input, Static
from textual.widgets import Label as Words

from ...made_runs import NOON, make_entry
from ..conftest import SIZES
from ..test_seven_bit_screens import check, shown
from .conftest import OpenRuns

CONTROL = "\x1b[2J"


@pytest.mark.parametrize("layout", SIZES)
async def test_runs_with_the_curve_of_the_selected_one(
    open_runs: OpenRuns, runs: Path, layout: str
) -> None:
    async with open_runs(runs, SIZES[layout]) as desk:
        await desk.until_seen("runs-curves", "epochs")
        rows = desk.picture("runs-table").splitlines()
        assert [row[:12].split() for row in rows[1:3]] == [["▶", "moons-a"], ["moons-b"]]
        assert "diverged" in rows[3]
        assert "moons-a" in desk.picture("runs-curves")
        assert "4 runs · newest first" in desk.told
        check(shown(desk.pilot.app))


async def test_marked_runs_are_numbered_in_every_view(open_runs: OpenRuns, runs: Path) -> None:
    async with open_runs(runs) as desk:
        await desk.press("space", "space", "down")
        await desk.until_seen("runs-curves", "3 hills-a")
        rows = desk.picture("runs-table").splitlines()
        assert [row[:4] for row in rows[1:5]] == [" 1• ", " 2• ", "    ", "▶3  "]
        await desk.press("2")
        await desk.until_seen("boundaries", "3 hills-a")
        await desk.until(lambda: "reading" not in desk.picture("boundaries"))
        assert [name for name in VIEWS if desk.screen.query_one(f"#{name}").display] == [
            "boundaries"
        ]
        assert "acc" in desk.picture("boundaries")
        assert "R²" in desk.picture("boundaries")
        await desk.press("3")
        await desk.until_seen("parameters", "Learning rate")
        picture = desk.picture("parameters")
        assert "3 hills-a" in picture
        assert "★" not in picture  # classes and numbers cannot be compared
        await desk.press("up", "up")
        await desk.until_seen("parameters", "★")
        assert "Data " not in desk.picture("parameters")


async def test_curves_of_another_quantity_and_scale(open_runs: OpenRuns, runs: Path) -> None:
    async with open_runs(runs) as desk:
        await desk.until_seen("runs-curves", "epochs")
        logarithmic = desk.picture("runs-curves")
        await desk.press("l")
        assert desk.picture("runs-curves") != logarithmic
        titles = []
        for _ in range(4):
            await desk.press("y")
            titles.append(str(desk.screen.query_one("#runs-curves").border_title))
        assert titles == ["Training loss", "Test score", "Training score", "Test loss"]


async def test_sorted_filtered_and_left(open_runs: OpenRuns, runs: Path) -> None:
    async with open_runs(runs) as desk:
        await desk.press("o")
        assert desk.names == ["blown-up", "hills-a", "moons-a", "moons-b"]
        assert "sorted by name" in desk.told
        assert desk.screen.choice.selected
        assert desk.screen.choice.selected.name == "moons-a"
        await desk.answer("slash", "hidden=4")
        assert desk.names == ["moons-b"]
        assert "filter hidden=4: 1 run" in desk.told
        await desk.answer("f", "x")
        assert "No run is like that" in desk.picture("runs-table")
        await desk.press("escape")
        assert len(desk.names) == 4


async def test_what_is_typed_at_once_goes_into_the_line(open_runs: OpenRuns, runs: Path) -> None:
    async with open_runs(runs) as desk:
        for key in ("2", "f", "t", "n", "f", "x"):
            desk.pilot.app.post_message(Key(key, key))
        line = desk.screen.query_one(PromptLine)
        await desk.until(lambda: line.query_one(Input).value == "tnfx")
        await desk.until(lambda: desk.screen.shown == "boundaries")
        for key in ("home", "delete", "enter"):
            desk.pilot.app.post_message(Key(key, None))
        await desk.until(lambda: desk.screen.choice.filter == "nfx")
        assert desk.screen.is_current


async def test_a_filter_that_makes_no_sense_is_refused(open_runs: OpenRuns, runs: Path) -> None:
    async with open_runs(runs) as desk:
        await desk.answer("f", "x<1")
        line = desk.screen.query_one(PromptLine)
        assert "filter must name one of" in str(line.query_one(".error", Words).content)
        await desk.press("escape")
        assert not line.display
        assert len(desk.names) == 4


async def test_tags_and_notes(open_runs: OpenRuns, runs: Path) -> None:
    async with open_runs(runs, (200, 60)) as desk:
        await desk.answer("t", "odd")
        await desk.until(lambda: Label.read(runs / "moons-a").tags == ("odd",))
        await desk.until_seen("runs-table", "odd")
        await desk.press("space", "space")
        await desk.answer("t", "both")
        await desk.until(lambda: Label.read(runs / "moons-b").tags == ("best", "both"))
        assert Label.read(runs / "moons-a").tags == ("odd", "both")
        await desk.until_seen("runs-table", "odd both")
        await desk.answer("t", "new")
        await desk.until(lambda: Label.read(runs / "moons-b").tags == ("best", "new"))
        assert Label.read(runs / "moons-a").tags == ("odd", "new")
        assert Label.read(runs / "moons-b").note == "for the talk"
        await desk.press("home")
        await desk.answer("n", "[bold]")
        await desk.until(lambda: Label.read(runs / "moons-a").note == "[bold]")
        await desk.until(lambda: "noted" in desk.told)
        await desk.answer("t", "a/b")
        line = desk.screen.query_one(PromptLine)
        assert "tag must be" in str(line.query_one(".error", Words).content)


async def test_deleting_asks_and_can_be_undone(open_runs: OpenRuns, runs: Path) -> None:
    async with open_runs(runs) as desk:
        await desk.press("space", "space", "x")
        question = desk.pilot.app.screen
        assert isinstance(question, Question)
        assert "moons-a, moons-b" in str(question.query(Words).last().content)
        await desk.press("enter")  # no is what has the focus
        assert desk.screen.is_current
        await desk.press("delete", "y")
        await desk.until(lambda: desk.names == ["blown-up", "hills-a"])
        await desk.until(lambda: "2 runs moved to the trash; u brings back" in desk.told)
        assert len(discarded(runs)) == 2
        await desk.press("u")
        await desk.until(lambda: len(desk.names) == 4)
        await desk.until(lambda: "2 runs brought back" in desk.told)


async def test_runs_that_come_grow_and_go_are_seen(open_runs: OpenRuns, runs: Path) -> None:
    async with open_runs(runs) as desk:
        make_entry(runs, "newer", saved=NOON + 1)
        await desk.until(lambda: desk.names[0] == "newer")
        summary = runs / "newer" / "summary.json"
        values = {**json.loads(summary.read_text()), "epoch": 4321}
        summary.write_text(json.dumps(values))
        await desk.until_seen("runs-table", "4,321")
        shutil.rmtree(runs / "newer")
        await desk.until(lambda: desk.names[0] == "moons-a")
        metrics = runs / "moons-a" / "metrics.csv"
        await desk.until_seen("runs-curves", "epochs")
        with open(metrics, "a") as file:
            file.write("5000,5000,0.1,0.1,0.9,0.9,0.1,0.1,1\n")
        await desk.until_seen("runs-curves", "5k")


async def test_enter_calls_the_one_who_opens_runs(open_runs: OpenRuns, runs: Path) -> None:
    opened: list[str] = []
    async with open_runs(runs, open_run=opened.append) as desk:
        await desk.press("down", "enter")
        assert opened == ["moons-b"]
        await desk.pilot.click("#runs-table", offset=(8, 2), times=2)
        assert opened == ["moons-b", "moons-a"]


async def test_details_help_and_too_small_a_window(open_runs: OpenRuns, runs: Path) -> None:
    Label(note=f"[bold]{CONTROL}").write(runs / "moons-a")
    async with open_runs(runs, (50, 12)) as desk:
        words = desk.screen.query_one("#too-small-message", Words)
        assert "60 x 18" in str(words.content)
        await desk.pilot.resize_terminal(80, 24)
        await desk.until_seen("runs-table", "moons-a")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.pilot.app.screen, RunPage))
        told = str(desk.pilot.app.screen.query_one("#help-text", Static).content)
        assert r"[bold]\x1b[2J" in told
        assert "• Max epochs" in told
        await desk.press("escape", "question_mark")
        assert isinstance(desk.pilot.app.screen, RunsHelp)
        await desk.press("q", "escape")
        assert "q quits" in desk.told


async def test_no_runs_and_no_folder(open_runs: OpenRuns, tmp_path: Path) -> None:
    async with open_runs(tmp_path / "none") as desk:
        await desk.until_seen("runs-table", "No runs yet:")
        await desk.press("space", "enter", "x", "t", "n", "u", "2", "3", "1")
        assert desk.screen.is_current
        make_entry(tmp_path / "none", "a")
        await desk.until(lambda: desk.names == ["a"])
    (tmp_path / "file").touch()
    async with open_runs(tmp_path / "file") as desk:
        await desk.until_seen("runs-table", "runs_dir must be a folder that can be read")


async def test_damage_is_told_in_its_place(open_runs: OpenRuns, runs: Path) -> None:
    (runs / "moons-a" / MODEL).write_bytes(b"no model")
    (runs / "moons-a" / "metrics.csv").unlink()
    (runs / "moons-a" / "summary.json").write_text("{}")
    async with open_runs(runs) as desk:
        await desk.press("end", "up", "home", "up")
        place = desk.names.index("moons-a")
        await desk.press("home", *["down"] * place)
        await desk.until_seen("runs-table", "unreadable")
        await desk.until_seen("runs-curves", "metrics.csv cannot be read")
        await desk.press("2")
        await desk.until_seen("boundaries", "is damaged")


async def test_names_from_elsewhere_are_neither_markup_nor_obeyed(
    open_runs: OpenRuns, tmp_path: Path
) -> None:
    name = f"[bold]{CONTROL}日本"
    folder = make_entry(tmp_path, name, data=f"/x/[red]{CONTROL}.csv", knobs={"l2": CONTROL})
    Label(("[b]", CONTROL), f"[i]{CONTROL}").write(folder)
    async with open_runs(tmp_path, (200, 60)) as desk:
        await desk.until_seen("runs-table", r"[bold]\x1b[2J")
        assert r"[red]\x1b[2J.csv" in desk.picture("runs-table")
        assert r"[i]\x1b[2J" in desk.told.replace("\x1b", r"\x1b")
        assert "\x1b" not in shown(desk.pilot.app)
        await desk.press("n")
        assert "\x1b" not in desk.screen.query_one(PromptLine).query_one(Input).value
        await desk.press("escape", "x")
        assert "\x1b" not in shown(desk.pilot.app)
        await desk.press("y")
        await desk.until(lambda: "run must be a name of" in desk.told)
        assert folder.exists()


async def test_thousands_of_runs(open_runs: OpenRuns, tmp_path: Path) -> None:
    first = make_entry(tmp_path, "run0")
    for number in range(1, 600):
        (tmp_path / f"run{number}").mkdir()
        for name in ("experiment.toml", "summary.json"):
            (tmp_path / f"run{number}" / name).hardlink_to(first / name)
    async with open_runs(tmp_path, (80, 24)) as desk:
        await desk.press("end")
        await desk.until_seen("runs-table", "run99 ")
        assert "of 600" in str(desk.screen.query_one("#runs-table").border_subtitle)
        await desk.press("pageup", "home")
        assert desk.picture("runs-table").splitlines()[1].split()[:2] == ["▶", "run0"]


async def test_in_seven_bits(open_runs: OpenRuns, runs: Path) -> None:
    use_terminal(terminal_of({"TERM": "vt100", "LANG": "C"}))
    async with open_runs(runs, SIZES["tabs"]) as desk:
        await desk.press("space", "space")
        await desk.until_seen("runs-curves", "epochs")
        for key in "1231":
            await desk.press(key)
            check(shown(desk.pilot.app))
