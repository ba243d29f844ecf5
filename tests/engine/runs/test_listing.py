"""The list of runs tells what is true at this moment."""

import json
import os
from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs.held import LOCK, is_held
from npnn_tui.engine.runs.label import Label
from npnn_tui.engine.runs.listing import Entry, entries_in
from npnn_tui.engine.runs.summary import FILE_NAME, Summary

from ...made_runs import NOON, make_entry


def test_the_newest_comes_first_and_equals_by_name(tmp_path: Path) -> None:
    for name, saved in (("b", NOON), ("old", NOON - 9), ("a", NOON), ("new", NOON + 9)):
        make_entry(tmp_path, name, saved=saved)
    (tmp_path / "no-run").mkdir()
    (tmp_path / "file").touch()
    make_entry(tmp_path, ".trash/deleted")
    assert [entry.name for entry in entries_in(tmp_path)] == ["new", "a", "b", "old"]


def test_no_folder_has_no_runs_and_a_file_is_refused(tmp_path: Path) -> None:
    assert entries_in(tmp_path / "none") == []
    (tmp_path / "file\x1b[2J").touch()
    with pytest.raises(FieldError, match="runs_dir must be a folder that can be read") as caught:
        entries_in(tmp_path / "file\x1b[2J")
    assert caught.value.field == "runs_dir"
    assert "\x1b" not in str(caught.value)


def test_running_is_what_is_locked_and_else_it_was_interrupted(tmp_path: Path) -> None:
    folder = make_entry(tmp_path, "a", status="running")
    assert Entry.of(folder).status == "interrupted"
    with FileLock(folder / LOCK):
        assert Entry.of(folder).status == "running"
    assert (folder / LOCK).exists()
    assert Entry.of(folder).status == "interrupted"


def test_looking_makes_no_lock_and_takes_none(tmp_path: Path) -> None:
    assert not is_held(tmp_path)
    assert not (tmp_path / LOCK).exists()
    (tmp_path / LOCK).touch()
    assert not is_held(tmp_path)
    with FileLock(tmp_path / LOCK, timeout=0):
        assert is_held(tmp_path)


def test_only_a_run_that_should_be_trained_is_asked_for_its_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def is_asked(folder: Path) -> bool:
        asked.append(folder)
        return False

    monkeypatch.setattr("npnn_tui.engine.runs.listing.is_held", is_asked)
    for status in ("finished", "paused", "diverged", "running"):
        make_entry(tmp_path, status, status=status)
    entries_in(tmp_path)
    assert asked == [tmp_path / "running"]


def test_the_score_is_of_the_test_observations_or_else_of_the_others(tmp_path: Path) -> None:
    both = Entry.of(make_entry(tmp_path, "a"))
    alone = Entry.of(make_entry(tmp_path, "b", test_score=None, test_loss=None))
    assert (both.figure("score"), alone.figure("score")) == (0.8, 0.9)
    assert isnan(alone.figure("test_loss"))


def damage(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], str]:
    def text(values: dict[str, Any]) -> str:
        change(values)
        return json.dumps(values)

    return text


@pytest.mark.parametrize(
    "content",
    [
        lambda _: "",
        lambda _: "{",
        lambda _: "[]",
        lambda _: "[" * 100_000,
        damage(lambda v: v.pop("epoch")),
        damage(lambda v: v.update(epoch="1")),
        damage(lambda v: v.update(epoch=10**400)),
        damage(lambda v: v.update(saved=10**400)),
        damage(lambda v: v.update(saved=float("nan"))),
        damage(lambda v: v["metrics"].update(test_loss=float("inf"))),
        damage(lambda v: v.update(knobs={"a": 1})),
    ],
)
def test_a_summary_that_makes_no_sense_is_none(
    tmp_path: Path, content: Callable[[dict[str, Any]], str]
) -> None:
    folder = make_entry(tmp_path, "a")
    assert Summary.read(folder)
    values = json.loads((folder / FILE_NAME).read_text())
    (folder / FILE_NAME).write_text(content(values))
    os.utime(folder, (NOON, NOON))
    entry = Entry.of(folder)
    assert (entry.status, entry.summary, entry.saved) == ("unreadable", None, NOON)


def test_a_label_is_listed(tmp_path: Path) -> None:
    Label(("best",), "so").write(make_entry(tmp_path, "a"))
    assert entries_in(tmp_path)[0].label == Label(("best",), "so")
