"""What `npnn-tui train` says at the end of a run that went wrong."""

import json
import math
import os
import subprocess
import sys
from typing import Any

import pytest
from npnn_tui.tui.advice import options_of
from npnn_tui.tui.cli import main


@pytest.fixture(autouse=True)
def _width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


DIVERGES = ["--learning-rate", "20"]
JUMPS = ["--samples", "1000", "--noise", "0.1"]


def end_of(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """Return the last event."""
    main(["train", *words, "--json"])
    end: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return end


def said(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Return the summary's lines below the figures and the name of the run."""
    main(["train", *words])
    return capsys.readouterr().out.splitlines()[4:]


def test_a_diverged_run_says_where_it_did_and_where_it_is_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["train", *DIVERGES, "--json"]) == 1
    *epochs, end = map(json.loads, capsys.readouterr().out.splitlines())
    assert end["status"] == "diverged"
    assert end["diverged_at"] == end["epoch"] > end["back_to"]
    back = next(event for event in epochs if event["epoch"] == end["back_to"])
    assert end["train_loss"] == back["train_loss"]
    assert math.isfinite(end["objective"])


@pytest.mark.parametrize("words", [DIVERGES, JUMPS])
def test_the_options_to_try_cure_the_run(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    *explanation, remedy = said(capsys, *words)
    assert all(len(line) <= 80 for line in explanation)
    assert remedy.startswith("try: --")
    end = end_of(capsys, *words, *remedy.removeprefix("try: ").split())
    assert (end["status"], end["diagnosis"]) == ("finished", None)
    assert end["train_accuracy"] >= 0.95


def test_json_and_summary_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    *explanation, remedy = said(capsys, *DIVERGES)
    diagnosis = end_of(capsys, *DIVERGES)["diagnosis"]
    assert list(diagnosis) == ["title", "explanation", "cure", "restart"]
    assert " ".join(explanation) == f"{diagnosis['title']}: {diagnosis['explanation']}"
    assert remedy == f"try: {options_of(diagnosis['cure'])}"


def test_a_sound_run_gets_no_advice(capsys: pytest.CaptureFixture[str]) -> None:
    end = end_of(capsys)
    assert {end[name] for name in ("diagnosis", "diverged_at", "back_to")} == {None}
    assert said(capsys) == []


def test_options_are_written_as_the_command_line_reads_them() -> None:
    cure = {"hidden": (16, 8), "standardise": True, "l2": 1e-7}
    assert options_of(cure) == "--hidden 16,8 --standardise on --l2 1e-07"


def test_an_output_without_greek_letters_gets_the_advice_too() -> None:
    command = [sys.executable, "-m", "npnn_tui.tui", "train", *DIVERGES]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    found = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert (found.returncode, found.stderr) == (1, b"")
    assert b"try: --" in found.stdout
