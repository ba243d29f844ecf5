"""A change of pen does on an emulated terminal what setting the pen anew does."""

from typing import Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.tui.link.pens import (
    DEFAULT,
    blank_pen,
    can_swap,
    change,
    change_anew,
    over_blank,
    pen_of,
    plain_pen_of,
    swapped,
)

COLORS = ["5;208", "5;17", "2;86;180;233", "2;0;0;0"]
FRONTS = ["", "31", "39", "97", *(f"38;{color}" for color in COLORS)]
BACKS = ["", "44", "49", "103", *(f"48;{color}" for color in COLORS)]
ATTRIBUTES = ["", "1", "3", "4", "7", "9", "1;4", "3;7;9"]
"""Those that the emulator knows; it takes no faint or doubly underlined text."""

parameters = st.tuples(
    st.sampled_from(ATTRIBUTES), st.sampled_from(FRONTS), st.sampled_from(BACKS)
).map(lambda parts: ";".join(filter(None, parts)))


def written(*sequences: str) -> Any:
    """Return what the terminal makes of an x after these sequences, with all its looks."""
    screen = pyte.Screen(4, 2)
    pyte.Stream(screen).feed("".join(sequences) + "x")
    return screen.buffer[0][0]


def anew(words: str) -> str:
    return f"\x1b[0m\x1b[{words}m" if words else "\x1b[0m"


@given(parameters, parameters)
def test_a_change_makes_the_pen(before: str, after: str) -> None:
    way = change(pen_of(before), pen_of(after))
    assert written(anew(before), way) == written(anew(after))
    assert written("\x1b[1;4;35m", change(None, pen_of(after))) == written(anew(after))


@given(parameters, parameters)
def test_a_change_is_never_longer_than_beginning_anew(before: str, after: str) -> None:
    fewest = min(len(f"\x1b[0;{after}m"), len(anew(after)))
    assert len(change(pen_of(before), pen_of(after))) <= fewest


def test_one_colour_is_changed_alone() -> None:
    before, after = pen_of("38;2;1;2;3;48;2;4;5;6"), pen_of("38;2;1;2;3;48;2;7;8;9")
    assert change(before, after) == "\x1b[48;2;7;8;9m"
    assert change(before, before) == ""


def test_equal_pens_are_one_object() -> None:
    assert pen_of("1;31;44") is pen_of("44;31;1")
    assert pen_of("") is DEFAULT
    assert pen_of("31;0") is DEFAULT


@pytest.mark.parametrize("words", ["38;2;1;2;3;48;2;4;5;6", "38;5;1;48;5;2;7"])
def test_a_lower_half_block_looks_like_the_upper_one_in_the_swapped_pen(words: str) -> None:
    pen = pen_of(words)
    other = swapped(pen)
    assert can_swap(pen)
    assert other.foreground[2:] == pen.background[2:]
    assert other.background[2:] == pen.foreground[2:]
    assert swapped(other) is pen


@pytest.mark.parametrize("words", ["", "31;44", "38;5;1", "48;2;1;2;3"])
def test_the_terminals_own_colours_cannot_swap(words: str) -> None:
    assert not can_swap(pen_of(words))


def test_nobody_sees_the_foreground_of_a_blank() -> None:
    assert blank_pen(pen_of("1;31;44")) is pen_of("44")
    assert blank_pen(pen_of("4;31;44")) is pen_of("4;31;44")


@given(parameters, parameters)
def test_a_blank_is_written_without_a_change_that_nobody_sees(before: str, blank: str) -> None:
    pen = over_blank(pen_of(before), blank_pen(pen_of(blank)))
    assert pen.background == pen_of(blank).background
    assert blank_pen(pen) is blank_pen(pen_of(blank))


@given(parameters, parameters)
def test_an_attribute_is_taken_away_by_beginning_anew(before: str, after: str) -> None:
    way = change_anew(pen_of(before), pen_of(after))
    assert written(anew(before), way) == written(anew(after))
    if pen_of(before).attributes - pen_of(after).attributes:
        assert way in ("\x1b[m", f"\x1b[0{way[3:]}")


def test_bright_colours_become_bold_ones_of_the_first_eight() -> None:
    assert plain_pen_of("97;104") is pen_of("1;37;44")
    assert plain_pen_of("3;31;42") is pen_of("3;31;42")
