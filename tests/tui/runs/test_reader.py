"""The reader tells of what has changed, and of nothing else."""

import shutil
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from filelock import FileLock
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs.folder import MODEL
from npnn_tui.engine.runs.held import LOCK
from npnn_tui.engine.runs.label import Label
from npnn_tui.tui.runs.catalogue import Catalogue
from npnn_tui.tui.runs.news import Close, Do, Done, Listed, Portrayed, Studied, Tell, Told, Watch
from npnn_tui.tui.runs.portrait import Portrait
from npnn_tui.tui.runs.reader import Reader
from npnn_tui.tui.runs.study import MOST_ROWS, Study
from textual.message import Message

from ...made_runs import make_entry, make_run


def heard(runs: Path, *requests: Watch | Tell | Do) -> list[Message]:
    """Return what a reader tells of some requests and of the runs, until it has done all."""
    told: list[Message] = []
    reader = Reader(runs, told.append, seconds=0.001)
    for request in requests:
        reader.send(request)

    def close() -> str:
        reader.send(Close())
        return "over"

    reader.send(Do(close))
    thread = Thread(target=reader.run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    return told


def test_an_entry_is_read_again_only_if_its_files_change(tmp_path: Path) -> None:
    a, b = (make_entry(tmp_path, name) for name in "ab")
    catalogue = Catalogue(tmp_path)
    before = {entry.name: entry for entry in catalogue.look()}
    Label(("best",)).write(a)
    after = {entry.name: entry for entry in catalogue.look()}
    assert after["a"].label.tags == ("best",)
    assert after["b"] is before["b"]
    shutil.rmtree(b)
    assert [entry.name for entry in catalogue.look()] == ["a"]


def test_of_a_run_that_is_trained_the_lock_is_asked_each_time(tmp_path: Path) -> None:
    folder, catalogue = make_entry(tmp_path, "a", status="running"), Catalogue(tmp_path)
    with FileLock(folder / LOCK):
        assert [entry.status for entry in catalogue.look()] == ["running"]
    assert [entry.status for entry in catalogue.look()] == ["interrupted"]


def test_all_runs_are_told_once(tmp_path: Path) -> None:
    make_entry(tmp_path, "a")
    told = heard(tmp_path)
    (listed,) = (each for each in told if isinstance(each, Listed))
    assert [entry.name for entry in listed.entries] == ["a"]
    assert [each.words for each in told if isinstance(each, Done)] == ["over"]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    listed = heard(tmp_path / "file")[0]
    assert isinstance(listed, Listed)
    assert "runs_dir must be a folder" in listed.refusal


def test_all_about_a_run(runs: Path) -> None:
    (told,) = (each for each in heard(runs, Tell(runs / "moons-a")) if isinstance(each, Told))
    assert told.details.entry.name == "moons-a"
    assert told.details.experiment


def watched(runs: Path, *names: str) -> tuple[dict[str, Study], dict[str, Portrait | str]]:
    """Return what a reader tells of some runs."""
    told: list[Message] = []
    reader = Reader(runs, told.append, seconds=0.001)
    folders = [runs / name for name in names]

    def tell(message: Message) -> None:
        told.append(message)
        if sum(isinstance(each, Portrayed) for each in told) == len(names):
            reader.send(Close())

    reader._tell = tell
    reader.send(Watch(folders, has_portraits=True))
    thread = Thread(target=reader.run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    studies = {each.folder.name: each.study for each in told if isinstance(each, Studied)}
    return studies, {e.folder.name: e.portrait for e in told if isinstance(e, Portrayed)}


def test_curves_and_boundaries(runs: Path) -> None:
    studies, portraits = watched(runs, "moons-a", "hills-a")
    epochs, losses = studies["moons-a"].curve("test_loss")
    assert epochs.tolist() == list(range(61))
    assert losses[-1] < losses[0]
    moons, hills = portraits["moons-a"], portraits["hills-a"]
    assert isinstance(moons, Portrait)
    assert isinstance(hills, Portrait)
    assert (moons.answers.shape[-1], hills.answers.shape[-1]) == (2, 1)


def test_a_damaged_model_and_lost_data_are_sentences(runs: Path, tmp_path: Path) -> None:
    content = bytearray((runs / "moons-a" / MODEL).read_bytes())
    content[-1] ^= 1
    (runs / "moons-a" / MODEL).write_bytes(content)
    table = tmp_path / "flowers.csv"
    table.write_text("a,b,kind\n" + "".join(f"{n},{n * n % 7},{n % 2}\n" for n in range(40)))
    make_run(runs, "flowers", epochs=5, data=str(table))
    make_run(runs, "moved", epochs=5, data=str(table))
    table.unlink()
    (runs / "moons-b" / "metrics.csv").unlink()
    studies, portraits = watched(runs, "moons-a", "moons-b", "flowers")
    assert "model.safetensors is damaged" in str(portraits["moons-a"])
    assert "there is no file" in str(portraits["flowers"])
    assert "metrics.csv cannot be read" in studies["moons-b"].refusal
    assert studies["moons-b"].experiment
    assert isinstance(portraits["moons-b"], Portrait)


def test_other_data_than_it_was_trained_on_are_refused(tmp_path: Path) -> None:
    table = tmp_path / "flowers.csv"
    table.write_text("a,b,kind\n" + "".join(f"{n},{n * n % 7},{n % 2}\n" for n in range(40)))
    folder = make_run(tmp_path / "runs", "flowers", epochs=5, data=str(table))
    assert Portrait.of(folder).answers.shape[-1] == 2
    table.write_text("a,b,kind\n" + "".join(f"{n * 3},{n * n % 5},{n % 2}\n" for n in range(40)))
    with pytest.raises(FieldError, match="no longer those that it was trained on"):
        Portrait.of(folder)


def test_the_boundary_is_that_of_the_network(runs: Path) -> None:
    portrait = Portrait.of(runs / "moons-a")
    scene = portrait.scene
    (left, right), (bottom, top) = scene.x_limits, scene.y_limits
    side = portrait.answers.shape[0]
    columns = ((scene.positions[:, 0] - left) / (right - left) * side).astype(int)
    rows = ((top - scene.positions[:, 1]) / (top - bottom) * side).astype(int)
    there = portrait.answers[rows, columns].argmax(axis=-1) != scene.targets
    assert np.mean(there == portrait.wrong) > 0.95  # but for those beside the boundary
    assert 0 < portrait.wrong.mean() < 0.2


def test_a_long_curve_keeps_its_ends_and_few_rows(tmp_path: Path) -> None:
    lines = [f"{epoch},{1 / (epoch + 1)}" for epoch in range(3 * MOST_ROWS)]
    folder = make_entry(tmp_path, "a")
    (folder / "metrics.csv").write_text("epoch,test_loss\n" + "\n".join(lines) + "\n")
    epochs, losses = Study.of(folder).curve("test_loss")
    assert len(epochs) == len(losses) == MOST_ROWS
    assert (epochs[0], epochs[-1]) == (0, 3 * MOST_ROWS - 1)
    assert len(Study.of(folder).curve("train_loss")[0]) == 0
