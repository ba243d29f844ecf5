"""`npnn-tui sweep`: what it prints, what it refuses, and that nothing finished is lost."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from npnn_tui.tui.cli import main

SHORT = ("--max-epochs", "30", "--min-improvement", "0")
FOR_EVER = ("--max-epochs", "1000000000", "--min-improvement", "0")
COMMAND = (sys.executable, "-m", "npnn_tui.tui", "sweep")


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def swept(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert main(["sweep", *words, "--workers", "0", "--json"]) == 0
    return events(capsys.readouterr().out)


def test_lines_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("circles", "--vary", "l2=0,0.1", "--vary", "hidden=4", "--seeds", "2", *SHORT)
    begin, *points, end = swept(capsys, *words)
    assert begin == {"event": "sweep", "points": 4, "done": 0, "vary": ["l2", "hidden"]}
    assert [(point["number"], point["settings"], point["seed"]) for point in points] == [
        (0, {"l2": "0", "hidden": "4"}, 0),
        (1, {"l2": "0", "hidden": "4"}, 1),
        (2, {"l2": "0.1", "hidden": "4"}, 0),
        (3, {"l2": "0.1", "hidden": "4"}, 1),
    ]
    assert all(point["state"] == "finished" and point["epoch"] == 30 for point in points)
    assert end.pop("seconds") >= 0
    assert end == {"event": "end", "finished": 4, "refused": 0, "failed": 0, "left": 0}


def test_a_picture_of_the_original(capsys: pytest.CaptureFixture[str]) -> None:
    _, *points, _ = swept(capsys, "learning-rate", "--seed", "1")
    assert [point["settings"]["learning_rate"] for point in points] == ["0.001", "0.01", "0.05"]
    assert [point["seed"] for point in points] == [1, 1, 1]
    assert points[2]["verdict"] == "oscillates"


def test_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--vary", "noise=0.1,0.2", "--vary", "data=moons,circles", *SHORT)
    assert main(["sweep", *words, "--workers", "0"]) == 0
    table = capsys.readouterr().out
    rows = [line for line in table.splitlines() if "moons" in line or "circles" in line]
    assert len(rows) == 4
    assert "Noise" in table
    assert "Train loss" in table
    assert "4 of 4 trained" in table


def test_a_point_that_the_data_refuse_is_told_and_the_others_are_trained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, *points, end = swept(capsys, "--vary", "batch_size=16,500", *SHORT)
    assert [point["state"] for point in points] == ["finished", "refused"]
    assert points[1]["reason"].startswith("batch_size must be between 1 and 200")
    assert end["refused"] == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "vary must be given"),
        (["--vary", "l2"], "vary must be NAME=VALUE"),
        (["--vary", "l2=0,x"], "l2 must be between"),
        (["--vary", "l2=0,1", "--l2", "0.5"], "l2 must be left out where it varies, got 0.5"),
        (["noise", "--noise", "0.5"], "noise must be left out where it varies, got 0.5"),
        (["--seeds", "2", "--random", "5"], "vary must be given"),
        (["--vary", "l2=0,1", "--output", ""], "output must be a file that can be written"),
        (["--vary", "l2=0,1", "--scheduler", "nowhere"], "scheduler must be"),
        (["--scheduler", "h:1", "--workers", "2"], "workers must be left out with a scheduler"),
        (["none.csv", "--vary", "l2=0,1", "--output", "/nonexistent/x.csv"], "output must be a"),
        (["--seeds", "0"], "seeds must be a whole number between 1 and 1,000, got 0"),
        (["--seeds", ""], "seeds must be a whole number between 1 and 1,000, got nothing"),
        (["--vary", "l2=0,1", "--random", "x"], "random must be a whole number"),
        (["--vary", "l2=0,1", "--wall", "--json"], "wall must be left out with json"),
        (["--vary", "l2=0,1", "--wall"], "must be a terminal"),
        (["--vary", "l2=0,1", "--wall", "--search", "5"], "wall must be left out with search"),
        (["--vary", "l2=0,1", "--workers", "-1"], "workers must be a whole number"),
        (["nosuchset", "--vary", "l2=0,1"], "data must be"),
        (["--vary", "data=moons,\x1b[2J"], r"got \x1b[2J"),
        (["--vary", "l2=0,1", "--output", "/nonexistent/x.csv"], "output must be a file that can"),
    ],
)
def test_bad_input_is_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep", *words]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert "\x1b" not in told.err
    assert not told.out


def test_a_sweep_goes_on_from_its_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    output = str(tmp_path / "results.csv")
    first = swept(capsys, "--vary", "l2=0,0.1", "--output", output, *SHORT)
    again = swept(capsys, "--vary", "l2=0,0.1,0.2", "--output", output, *SHORT)
    assert first[0]["done"] == 0
    assert (again[0]["done"], again[0]["points"]) == (2, 3)
    assert [e["settings"]["l2"] for e in again if e["event"] == "point"] == ["0", "0.1", "0.2"]
    assert len((tmp_path / "results.csv").read_text().splitlines()) == 4


def running(words: Sequence[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.PIPE, text=True, start_new_session=True
    )


def children_of(pid: int) -> set[int]:
    files = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(word) for file in files for word in file.read_text().split()}


def end_soon(processes: set[int]) -> bool:
    """Tell whether all of these processes end within some seconds."""
    return all(map(ends, processes))


def ends(process: int, seconds: float = 10.0) -> bool:
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    ready, _, _ = select.select([handle], [], [], seconds)
    os.close(handle)
    return bool(ready)


needs_proc = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="reads /proc")

MIXED = ("--vary", "max_epochs=20,1000000000", "--min-improvement", "0", "--seeds", "2", "--json")
"""Two cells that are soon done, and two that never are."""


@needs_proc
@pytest.mark.parametrize("signals", [[signal.SIGINT], [signal.SIGKILL], [signal.SIGTERM]])
def test_what_was_finished_is_in_the_file_and_the_rest_resumes(
    signals: list[signal.Signals], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = str(tmp_path / "results.csv")
    with running([*MIXED, "--workers", "2", "--output", output]) as process:
        assert process.stdout
        done = [json.loads(process.stdout.readline()) for _ in range(3)][1:]
        workers = children_of(process.pid)
        for number in signals:
            os.killpg(process.pid, number)
        rest = process.stdout.read()
        code = process.wait(20)
    assert workers
    assert {point["settings"]["max_epochs"] for point in done} == {"20"}
    if signals == [signal.SIGINT]:
        assert code == 130
        assert events(rest)[-1]["left"] == 2
    else:
        assert code == -signals[0]
    assert end_soon(workers)
    begin, *points, _ = swept(
        capsys, "--vary", "max_epochs=20,40", "--seeds", "2", "--min-improvement", "0",
        "--output", output,
    )  # fmt: skip
    assert begin["done"] == 2
    assert {point["epoch"] for point in points} == {20, 40}


@needs_proc
def test_workers_end_when_the_coordinator_alone_is_killed() -> None:
    with running([*MIXED, "--workers", "2"]) as process:
        assert process.stdout
        for _ in range(3):
            process.stdout.readline()
        workers = children_of(process.pid)
        process.kill()
        process.wait(20)
        assert process.stdout.read() == ""  # which ends when nobody holds it any more
    assert workers
    assert end_soon(workers)
