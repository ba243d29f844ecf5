"""A list fits its width, and leaves out what matters least."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.engine.runs.label import Label
from npnn_tui.engine.runs.listing import Entry
from npnn_tui.engine.runs.summary import Summary
from npnn_tui.tui.runs.columns import GAP, cells_of, fitting
from npnn_tui.tui.runs.words import changed_of, data_of, moment, size, when_of

from ...made_runs import NOON

FIGURES = {"test_loss": 0.123, "test_score": 0.5}


def entry(name: str, data: str = "moons", note: str = "", **knobs: str) -> Entry:
    summary = Summary(
        "finished", data, "classification", 1000, 1000, 9, 1.0, NOON, NOON, 9, "", knobs, FIGURES
    )
    return Entry(Path("/runs") / name, summary, Label(("best",), note), "finished", NOON)


names = st.lists(st.text(min_size=1, max_size=90).filter(lambda n: "/" not in n and "\0" not in n))


@given(names, st.integers(0, 250))
def test_it_is_never_wider_than_there_is_room(some: list[str], width: int) -> None:
    columns = fitting([entry(name, hidden="8,8") for name in some], width)
    assert sum(each.width + GAP for each in columns) <= width + GAP


@pytest.mark.parametrize(
    ("width", "heads"),
    [
        (12, "Name"),
        (17, "Name Status"),
        (28, "Name Status Test loss"),
        (66, "Name Status Data Changed Epochs Test loss Score Tags"),
        (84, "Name Status Data Changed Epochs Test loss Score When Tags"),
    ],
)
def test_the_more_important_ones_are_first_served(width: int, heads: str) -> None:
    columns = fitting([entry("moons-1", hidden="8")], width)
    assert " ".join(each.column.head for each in columns) == heads


def test_a_column_that_says_nothing_is_left_out() -> None:
    assert "Changed" not in [each.column.head for each in fitting([entry("a")], 200)]


def test_texts_from_elsewhere_are_safe() -> None:
    foreign = entry("\x1b[2J", "/tmp/[bold]x\x1b[2J.csv", hidden="\x1b]0;x\x07")
    texts = [text for each in fitting([foreign], 200) for text in each.texts]
    assert not any("\x1b" in text or "\x07" in text for text in texts)
    assert data_of(foreign) == r"[bold]x\x1b[2J.csv"
    assert changed_of(foreign) == r"hidden=\x1b]0;x\x07"


def test_a_moment_beyond_the_calendar_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [moment(value) for value in (0.0, 1e30, -1e30)] == ["—"] * 3
    assert len(when_of(entry("a"))) == len("2026-11-25 09:46")


def test_sizes_and_widths() -> None:
    assert [size(count) for count in (0, 999, 1000, 2_500_000, 3 * 10**9)] == [
        "0 B", "999 B", "1.0 kB", "2.5 MB", "3.0 GB",
    ]  # fmt: skip
    assert [cells_of(text) for text in ("ab", "日本", "é")] == [2, 4, 1]
