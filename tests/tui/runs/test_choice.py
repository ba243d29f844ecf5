"""What is selected and marked stays so while runs come and go."""

from pathlib import Path

import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs.listing import Entry
from npnn_tui.tui.runs.choice import Choice

from ...made_runs import NOON, make_entry


@pytest.fixture
def choice(tmp_path: Path) -> Choice:
    """Four runs, a to d, the newest first."""
    choice = Choice()
    choice.take([Entry.of(make_entry(tmp_path, name, saved=NOON - ord(name))) for name in "abcd"])
    return choice


def names(entries: list[Entry]) -> str:
    return "".join(entry.name for entry in entries)


def test_the_cursor_stays_within_the_list(choice: Choice) -> None:
    choice.move(-1)
    assert choice.place == 0
    choice.move(99)
    assert choice.place == 3


def test_marked_runs_and_the_selected_one_are_compared(choice: Choice) -> None:
    assert names(choice.compared) == names(choice.concerned) == "a"
    choice.select(2)
    choice.mark()
    choice.select(0)
    choice.mark()
    choice.select(1)
    assert names(choice.compared) == "cab"
    assert names(choice.concerned) == "ca"
    choice.select(2)
    assert names(choice.compared) == "ca"
    choice.mark()
    assert names(choice.marked) == "a"
    assert choice.unmark_all()
    assert not choice.unmark_all()


def test_the_selected_run_stays_selected_when_others_come(choice: Choice, tmp_path: Path) -> None:
    choice.select(1)
    new = Entry.of(make_entry(tmp_path, "new", saved=NOON + 1))
    choice.take([*choice.shown, new])
    assert choice.place == 2
    assert choice.selected
    assert choice.selected.name == "b"


def test_where_it_has_gone_the_cursor_keeps_its_place(choice: Choice) -> None:
    choice.select(1)
    choice.mark()
    choice.take([entry for entry in choice.shown if entry.name != "b"])
    assert choice.selected
    assert choice.selected.name == "c"
    assert choice.marked == []
    choice.take([])
    assert choice.selected is None
    assert choice.compared == []


def test_a_filter_hides_but_forgets_no_mark(choice: Choice) -> None:
    choice.mark()
    choice.narrow("name=b")
    assert names(list(choice.shown)) == "b"
    assert names(choice.compared) == "ab"
    assert "filter name=b: 1 run · " in choice.words
    with pytest.raises(FieldError):
        choice.narrow("nothing<x")
    assert choice.filter == "name=b"
