"""Saving: what is in a folder and when, and what happens when the disk takes nothing."""

import errno
import os
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import (
    Apply,
    Close,
    Command,
    Experiment,
    Pause,
    Play,
    Refusal,
    Session,
    Snapshot,
    Step,
)
from npnn_tui.engine.runs.folder import Run, load_run, runs_in
from npnn_tui.engine.runs.keeper import Keeper
from npnn_tui.engine.runs.latest import latest_run
from npnn_tui.engine.runs.lock import Lock, is_held

from .conftest import SHORT, kept, moment_of

FILES = [
    ".lock",
    "checkpoint.safetensors",
    "events.log",
    "experiment.toml",
    "metrics.csv",
    "model.safetensors",
    "owner.json",
    "summary.json",
]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def trained(runs: Path, *commands: Command, **knobs: Any) -> list[Snapshot | Refusal]:
    """Have a kept session obey commands one after the other, and end; return what it said."""
    experiment = Experiment.of({**SHORT, **knobs})
    waiting: SimpleQueue[Snapshot | Refusal] = SimpleQueue()
    session = Session(experiment, load(experiment.recipe), waiting.put, Keeper(runs, 10.0))
    thread = Thread(target=session.run)
    thread.start()
    news = []
    for command in commands:
        session.send(command)
        news.append(waiting.get(timeout=30))
    session.send(Close())
    thread.join(30)
    assert not thread.is_alive()
    return news


def test_a_run_has_these_files_and_no_others(tmp_path: Path) -> None:
    keeper, run = kept(moment_of(), tmp_path)
    assert names(run.folder) == FILES
    assert run.experiment == moment_of().experiment
    keeper.close()
    assert names(run.folder) == [name for name in FILES if name != "owner.json"]


def test_only_the_owner_can_read_a_run(tmp_path: Path) -> None:
    _, run = kept(moment_of(), tmp_path / "runs")
    assert [path.stat().st_mode & 0o77 for path in (run.folder, run.folder.parent)] == [0, 0]


def test_a_session_saves_from_its_first_epoch_on(tmp_path: Path) -> None:
    trained(tmp_path, Pause())
    assert list(runs_in(tmp_path)) == []
    trained(tmp_path, Step(3))
    (run,) = runs_in(tmp_path)
    assert run.summary
    assert (run.summary.status, run.summary.epoch) == ("paused", 3)
    assert not is_held(run.folder)


def test_what_begins_anew_is_another_run(tmp_path: Path) -> None:
    experiment = Experiment.of({**SHORT, "seed": 1})
    trained(tmp_path, Step(3), Apply(experiment), Step(5))
    summaries = [run.summary for run in runs_in(tmp_path)]
    found = sorted((summary.epoch, summary.knobs.get("seed")) for summary in summaries if summary)
    assert found == [(3, None), (5, "1")]


def test_a_change_in_place_stays_in_its_run(tmp_path: Path) -> None:
    experiment = Experiment.of({**SHORT, "learning_rate": 0.02})
    trained(tmp_path, Step(3), Apply(experiment), Step(2))
    (run,) = runs_in(tmp_path)
    assert run.experiment.config.learning_rate == 0.02
    assert "epoch 3  Learning rate 0.01 → 0.02" in (run.folder / "events.log").read_text()


def test_a_diverged_run_says_so(tmp_path: Path) -> None:
    trained(tmp_path, Step(200), learning_rate=100.0, activation="identity")
    (run,) = runs_in(tmp_path)
    assert run.summary
    assert run.summary.status == "diverged"
    assert "no longer finite" in run.summary.reason
    assert "diverged: no longer finite" in (run.folder / "events.log").read_text()


def refuse(*_: Any, **__: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_ends_no_training_and_damages_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = moment_of()
    keeper, run = kept(moment, tmp_path)
    before = run.model.network.parameters.copy()
    moment.trainer.advance(20)
    with monkeypatch.context() as full:
        full.setattr(os, "replace", refuse)
        keeper.save(moment)
    assert keeper.complaint.startswith("not being saved: No space left on device")
    assert (run.model.network.parameters == before).all()
    keeper.save(moment)
    assert keeper.complaint == ""
    assert (run.model.network.parameters == moment.trainer.network.parameters).all()


def test_a_folder_that_cannot_be_made_is_a_complaint_in_every_snapshot(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file")
    for news in trained(tmp_path / "runs", Play(), Pause()):
        assert isinstance(news, Snapshot)
        assert "not being saved: File exists" in news.complaint
        assert news.name == ""


def test_a_failure_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lock, "take", refuse)
    keeper = Keeper(tmp_path, 10.0)
    keeper.save(moment_of())
    assert "No space left" in keeper.complaint
    assert names(tmp_path) == []


def test_saves_are_as_far_apart_as_they_are_asked_to_be(tmp_path: Path) -> None:
    moment = moment_of()
    for every, due in ((3600.0, False), (0.0, False)):
        keeper = Keeper(tmp_path, every)
        keeper.begin(moment.trainer)
        assert keeper.is_due()
        keeper.save(moment)
        assert keeper.is_due() is due  # a save takes time, of which a hundred times is waited
        keeper.close()


def test_names_are_of_the_minute_and_the_data_and_never_taken_twice(tmp_path: Path) -> None:
    keepers = [Keeper(tmp_path, 10.0) for _ in range(3)]
    for keeper in keepers:
        keeper.save(moment_of())
    found = sorted(keeper.name for keeper in keepers)
    stem = found[0]
    assert stem.endswith("-moons")
    assert found == [stem, f"{stem}-2", f"{stem}-3"] or len({name[:15] for name in found}) == 2


def test_the_latest_run_is_one_that_nobody_trains(tmp_path: Path) -> None:
    keepers = [kept(moment_of(), tmp_path, name)[0] for name in ("old", "new")]
    assert load_run("new", str(tmp_path)) == Run(tmp_path / "new")
    os.utime(tmp_path / "old" / "checkpoint.safetensors", (1, 1))
    keepers[0].close()
    assert latest_run(tmp_path).name == "old"
    keepers[1].close()
    assert latest_run(tmp_path).name == "new"
