"""What is sent makes an emulated terminal look as if all that Textual wrote had been sent."""

from typing import Any
from unicodedata import category

import pyte
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.tui.link.encoding import Encoder
from npnn_tui.tui.link.grid import Grid
from rich.cells import cell_len

WIDTH, HEIGHT = 20, 6

PENS = ["0", "31", "1;38;2;86;180;233", "38;5;1;48;5;2", "38;5;2;48;5;1", "7;48;2;9;9;9", "4;44"]
TEXTS = ["x", "  ", "ab  c", "▀", "▀▀", "⣿⡀", "Bdé", "─────"]
WIDE_TEXTS = ["日", "a日b", "日本", "  ", "xyz"]

pieces = st.tuples(
    st.integers(1, HEIGHT),
    st.integers(1, WIDTH),
    st.lists(st.tuples(st.sampled_from(PENS), st.sampled_from(TEXTS)), min_size=1, max_size=4),
)
frames = st.lists(st.lists(pieces, max_size=6), min_size=1, max_size=4)


def as_textual_writes(frame: list[Any]) -> str:
    """Return a frame in the dialect of Textual, with what does not fit into a row cut off."""
    words = ""
    for row, column, parts in frame:
        words += f"\x1b[{row};{column}H"
        room = WIDTH - column + 1
        for pen, text in parts:
            words += f"\x1b[{pen}m{text[:room]}\x1b[0m" if room > 0 else ""
            room -= len(text)
        words += "\n"
    return words


class Emulator:
    """A terminal that takes no notice of line feeds at the end of a row."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.screen.reset_mode(7, private=True)
        self._stream = pyte.Stream(self.screen)

    def feed(self, data: str) -> None:
        self._stream.feed(data.replace("\n", ""))

    def cell(self, row: int, column: int) -> tuple[Any, ...]:
        """Return what can be seen of a cell: halves of blocks, no front of blanks."""
        char = self.screen.buffer[row][column]
        fore, back = char.fg, char.bg
        if char.data == "▄":
            return ("▀", back, fore, char.reverse, char.underscore)
        if char.data == " " and not char.reverse and not char.underscore:
            return (" ", back)
        return (char.data, fore, back, char.bold, char.reverse, char.underscore)

    def picture(self) -> list[list[tuple[Any, ...]]]:
        cells = [[self.cell(row, column) for column in range(WIDTH)] for row in range(HEIGHT)]
        return [[cell[:3] if cell[0] == "▀" else cell for cell in row] for row in cells]


def drawn(grid: Grid, encoder: Encoder) -> str:
    changed = list(grid.changed)
    grid.changed.clear()
    return "".join(encoder.row(grid, row) for row in changed)


def fresh() -> Grid:
    grid = Grid()
    grid.resize(WIDTH, HEIGHT)
    return grid


@given(frames)
def test_the_screen_looks_as_textual_wants(all_frames: list[list[Any]]) -> None:
    grid, encoder, ours, textuals = fresh(), Encoder(), Emulator(), Emulator()
    ours.feed(drawn(grid, encoder))
    for frame in all_frames:
        words = as_textual_writes(frame)
        assert list(grid.feed(words)) == []
        ours.feed(drawn(grid, encoder))
        textuals.feed(words)
        assert ours.picture() == textuals.picture()


wide_rows = st.lists(st.sampled_from(WIDE_TEXTS), max_size=5).map("".join)


@given(st.lists(wide_rows, min_size=1, max_size=4))
def test_rows_with_wide_characters_look_as_wanted(rows: list[str]) -> None:
    grid, encoder, ours, textuals = fresh(), Encoder(), Emulator(), Emulator()
    for row in rows:
        words = f"\x1b[2;1H\x1b[31m{row}{' ' * (WIDTH - cell_len(row))}\x1b[0m"
        list(grid.feed(words))
        textuals.feed(words)
        ours.feed(drawn(grid, encoder))
        assert ours.screen.display[1] == textuals.screen.display[1]


def test_half_a_wide_character_becomes_a_blank() -> None:
    grid = fresh()
    list(grid.feed("\x1b[1;1Ha日b\x1b[1;3Hx\x1b[2;1Ha日b\x1b[2;2Hx"))
    assert grid.wanted[0].characters[:4] == ["a", " ", "x", "b"]
    assert grid.wanted[1].characters[:4] == ["a", "x", " ", "b"]


def test_what_is_there_already_is_not_sent() -> None:
    grid, encoder = fresh(), Encoder()
    list(grid.feed("\x1b[1;1H\x1b[31mred\x1b[0m"))
    assert "red" in drawn(grid, encoder)
    list(grid.feed("\x1b[1;1H\x1b[31mred\x1b[0m"))
    assert drawn(grid, encoder) == ""
    list(grid.feed("\x1b[1;1H\x1b[31mrod\x1b[0m"))
    assert drawn(grid, encoder) == "\x1b[1;2Ho"


def test_after_forgetting_everything_is_sent() -> None:
    grid, encoder = fresh(), Encoder()
    list(grid.feed("\x1b[3;5H\x1b[31mred\x1b[0m"))
    drawn(grid, encoder)
    grid.forget()
    encoder.forget()
    screen = Emulator()
    screen.feed("\x1b[44m garbage")
    screen.feed(drawn(grid, encoder))
    assert screen.screen.display[2] == "    red".ljust(WIDTH)
    assert screen.screen.display[0].strip() == ""


def test_half_blocks_are_turned_where_that_is_shorter() -> None:
    grid, encoder = fresh(), Encoder()
    drawn(grid, encoder)
    list(grid.feed("\x1b[1;1H\x1b[38;5;1;48;5;2m▀\x1b[0m\x1b[38;5;2;48;5;1m▀\x1b[0m"))
    assert drawn(grid, encoder) == "\x1b[1;1H\x1b[38;5;1;48;5;2m▀▄"


def test_another_size_keeps_what_fits_and_sends_it_again() -> None:
    grid, encoder = fresh(), Encoder()
    list(grid.feed("\x1b[1;1Habc\x1b[6;1Hlast"))
    drawn(grid, encoder)
    grid.resize(2, 3)
    assert [row.characters for row in grid.wanted] == [["a", "b"], [" ", " "], [" ", " "]]
    assert len(grid.changed) == 3


def test_other_sequences_are_handed_back_in_order() -> None:
    words = "\x1b[?1049h\x1b[?25l\x1b[1;1Hx\x1b]22;default\x07\x1b[>25u\x1b(B\x1bP1$r0m\x1b\\"
    controls = ["\x1b[?1049h", "\x1b[?25l", "\x1b]22;default\x07", "\x1b[>25u", "\x1b(B"]
    assert list(fresh().feed(words)) == [*controls, "\x1bP1$r0m\x1b\\"]


@given(st.text(st.characters(max_codepoint=0x17F), max_size=WIDTH))
def test_no_control_character_reaches_the_terminal_in_text(text: str) -> None:
    grid, encoder = fresh(), Encoder()
    drawn(grid, encoder)
    list(grid.feed(f"\x1b[1;1H\x1b[31m{text.replace(chr(27), '')}\x1b[0m"))
    sent = drawn(grid, encoder).replace("\x1b[", "")
    assert not any(category(character) == "Cc" for character in sent)


def test_no_link_is_sent() -> None:
    grid = fresh()
    assert list(grid.feed("\x1b[1;1H\x1b]8;id=1;http://x.org\x1b\\here\x1b]8;;\x1b\\")) == []
    assert "".join(grid.wanted[0].characters).strip() == "here"


def test_text_is_translated() -> None:
    grid = Grid(lambda text: text.replace("─", "-"))
    grid.resize(WIDTH, HEIGHT)
    list(grid.feed("\x1b[1;1H──"))
    assert grid.wanted[0].characters[:2] == ["-", "-"]
