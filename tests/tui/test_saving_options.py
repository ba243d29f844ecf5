"""`train` and the dashboard: where runs are saved, and how one is resumed."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from npnn_tui.engine import Experiment
from npnn_tui.engine.runs.folder import Run, load_run, runs_in
from npnn_tui.tui.cli import main

COMMAND = [sys.executable, "-m", "npnn_tui.tui", "train"]
FOR_EVER = ("--max-epochs", "100000000", "--min-improvement", "0")


def end_of(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """Return the last event of a training that comes to its end."""
    assert main(["train", *words, "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    event: dict[str, Any] = json.loads(captured.out.splitlines()[-1])
    return event


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["train", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_a_run_can_be_named_and_resumed_with_more_epochs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    where = ("--runs-dir", str(tmp_path))
    first = end_of(capsys, "--max-epochs", "50", "--name", "mine", *where)
    assert (first["run"], first["epoch"]) == ("mine", 50)
    again = end_of(capsys, "--resume", "--max-epochs", "80", *where)
    whole = end_of(capsys, "--max-epochs", "80", *where)
    for end in (again, whole):
        del end["seconds"], end["run"]
    assert again == whole
    assert load_run("mine", str(tmp_path)).experiment.config.max_epochs == 80


def test_nothing_is_saved_when_that_is_wanted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ("--max-epochs", "5", "--save", "off", "--runs-dir", str(tmp_path))
    assert end_of(capsys, *words)["run"] is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_says_what_to_train(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    recipe = tmp_path / "experiment.toml"
    recipe.write_text('data = "circles"\n[training]\nl2 = 0.25\nhidden = [3]\n')
    end = end_of(
        capsys, "--experiment", str(recipe), "--max-epochs", "7", "--runs-dir", str(tmp_path)
    )
    run = load_run(end["run"], str(tmp_path))
    knobs = {"data": "circles", "l2": 0.25, "hidden": (3,), "max_epochs": 7}
    assert run.experiment == Experiment.of(knobs)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--resume", "a/b"], "run must be a name of 1 to 80 letters"),
        (["--resume", "nowhere"], "there is no run nowhere"),
        (["--resume"], "there is no run in"),
        (["--resume", "--save", "off"], "save must be on with --resume, got off"),
        (["--resume", "--name", "b"], "name must be left out with --resume, got b"),
        (["--name", ".."], "run must be a name of 1 to 80 letters"),
        (["--save-every", "0"], "save_every must be between 0.1 and 86400, got 0"),
        (["--experiment", "/nowhere.toml"], "cannot be read (No such file or directory)"),
        (["--experiment", "/"], "cannot be read (Is a directory)"),
    ],
)
def test_what_cannot_be_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str], sentence: str
) -> None:
    assert sentence in refused(capsys, *words, "--runs-dir", str(tmp_path))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_saves_what_has_been_trained(tmp_path: Path, number: signal.Signals) -> None:
    words = [*COMMAND, *FOR_EVER, "--json", "--runs-dir", str(tmp_path), "--name", "a"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        while json.loads(process.stdout.readline())["epoch"] < 1000:
            pass
        process.send_signal(number)
        last = json.loads(process.communicate(timeout=30)[0].splitlines()[-1])
    assert process.returncode == 128 + number
    summary = load_run("a", str(tmp_path)).summary
    assert summary
    assert (summary.epoch, summary.steps, summary.status) == (
        last["epoch"],
        last["steps"],
        "paused",
    )


def test_an_unwritable_folder_is_told_and_training_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    words = ("--max-epochs", "5", "--json", "--runs-dir", str(tmp_path / "file"))
    assert main(["train", *words]) == 0
    captured = capsys.readouterr()
    assert captured.err.count("not being saved: File exists") == 1
    assert json.loads(captured.out.splitlines()[-1])["run"] is None


def test_a_disk_that_fills_up_costs_nothing_that_was_saved(tmp_path: Path) -> None:
    """A real one, of 300 kB, which only root or a namespace of one's own can have."""
    there = tmp_path / "disk"
    there.mkdir()
    mount = f"mount -t tmpfs -o size=300k tmpfs {there}"
    if subprocess.run(["unshare", "-rm", "sh", "-c", mount], check=False).returncode:
        pytest.skip("this system mounts no tmpfs in a namespace of one's own")
    train = f"{' '.join(COMMAND)} --runs-dir {there}"
    short = f"{train} --max-epochs 50 --name first --json"
    fill = f"head -c 400k /dev/zero > {there}/ballast 2>/dev/null"
    longer = f"{train} --max-epochs 5000 --log-every 1 --min-improvement 0 --name second --json"
    script = f"{mount} && {short} && ({fill}; {longer}); cp -r {there}/first {tmp_path}/saved"
    words = ["unshare", "-rm", "sh", "-c", script]
    found = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert found.stderr.count("not being saved: No space left on device") == 1
    assert "Traceback" not in found.stderr
    first, second = (
        json.loads(line) for line in found.stdout.splitlines() if '"event": "end"' in line
    )
    assert (first["epoch"], second["epoch"]) == (50, 5000)
    run = Run(tmp_path / "saved")
    assert run.summary
    assert run.summary.epoch == 50
    assert run.model.predict([[0.0, 0.0]]).shape == (1,)


DETACHED = ("--min-improvement", "0", "--max-epochs")


def tool(*words: str, runs: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "npnn_tui.tui", *words, "--runs-dir", str(runs)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_a_detached_training_is_listed_guarded_stopped_and_resumed(tmp_path: Path) -> None:
    begun = tool("train", "--detach", "--name", "a", *DETACHED, "100000000", runs=tmp_path)
    assert begun.stdout == "a is being trained; npnn-tui attach a shows it\n"
    (row,) = map(json.loads, tool("ps", "--json", runs=tmp_path).stdout.splitlines())
    assert (row["run"], row["background"], row["status"]) == ("a", True, "running")
    assert os.getsid(row["pid"]) == row["pid"]
    second = tool("train", "--resume", "a", runs=tmp_path)
    assert (second.returncode, "is being trained by process" in second.stderr) == (2, True)
    stopped = tool("stop", runs=tmp_path)
    assert re.fullmatch(r"stopped a at epoch [\d,]+\n", stopped.stdout)
    assert tool("ps", runs=tmp_path).stdout == "no run is being trained\n"
    (run,) = runs_in(tmp_path)
    assert run.summary
    epoch = run.summary.epoch
    end = json.loads(
        tool(
            "train", "--resume", "a", "--max-epochs", str(epoch + 10), "--json", runs=tmp_path
        ).stdout.splitlines()[-1]
    )
    assert end["epoch"] == epoch + 10


def test_a_detached_training_ends_by_itself(tmp_path: Path) -> None:
    assert tool("train", "--detach", *DETACHED, "20", runs=tmp_path).returncode == 0
    tool("stop", "--all", runs=tmp_path)  # which waits for one that is not at its end yet
    (run,) = runs_in(tmp_path)
    assert run.summary
    assert (run.summary.epoch, run.summary.status) == (20, "finished")


def test_what_cannot_be_detached_is_said_at_once(tmp_path: Path) -> None:
    found = tool("train", "--detach", "nowhere.csv", runs=tmp_path)
    assert (found.returncode, found.stderr.count("there is no file nowhere.csv")) == (2, 1)
    (tmp_path / "file").write_text("")
    found = tool("train", "--detach", runs=tmp_path / "file")
    assert (found.returncode, "it cannot be detached: not being saved" in found.stderr) == (2, True)
    found = tool("attach", runs=tmp_path)
    assert "run must be named unless one is trained in the background; none is" in found.stderr
