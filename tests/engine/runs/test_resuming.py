"""Going on with a run: the end is that of one that was never interrupted, or a sentence."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import FieldError
from npnn_tui.engine import Trainer
from npnn_tui.engine.runs import checkpoint
from npnn_tui.engine.runs.folder import CHECKPOINT, MODEL, PREVIOUS, Run, load_run
from npnn_tui.engine.runs.keeper import Keeper
from npnn_tui.engine.runs.lock import OWNER, is_held
from npnn_tui.engine.runs.packing import pack, unpack
from npnn_tui.engine.runs.resuming import resume
from npnn_tui.engine.training.moment import Moment
from npnn_tui.engine.training.snapshot import Status

from .conftest import Saved, exact, kept, moment_of


def resumed(run: Run) -> tuple[Moment, Keeper, str]:
    keeper = Keeper(run.folder.parent, 10.0)
    moment, complaint = resume(run, keeper)
    return moment, keeper, complaint


def ended(moment: Moment) -> Trainer:
    while not moment.trainer.stopped:
        moment.trainer.advance(moment.trainer.config.max_epochs)
    return moment.trainer


def refusal(run: Run) -> str:
    with pytest.raises(FieldError) as told:
        resumed(run)
    assert not is_held(run.folder)
    return str(told.value)


@pytest.mark.parametrize(
    "knobs", [{}, {"batch_size": 7, "dropout": 0.2, "optimizer": "adam"}, {"data": "hills"}]
)
def test_the_end_is_that_of_a_run_without_a_break(saved: Saved, knobs: dict[str, Any]) -> None:
    run = saved(50, **knobs)
    moment, keeper, complaint = resumed(run)
    assert (moment.trainer.epoch, moment.status, complaint) == (50, Status.PAUSED, "")
    trainer, whole = ended(moment), ended(moment_of(**knobs))
    assert exact(trainer.state()) == exact(whole.state())
    keeper.save(moment)
    assert keeper.complaint == ""
    epochs = run.metrics["epoch"]
    np.testing.assert_array_equal(epochs, whole.curves().epochs)
    np.testing.assert_array_equal(run.metrics["train_loss"], whole.curves().low[:, 0])


def test_lines_behind_the_checkpoint_are_written_once(saved: Saved) -> None:
    run = saved(50)
    with open(run.folder / "metrics.csv", "a") as file:
        file.write("51,51,0.1,0.1,1,1,0.1,0.01,0.5\n" * 1000 + "52,52,0.")
    moment, keeper, _ = resumed(run)
    ended(moment)
    keeper.save(moment)
    assert list(run.metrics["epoch"]) == list(range(201))


def test_a_run_that_ended_has_nothing_left_to_do(saved: Saved) -> None:
    moment, _, _ = resumed(saved(200))
    assert moment.trainer.stopped == "max_epochs 200 reached"


def test_the_model_is_that_of_the_checkpoint(saved: Saved) -> None:
    run = saved(50)
    trainer = resumed(run)[0].trainer
    np.testing.assert_array_equal(run.model.network.parameters, trainer.network.parameters)


@pytest.mark.parametrize("damage", ["cut", "bit", "empty", "gone"])
def test_a_damaged_checkpoint_gives_way_to_the_one_before(saved: Saved, damage: str) -> None:
    run = saved(50, twice=True)
    path = run.folder / CHECKPOINT
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes({"cut": bytes(content[:999]), "bit": bytes(content), "empty": b""}[damage])
    moment, _, complaint = resumed(run)
    assert moment.trainer.epoch == 50
    assert ("going on from the one before" in complaint) == (damage != "gone")
    assert exact(ended(moment).state()) == exact(ended(moment_of()).state())


def test_two_damaged_checkpoints_are_refused(saved: Saved) -> None:
    run = saved(50)
    for name in (CHECKPOINT, PREVIOUS):
        (run.folder / name).write_bytes(b"half")
    assert "is damaged" in refusal(run)


def test_a_run_that_was_ended_before_its_first_save_begins_anew(saved: Saved) -> None:
    run = saved(50)
    for name in (CHECKPOINT, PREVIOUS, MODEL, "metrics.csv"):
        (run.folder / name).unlink()
    moment, keeper, _ = resumed(run)
    trainer = ended(moment)
    assert exact(trainer.state()) == exact(ended(moment_of()).state())
    keeper.save(moment)
    assert run.metrics["epoch"][0] == 0


def test_a_second_process_is_refused(tmp_path: Path) -> None:
    keeper, run = kept(moment_of(), tmp_path)
    with pytest.raises(FieldError, match=r"run a is being trained by process \d+ on"):
        resumed(run)
    keeper.close()
    resumed(run)


def test_what_a_killed_process_left_does_not_keep_others_out(saved: Saved) -> None:
    run = saved(50)
    (run.folder / OWNER).write_text(json.dumps({"pid": 1, "host": "elsewhere"}))
    assert (run.folder / ".lock").exists()
    assert resumed(run)[0].trainer.epoch == 50


def edit(run: Run, before: str, after: str) -> None:
    path = run.folder / "experiment.toml"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def test_a_live_knob_can_be_edited(saved: Saved) -> None:
    run = saved(50)
    edit(run, "max_epochs = 200", "max_epochs = 300")
    moment, keeper, _ = resumed(run)
    assert [mark.text for mark in moment.marks] == ["Max epochs 200 → 300"]
    assert ended(moment).epoch == 300
    keeper.save(moment)
    assert "Max epochs 200 → 300" in (run.folder / "events.log").read_text()


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("seed = 0", "seed = 1", "seed must be 0, as run a was trained with, got 1"),
        ("momentum = 0.9", "momentun = 0.9", "momentun is no knob; did you mean momentum?"),
        ("l2 = 0.01", 'l2 = "much"', "l2 must be between 0 and"),
        ("l2 = 0.01", "l2 = 1979-05-27", "l2 must be between 0 and"),
        ("l2 = 0.01", "l2 = ", "must be TOML"),
        ("format = 1", "format = 2", "format must be 1 for this npnn-tui, got 2"),
        ("hidden = [\n    4,\n]", "hidden = [4, true]", "hidden must be 1 to 16 layer widths"),
    ],
)
def test_what_cannot_be_is_refused(saved: Saved, before: str, after: str, sentence: str) -> None:
    run = saved(50)
    edit(run, before, after)
    assert sentence in refusal(run)


def test_changed_data_are_refused(saved: Saved, tmp_path: Path) -> None:
    table = tmp_path / "flowers.csv"
    rows = [f"{n % 7},{n % 5},{n % 2}" for n in range(40)]
    table.write_text("a,b,label\n" + "\n".join(rows))
    run = saved(5, data=str(table), samples=200)
    table.write_text("a,b,label\n" + "\n".join(reversed(rows)))
    assert "has changed since a" in refusal(run)
    table.unlink()
    assert "there is no file" in refusal(run)
    assert set(run.model.predict([[1.0, 2.0]])) <= {"0", "1"}


def test_a_checkpoint_of_another_network_is_refused(saved: Saved) -> None:
    run = saved(50)
    record = unpack((run.folder / CHECKPOINT).read_bytes())
    record["trainer"]["descent"]["parameters"] = np.zeros(1, np.float32)
    (run.folder / CHECKPOINT).write_bytes(pack(record))
    assert "is no checkpoint of it" in refusal(run)


def test_a_checkpoint_of_a_later_program_is_refused(saved: Saved) -> None:
    run = saved(50)
    record = unpack((run.folder / CHECKPOINT).read_bytes())
    (run.folder / CHECKPOINT).write_bytes(pack({**record, "format": 9}))
    assert "format must be 1 for this npnn-tui, got 9" in refusal(run)


@pytest.mark.parametrize("name", ["..", "a/b", "/etc", "", ".hidden", "a\x1b[31m", "x" * 81, "a."])
def test_names_that_lead_elsewhere_are_refused(saved: Saved, name: str) -> None:
    runs = str(saved(1).folder.parent)
    with pytest.raises(FieldError, match="run must be a name") as told:
        load_run(name, runs)
    assert "\x1b" not in str(told.value)


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(FieldError, match=re.escape("is no run, it has no experiment.toml")):
        load_run("a", str(tmp_path))
    with pytest.raises(FieldError, match="there is no run b in"):
        load_run("b", str(tmp_path))


def test_only_checkpoints_that_can_be_read_are_read(saved: Saved) -> None:
    run = saved(50)
    record, complaint = checkpoint.read(run.folder)
    assert (record["status"], complaint) == ("running", "")
