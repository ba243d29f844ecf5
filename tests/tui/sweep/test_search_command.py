"""`npnn-tui sweep --search`: what it prints, keeps and refuses."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from npnn_tui.engine.sweeps.training import train
from npnn_tui.tui.cli import main

optuna = pytest.importorskip("optuna", reason="the extra tune is not installed")

SHORT = ("--max-epochs", "20", "--min-improvement", "0")
AXES = ("--vary", "learning_rate=0.001:1:log", "--vary", "hidden=4:64")


def searched(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    """The events of a search in one process."""
    assert main(["sweep", *AXES, *SHORT, "--workers", "0", "--json", *words]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def trials_in(storage: str) -> list[Any]:
    (name,) = optuna.get_all_study_names(storage)
    trials: list[Any] = optuna.load_study(study_name=name, storage=storage).trials
    return trials


def test_what_is_printed_is_what_the_storage_has(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    storage = f"sqlite:///{tmp_path}/study.db"
    begin, *points, end = searched(capsys, "--search", "4", "--seeds", "2", "--storage", storage)
    assert begin == {"event": "sweep", "points": 8, "done": 0, "vary": ["learning_rate", "hidden"]}
    points.sort(key=lambda point: int(point["number"]))  # one of a stack may end before another
    assert [(point["number"], point["seed"]) for point in points] == [
        (number, number % 2) for number in range(8)
    ]
    assert (end["finished"], end["left"]) == (8, 0)
    trials = trials_in(storage)
    assert [{k: f"{v:g}" for k, v in trial.params.items()} for trial in trials] == [
        point["settings"] for point in points[::2]
    ]
    assert [trial.user_attrs["epochs"] for trial in trials] == [
        [points[n]["epoch"], points[n + 1]["epoch"]] for n in range(0, 8, 2)
    ]
    for trial, one, two in zip(trials, points[::2], points[1::2], strict=True):
        words = (one["verdict"], two["verdict"])
        mean = (one["test_loss"] + two["test_loss"]) / 2
        assert trial.value == (None if "diverged" in words else pytest.approx(mean))


def test_it_goes_on_from_its_storage(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ("--storage", str(tmp_path / "study.log"), "--output", str(tmp_path / "all.csv"))
    _, *first, _ = searched(capsys, *words[:2], "--search", "2")
    begin, *again, end = searched(capsys, *words, "--search", "3")
    assert (begin["points"], begin["done"], end["left"]) == (3, 2, 0)
    assert again[:2] == first
    assert len((tmp_path / "all.csv").read_text().splitlines()) == 4


def test_what_the_file_has_is_not_trained_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--search", "3", "--output", str(tmp_path / "all.csv"))
    _, *first, _ = searched(capsys, *words)
    text = (tmp_path / "all.csv").read_text()
    trained = []

    def counted(*arguments: Any) -> Any:
        trained.append(arguments)
        return train(*arguments)

    monkeypatch.setattr("npnn_tui.engine.sweeps.together.train", counted)
    _, *again, _ = searched(capsys, *words)
    assert again == first
    assert (tmp_path / "all.csv").read_text() == text
    assert not trained


def test_processes_train_all_trials(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    storage = f"sqlite:///{tmp_path}/study.db"
    words = ["sweep", *AXES, *SHORT, "--search", "6", "--workers", "2", "--storage", storage]
    assert main(words) == 0
    assert "6 of 6 trained" in capsys.readouterr().out
    states = {trial.state.name for trial in trials_in(storage)}
    assert len(trials_in(storage)) == 6
    assert states <= {"COMPLETE", "PRUNED"}


def test_ctrl_c_leaves_no_trial_running_and_optuna_prints_nothing(tmp_path: Path) -> None:
    storage = f"sqlite:///{tmp_path}/study.db"
    for_long = ("--max-epochs", "1000000000", "--min-improvement", "0", "--time-limit", "0.1")
    words = ["--search", "9", "--seeds", "9", "--workers", "0", "--json", "--storage", storage]
    command = [sys.executable, "-m", "npnn_tui.tui", "sweep", *AXES, *for_long, *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        first = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.send_signal(signal.SIGINT)
        rest = [json.loads(line) for line in process.stdout.read().splitlines()]
        told = process.stderr.read()
        assert process.wait(20) == 130
    assert [event["event"] for event in first] == ["sweep", "point"]
    assert rest[-1]["event"] == "end"
    assert not told
    trials = trials_in(storage)
    assert "RUNNING" not in {trial.state.name for trial in trials}
    assert (trials[-1].state.name, trials[-1].user_attrs) == ("FAIL", {"reason": "cancelled"})


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--random", "5"], "search must be left out with random, got 3"),
        (["--vary", "l2=0,1", "--l2", "1"], "l2 must be left out where it varies"),
        (["--search", "0"], "search must be a whole number between 1 and 100,000, or off, got 0"),
        (["--search", "60000", "--seeds", "2"], "vary must come to at most 100,000 trainings"),
        (["--storage", ""], "storage must be"),
        (["--storage", "sqlite:////nonexistent/x.db"], "(unable to open database file), got sql"),
        (["--storage", "sqlite://"], "storage must be"),
        (["--storage", "/nonexistent/x.log"], "(No such file or directory), got /nonexistent"),
        (["--storage", "."], "(Is a directory), got ."),
        (["--storage", "none://x\x1b[2J"], r"got none://x\x1b[2J"),
        (["--storage", "a\0b"], "(embedded null byte)"),
        (["--storage", "mysql://me:secret@host/x"], "got mysql://me:***@host/x"),
        (["--storage", f"sqlite:///{__file__}"], "(file is not a database)"),
        (["--storage", __file__], "(it holds something else)"),
    ],
)
def test_bad_input_is_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep", "--vary", "hidden=4:64", "--search", "3", *words]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert "\x1b" not in told.err
    assert "secret" not in told.err
    assert not told.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--storage", "x"], "storage must be left out without search, got x"),
        (["--search", "3", "--seeds", "2"], "vary must be given"),
    ],
)
def test_what_a_search_needs(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep", *words]) == 2
    assert sentence in capsys.readouterr().err


PROGRAM = """
import sys
from npnn_tui.tui.cli import main
words = ["sweep", "--vary", "hidden=4:6", "--max-epochs", "5", "--workers", "0"]
main([*words, "--random", "2"])
assert "npnn_tui.engine.sweeps.search" in sys.modules
assert not {"optuna", "sqlalchemy"} & set(sys.modules)
sys.modules["optuna"] = None  # as if it were not installed
sys.exit(main([*words, "--search", "3"]))
"""


def test_optuna_is_asked_for_by_a_search_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    sentence = "search must be left out without Optuna: pip install 'npnn-tui[tune]', got 3"
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
