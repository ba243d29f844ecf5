"""Which runs are given up."""

from pathlib import Path

import pytest
from filelock import FileLock
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs.held import LOCK
from npnn_tui.engine.runs.label import Label
from npnn_tui.engine.runs.listing import Entry, entries_in
from npnn_tui.engine.runs.pruning import Pruning, read_age

from ...made_runs import NOON, make_entry

DAY = 86_400


@pytest.fixture
def entries(tmp_path: Path) -> list[Entry]:
    """Five runs, each a day older than the one before; the third is tagged, the fourth diverged."""
    for age in range(5):
        status = "diverged" if age == 3 else "finished"
        make_entry(tmp_path, f"run{age}", status=status, saved=NOON - age * DAY)
    Label(("best",)).write(tmp_path / "run2")
    return entries_in(tmp_path)


def names(pruning: Pruning, entries: list[Entry]) -> list[str]:
    return [entry.name for entry in pruning.of(entries, NOON)]


@pytest.mark.parametrize(
    ("pruning", "taken"),
    [
        (Pruning(older_than=1.5 * DAY), ["run3", "run4"]),
        (Pruning(older_than=1.5 * DAY, tagged=True), ["run2", "run3", "run4"]),
        (Pruning(older_than=DAY), ["run3", "run4"]),
        (Pruning(keep=1), ["run1", "run3", "run4"]),
        (Pruning(keep=4), ["run4"]),
        (Pruning(keep=0, tagged=True), ["run0", "run1", "run2", "run3", "run4"]),
        (Pruning(status="diverged"), ["run3"]),
        (Pruning(status="diverged", keep=4), []),
        (Pruning(status="finished", older_than=0.5 * DAY), ["run1", "run4"]),
    ],
)
def test_what_is_taken(pruning: Pruning, taken: list[str], entries: list[Entry]) -> None:
    assert names(pruning, entries) == taken


def test_tagged_runs_that_stay_are_counted(entries: list[Entry]) -> None:
    assert Pruning(keep=0).spared(entries, NOON) == 1
    assert Pruning(keep=0, tagged=True).spared(entries, NOON) == 0


def test_what_is_being_trained_stays(entries: list[Entry]) -> None:
    with FileLock(entries[3].folder / LOCK):
        assert names(Pruning(status="diverged"), entries) == []


def test_something_must_be_said() -> None:
    with pytest.raises(FieldError, match="prune must be told which runs"):
        Pruning(tagged=True)


@pytest.mark.parametrize(
    ("text", "seconds"), [("30d", 30 * DAY), ("1.5h", 5400), ("2w", 14 * DAY), (" 5M ", 300)]
)
def test_an_age(text: str, seconds: float) -> None:
    assert read_age(text) == seconds


@pytest.mark.parametrize("text", ["", "30", "d", "-1d", "1y", "nan d", "\x1b[2Jd"])
def test_what_is_no_age(text: str) -> None:
    with pytest.raises(FieldError, match="older_than must be a number of m, h, d or w") as caught:
        read_age(text)
    assert "\x1b" not in str(caught.value)
