"""`npnn-tui runs`: what it prints, what it refuses, and what it does to files."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from npnn_tui.engine.runs.held import LOCK
from npnn_tui.engine.runs.label import Label
from npnn_tui.engine.runs.trash import discarded
from npnn_tui.tui.cli import main

from ...made_runs import NOON, make_entry

CONTROL = "\x1b[2J"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NPNN_TUI_RUNS", str(tmp_path))


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["runs", *words]) == 0
    return capsys.readouterr().out


def objects(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in asked(capsys, *words, "--json").splitlines()]


def test_nothing_is_listed_yet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert asked(capsys, "list").startswith("No runs yet")
    assert asked(capsys).startswith("No runs yet")
    assert objects(capsys, "list") == []
    make_entry(tmp_path, "a")
    assert asked(capsys, "list", "--filter", "circles") == "No run is like that: circles\n"


def test_a_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    make_entry(tmp_path, "a", data=f"/x/[bold]y{CONTROL}.csv", knobs={"hidden": "8"})
    Label(("best",)).write(make_entry(tmp_path, "b", saved=NOON - 1, status="running"))
    head, _, a, b = (line for line in asked(capsys, "list").splitlines() if line.strip())
    assert " ".join(head.split()) == "Name Status Data Changed Epochs Test loss Score When Tags"
    assert a.split()[:6] == ["a", "finished", r"[bold]y\x1b[2J.csv", "hidden=8", "100", "0.4"]
    assert b.split()[:3] == ["b", "interrupted", "moons"]
    assert b.split()[-1] == "best"


def test_a_long_table_says_what_it_leaves_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for number in range(52):
        make_entry(tmp_path, f"run{number}", saved=NOON - number)
    assert "The first 50 of 52 runs" in asked(capsys, "list")
    assert "run51" in asked(capsys, "list", "--limit", "all")
    assert len(objects(capsys, "list")) == 52
    assert [run["name"] for run in objects(capsys, "list", "--limit", "2")] == ["run0", "run1"]


def test_lines_of_json_have_it_all(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    Label(("best",), "so").write(make_entry(tmp_path, "a", knobs={"l2": "1"}, test_loss=None))
    (make_entry(tmp_path, "b", saved=0) / "summary.json").unlink()
    a, b = sorted(objects(capsys, "list"), key=lambda run: str(run["name"]))
    assert (a["name"], a["knobs"], a["tags"], a["note"]) == ("a", {"l2": "1"}, ["best"], "so")
    assert a["metrics"]["test_loss"] is None
    assert b == {"name": "b", "status": "unreadable", "tags": [], "note": ""}


def test_sorted_and_filtered(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, loss in (("a", 0.3), ("b", 0.1), ("c", 0.2)):
        make_entry(tmp_path, name, test_loss=loss)
    found = objects(capsys, "list", "--sort", "test_loss", "--filter", "test_loss<0.25")
    assert [run["name"] for run in found] == ["b", "c"]


def test_all_about_one(capsys: pytest.CaptureFixture[str], runs: Path) -> None:
    place = ("--runs-dir", str(runs))
    lines = asked(capsys, "show", "moons-b", *place).splitlines()
    parameters = lines[lines.index("Parameters") + 1 :]
    assert [line.split()[0] for line in parameters[:4]] == ["•"] * 4
    assert {line.split("  ")[0] for line in parameters[:4]} == {
        "• Hidden layers", "• Learning rate", "• Max epochs", "• Min improvement",
    }  # fmt: skip
    assert any(re.fullmatch(r"  Test loss +[0-9.]+", line) for line in lines)
    assert any(re.fullmatch(r"  model\.safetensors +[0-9]+ B", line) for line in lines)
    assert lines[-1].endswith("epoch 60  finished: max_epochs 60 reached")
    (found,) = objects(capsys, "show", "moons-b", *place)
    assert found["experiment"]["hidden"] == "4"
    assert found["files"]["summary.json"] == (runs / "moons-b/summary.json").stat().st_size


def test_what_cannot_be_read_of_one_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = make_entry(tmp_path, "a")
    (folder / "experiment.toml").write_text(f'data = "{CONTROL.replace(chr(27), "")}"\nnoise = "x"')
    (folder / "events.log").write_bytes(f"{CONTROL}\n".encode() + b"\xff" * 40_000 + b"\nlast\n")
    told = asked(capsys, "show", "a")
    assert "a/experiment.toml: " in told
    assert told.endswith("  last\n")
    assert "\x1b" not in told


def test_runs_side_by_side(capsys: pytest.CaptureFixture[str], runs: Path) -> None:
    place = ("--runs-dir", str(runs))
    lines = asked(capsys, "compare", "moons-a", "moons-b", *place).splitlines()
    rows = (re.fullmatch(r" ?(.+?)  +(.+?) *", line) for line in lines)
    cells = {row[1]: row[2].split() for row in rows if row}
    assert cells["Learning rate"] == ["0.01", "0.05"]
    assert cells["Hidden layers"] == ["32", "4"]
    assert cells["Test loss"].count("★") == 1
    one, other = objects(capsys, "compare", "moons-a", "moons-b", *place)
    assert other["parameters"] == {"hidden": "4", "learning_rate": "0.05"}
    better = one if one["metrics"]["test_loss"] < other["metrics"]["test_loss"] else other
    assert "test_loss" in better["best"]
    assert cells["Test loss"].index("★") == (1 if better is one else 2)


def test_deleted_and_restored(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = make_entry(tmp_path, "a")
    (event,) = objects(capsys, "delete", "a", "a", "--yes")
    assert event == {"event": "deleted", "name": "a", "place": str(tmp_path / ".trash/a")}
    assert not folder.exists()
    assert objects(capsys, "list") == []
    assert asked(capsys, "restore", "a") == "restored a\n"
    assert folder.exists()


def test_nothing_is_deleted_if_one_of_several_cannot_be(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    make_entry(tmp_path, "a")
    with FileLock(make_entry(tmp_path, "b") / LOCK):
        assert main(["runs", "delete", "a", "b", "--yes"]) == 2
    assert "run b is being trained" in capsys.readouterr().err
    assert (tmp_path / "a").exists()


def test_pruned_to_the_trash_and_that_emptied(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    make_entry(tmp_path, "good")
    for name in ("bad", "tagged"):
        make_entry(tmp_path, name, status="diverged")
    Label(("keep",)).write(tmp_path / "tagged")
    told = asked(capsys, "prune", "--status", "diverged", "--yes")
    assert told.splitlines()[0].startswith("bad  diverged  moons")
    assert "1 run with tags would stay" in told
    assert told.endswith("deleted bad\n")
    assert {path.name for path in tmp_path.iterdir()} == {".trash", "good", "tagged"}
    assert asked(capsys, "prune", "--trash", "--yes") == "removed bad\n"
    assert discarded(tmp_path) == []
    assert asked(capsys, "prune", "--trash") == "Nothing to do: the trash is empty.\n"


def test_tagged_and_noted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = make_entry(tmp_path, "a")
    before = (folder / "summary.json").read_bytes()
    asked(capsys, "tag", "a", "best", "paper")
    asked(capsys, "untag", "a", "paper")
    asked(capsys, "note", "a", f"for {CONTROL} the talk")
    assert Label.read(folder) == Label(("best",), f"for {CONTROL} the talk")
    assert (folder / "summary.json").read_bytes() == before
    assert "\x1b" not in asked(capsys, "show", "a")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["sow"], "command must be one of list, show"),
        ([CONTROL], r"got \x1b[2J"),
        (["list", "--sort", "lost"], "sort must be one of when"),
        (["list", "--limit", "0"], "limit must be a whole number between 1 and 1,000,000, or all"),
        (["list", "--limit", ""], "got nothing"),
        (["list", "--filter", "x<1"], "filter must name one of"),
        (["show", "none"], "run: there is no run none in"),
        (["show", "../a"], "run must be a name of"),
        (["show", CONTROL], r"\x1b[2J"),
        (["compare", "a"], "run must name two different runs at least, got a"),
        (["compare", "a", "a"], "run must name two different runs at least, got a, a"),
        (["compare", "a", "none"], "there is no run none"),
        (["delete", "a"], "yes must be given where nobody can be asked"),
        (["delete", "a", "--json"], "yes must be given with json"),
        (["delete", "..", "--yes"], "run must be a name of"),
        (["delete", "a/b", "--yes"], "run must be a name of"),
        (["restore", "a"], "there is no run a in the trash"),
        (["prune"], "prune must be told which runs"),
        (["prune", "--older-than", "30"], "older_than must be a number of m, h, d or w"),
        (["prune", "--keep", "-1"], "keep must be a whole number between 0 and 1,000,000"),
        (["prune", "--trash", "--keep", "1"], "keep must be left out with trash, got 1"),
        (["tag", "a", CONTROL], "tag must be 1 to 40"),
        (["untag", "a", "b"], "tag must be one of the run's (none), got b"),
        (["note", "a", "x" * 1001], "note must have at most 1,000 characters"),
        (["list", "--runs-dir", "/dev/null"], "runs_dir must be a folder that can be read"),
    ],
)
def test_bad_input_is_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    make_entry(tmp_path, "a")
    assert main(["runs", *words]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert "\x1b" not in told.err
    assert (tmp_path / "a").exists()
    assert discarded(tmp_path) == []


@pytest.mark.parametrize(("answer", "is_gone"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_it_asks(answer: str, is_gone: bool, tmp_path: Path) -> None:
    folder = make_entry(tmp_path, "a")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "npnn_tui.tui", "runs", "delete", "a"]
    with subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        told = b""
        while b"[y/N]" not in told:
            told += os.read(ours, 1000)
        os.write(ours, answer.encode())
        assert process.wait(20) == 0
    os.close(ours)
    assert b"Move a to the trash?" in told
    assert folder.exists() is not is_gone
