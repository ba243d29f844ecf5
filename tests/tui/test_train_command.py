"""`npnn-tui train`: its events, its exit codes, and that its figures are worth reading."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.tui.cli import main

COMMAND = [sys.executable, "-m", "npnn_tui.tui", "train"]
FIGURES = ["train_loss", "test_loss", "train_accuracy", "test_accuracy", "objective"]


def events(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(["train", *words, "--json"])
    captured = capsys.readouterr()
    assert captured.err == ""
    return code, [strict(line) for line in captured.out.splitlines()]


def strict(line: str) -> Any:
    """Read JSON as the standard has it: NaN and Infinity are none."""
    return json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} in {line}"))


def run(*words: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    settings = {"capture_output": True, "text": True, "timeout": 60, **settings}
    return subprocess.run([*COMMAND, *words], check=False, **settings)


def started(*words: str) -> "subprocess.Popen[str]":
    pipe = subprocess.PIPE
    return subprocess.Popen([*COMMAND, *words], stdout=pipe, stderr=pipe, text=True)


def test_events_have_these_keys_in_this_order(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = events(capsys, "--max-epochs", "25", "--log-every", "10")
    assert code == 0
    assert [(event["event"], event["epoch"]) for event in found] == (
        [("epoch", 0), ("epoch", 10), ("epoch", 20), ("end", 25)]
    )
    for event in found[:-1]:
        assert list(event) == ["event", "epoch", *FIGURES]
    keys = ["event", "status", "reason", "diverged_at", "back_to", "epoch", "steps", "parameters"]
    assert list(found[-1]) == [*keys, *FIGURES, "seconds", "diagnosis", "run"]
    assert (found[-1]["status"], found[-1]["reason"]) == ("finished", "max_epochs 25 reached")
    assert (found[-1]["steps"], found[-1]["parameters"]) == (25, 162)


def test_numbers_have_figures_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = events(capsys, "hills", "--max-epochs", "20")
    names = ["train_loss", "test_loss", "train_r2", "test_r2", "objective"]
    for event in found[:-1]:
        assert list(event) == ["event", "epoch", *names, "train_rmse", "test_rmse"]
        assert event["train_rmse"] == pytest.approx((2 * event["train_loss"]) ** 0.5)


def test_a_score_that_is_undefined_is_null_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["hills", "--max-epochs", "20", "--samples", "9", "--test-fraction", "0.1"]
    _, found = events(capsys, *words)
    assert (found[-1]["test_r2"], found[-1]["test_loss"] is None) == (None, False)
    assert main(["train", *words]) == 0
    shown = capsys.readouterr().out.splitlines()[-2]
    assert re.fullmatch(r"test      loss \d\.\d{4}  r2 undefined  rmse [\d.]+", shown)


@pytest.mark.parametrize("every", [1, 7, 25, 1000])
def test_epochs_come_every_log_every(capsys: pytest.CaptureFixture[str], every: int) -> None:
    _, found = events(capsys, "--max-epochs", "25", "--log-every", str(every))
    assert [event["epoch"] for event in found[:-1]] == list(range(0, 26, every))
    assert found[-1]["epoch"] == 25


def test_figures_are_those_of_a_trainer(capsys: pytest.CaptureFixture[str]) -> None:
    words = "circles --samples 60 --classes 3 --noise 0.1 --hidden 8,4 --activation tanh"
    more = "--initializer he_normal --reduction mean --learning-rate 0.5 --l2 0.1 --l1 0.01"
    rest = "--batch-size 16 --seed 4 --data-seed 9 --test-fraction 0.3 --dtype float64"
    _, found = events(capsys, *f"{words} {more} {rest} --max-epochs 30".split())
    knobs = {"data": "circles", "samples": 60, "classes": 3, "noise": 0.1, "hidden": (8, 4)}
    knobs |= {"activation": "tanh", "initializer": "he_normal", "reduction": "mean"}
    knobs |= {"learning_rate": 0.5, "l2": 0.1, "l1": 0.01, "batch_size": 16, "seed": 4}
    knobs |= {"data_seed": 9, "test_fraction": 0.3, "dtype": "float64"}
    experiment = Experiment.of(knobs)
    trainer = Trainer(experiment.config, load(experiment.recipe))
    for event in found[:-1]:
        trainer.advance(event["epoch"] - trainer.epoch)
        measured = vars(trainer.measure())
        assert [event[name] for name in FIGURES] == list(measured.values())
    assert trainer.epoch == found[-1]["epoch"] == 30


def test_patience_logs_what_was_measured_and_ends_with_the_best(
    capsys: pytest.CaptureFixture[str],
) -> None:
    overfit = "--samples 60 --noise 0.5 --hidden 32,32 --test-fraction 0.5 --l2 0"
    _, found = events(capsys, *overfit.split(), "--patience", "30", "--log-every", "1")
    *epochs, end = found
    losses = [event["test_loss"] for event in epochs]
    assert end["reason"].startswith("patience: ")
    assert end["test_loss"] == min(losses) < losses[-1]
    assert end["epoch"] - int(np.argmin(losses)) == 30


def test_no_test_data_gives_null(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = events(capsys, "--test-fraction", "0", "--max-epochs", "10")
    assert {(event["test_loss"], event["test_accuracy"]) for event in found} == {(None, None)}


def test_an_epoch_without_finite_numbers_has_null(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = events(capsys, "--learning-rate", "50", "--samples", "1000", "--log-every", "1")
    assert found[-2]["train_loss"] is None


def test_the_same_words_give_the_same_bytes_in_any_process() -> None:
    words = ["--max-epochs", "300", "--seed", "3", "--batch-size", "32", "--json"]
    outputs = []
    for number in ("1", "2"):
        found = run(*words, env={**os.environ, "PYTHONHASHSEED": number}, stdin=subprocess.DEVNULL)
        assert (found.returncode, found.stderr) == (0, "")
        lines = found.stdout.splitlines()
        outputs.append([*lines[:-1], lines[-1].rpartition(', "seconds"')[0]])
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) == 252  # epochs 0 to 200, every second one to 300, and the end


FOR_EVER = ["--min-improvement", "0", "--max-epochs", "1000000000", "--log-every", "1000000"]


def test_an_interrupt_is_130_and_the_last_event() -> None:
    """The counts are those of the moment, even half way between two looks."""
    with started(*FOR_EVER, "--json") as child:
        assert child.stdout is not None
        assert strict(child.stdout.readline())["epoch"] == 0
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
    assert (child.returncode, err) == (130, "")
    end = strict(out.splitlines()[-1])
    assert (end["event"], end["status"], end["reason"]) == ("end", "interrupted", "interrupted")
    assert end["diagnosis"] is None
    assert end["steps"] - end["epoch"] in (0, 1)


def test_an_interrupt_of_the_progress_bar_leaves_a_summary() -> None:
    screen, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen([*COMMAND, *FOR_EVER], stdout=terminal, env=environment) as child:
        os.close(terminal)
        shown = os.read(screen, 9999)
        while b"loss" not in shown:
            shown += os.read(screen, 9999)
        child.send_signal(signal.SIGINT)
        while b"test  " not in shown:
            shown += os.read(screen, 9999)
        assert child.wait(30) == 130
    os.close(screen)
    assert b"\x1b[?25h" in shown  # the cursor is back
    assert b"interrupted after " in shown
    assert b"stopped by hand" in shown


@pytest.mark.parametrize("mode", [["--json", "--log-every", "1"], []])
def test_an_output_closed_early_is_no_error(mode: list[str]) -> None:
    words = [*COMMAND, *mode, "--max-epochs", "3000", "--min-improvement", "0"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        if mode:
            assert strict(child.stdout.readline())["epoch"] == 0
        child.stdout.close()
        assert child.stderr.read() == ""
        child.wait(30)
    assert child.returncode in (0, 141)


def test_an_output_that_is_full_is_one_sentence() -> None:
    with open("/dev/full", "w") as full:
        found = run("--json", "--max-epochs", "9", capture_output=False, stdout=full, stderr=-1)
    assert found.returncode == 2
    assert found.stderr == "npnn-tui: output: it cannot be written (No space left on device)\n"


def test_without_a_terminal_only_the_summary_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--max-epochs", "1234", "--min-improvement", "0"]) == 0
    first, second, third, fourth = capsys.readouterr().out.splitlines()
    assert first.startswith("finished after 1,234 epochs and ")
    assert first.endswith(": max_epochs 1,234 reached")
    assert second.startswith("training  loss 0.")
    assert third.startswith("test      loss 0.")
    assert fourth.startswith("saved as  ")
