"""Which runs are listed, and in which order."""

from pathlib import Path

import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs.label import Label
from npnn_tui.engine.runs.listing import Entry, entries_in
from npnn_tui.tui.runs.order import filter_of, sorted_by

from ...made_runs import NOON, make_entry


@pytest.fixture
def entries(tmp_path: Path) -> list[Entry]:
    make_entry(tmp_path, "a", saved=NOON, test_loss=0.5, knobs={"hidden": "8,8"})
    make_entry(
        tmp_path, "b", saved=NOON - 1, test_loss=0.1, test_score=0.99, data="hills",
        knobs={"learning_rate": "0.1"},
    )  # fmt: skip
    make_entry(tmp_path, "c", saved=NOON - 2, status="diverged", test_loss=None, test_score=None)
    broken = make_entry(tmp_path, "d", saved=NOON)
    (broken / "summary.json").write_text("{")
    Label(("best", "paper")).write(tmp_path / "b")
    return [entry for entry in entries_in(tmp_path) if entry.name != "d"] + [Entry.of(broken)]


def names(entries: list[Entry]) -> str:
    return "".join(entry.name for entry in entries)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", "abcd"),
        ("status", "cabd"),
        ("data", "dbac"),
        ("test_loss", "ba"),
        ("score", "bca"),
        ("learning_rate", "acb"),
        ("hidden", "bca"),
    ],
)
def test_the_best_come_first_and_what_says_nothing_last(
    entries: list[Entry], sort: str, order: str
) -> None:
    found = names(sorted_by(entries, sort))
    assert sorted(found) == ["a", "b", "c", "d"]
    assert found.startswith(order)


def test_the_newest_come_first_else(entries: list[Entry]) -> None:
    assert names(sorted_by([entry for entry in entries if entry.summary], "when")) == "abc"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", "abcd"),
        ("moons", "ac"),
        ("MOO div", "c"),
        ("best", "b"),
        ("diverged", "c"),
        ("unread", "d"),
        ("test_loss<0.2", "b"),
        ("test_loss<=0.5", "ab"),
        ("score>0.9", "b"),
        ("epoch=100", "abc"),
        ("learning_rate<0.1", "ac"),
        ("learning_rate=0.10", "b"),
        ("hidden=8,8", "a"),
        ("hidden=32", "bc"),
        ("activation=tanh", "b"),  # the default of surfaces
        ("data=hills", "b"),
        ("status=diverged", "c"),
        ("status=div", ""),
        ("tag=paper", "b"),
        ("tag=pap", ""),
        ("name=a", "a"),
        ("moons test_loss<1", "a"),
    ],
)
def test_a_filter_keeps(entries: list[Entry], text: str, kept: str) -> None:
    keep = filter_of(text)
    assert "".join(sorted(entry.name for entry in entries if keep(entry))) == kept


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("test_los<1", r"filter must name one of test_loss.*did you mean test_loss\?"),
        ("test_loss<much", "filter must compare test_loss with a number, got much"),
        ("learning_rate<nan", "filter must compare learning_rate with a number, got nan"),
        ("learning_rate=x", "filter: learning_rate must be between"),
        ("status<3", "filter must name one of"),
        ("l2<\x1b[2J", r"got \\x1b\[2J"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(FieldError, match=sentence) as caught:
        filter_of(text)
    assert caught.value.field == "filter"
    assert "\x1b" not in str(caught.value)


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(FieldError, match=r"one of when, .* knob, got test_lost; did") as caught:
        sorted_by([], "test_lost")
    assert caught.value.field == "sort"


def test_knobs_from_elsewhere_are_no_reason_to_fail(tmp_path: Path) -> None:
    knobs = {"hidden": "\x1b[2J", "nonsense": "1", "l2": "-5"}
    entry = Entry.of(make_entry(tmp_path, "a", knobs=knobs))
    assert not filter_of("l2<1")(entry)
    assert not filter_of("hidden=32")(entry)
    assert sorted_by([entry], "l2") == [entry]
