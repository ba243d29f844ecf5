import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.tui.plotting.cells import Cells
from npnn_tui.tui.plotting.strips import cell_style, strips
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style


def colored() -> Cells:
    characters = np.array([list("abcd"), list("    ")])
    foreground = np.array([[1, 1, -1, 0xFF8000], [-1] * 4], dtype=np.int32)
    background = np.array([[-1, -1, -1, -1], [-1, -1, 0x0000FF, 0x0000FF]], dtype=np.int32)
    return Cells(characters, foreground, background)


def test_runs_of_one_style_become_one_segment() -> None:
    texts = [[segment.text for segment in strip] for strip in strips(colored())]
    assert texts == [["ab", "c", "d"], ["  ", "  "]]


def test_segments_have_the_colours_of_their_cells() -> None:
    first, second = strips(colored())
    assert list(first)[2].style == Style(color=Color.from_rgb(255, 128, 0))
    assert list(second)[1].style == Style(bgcolor=Color.from_rgb(0, 0, 255))


def test_the_strips_of_some_rows_are_those_among_all() -> None:
    (second,) = strips(colored(), rows=[1])
    assert list(second) == list(strips(colored())[1])


def test_every_segment_has_a_style_and_every_strip_its_width() -> None:
    for strip in strips(colored()):
        assert strip.cell_length == 4
        assert all(segment.style is not None for segment in strip)


def test_cells_without_colour_take_that_of_the_base() -> None:
    base = Style(color="red", bgcolor="white")
    assert cell_style(-1, -1, base) == base
    assert cell_style(-1, 0, base) == Style(color="red", bgcolor=Color.from_rgb(0, 0, 0))


def test_a_grid_without_columns_gives_empty_strips() -> None:
    assert [strip.cell_length for strip in strips(Cells.blank(0, 2))] == [0, 0]


texts = st.one_of(st.text(), st.text(st.sampled_from("日本語🎉 ab\u0301\u200d\ufe0f\x1b")))


@given(
    st.integers(0, 30),
    st.lists(st.tuples(st.integers(-9, 30), texts, st.integers(-1, 3)), max_size=4),
)
def test_any_text_at_any_column_gives_strips_of_the_width(
    width: int, writes: list[tuple[int, str, int]]
) -> None:
    cells = Cells.blank(width, 1)
    for column, text, color in writes:
        cells = cells.write(column, 0, text, color)
    (strip,) = strips(cells)
    assert strip.cell_length == cell_len(strip.text) == width
    assert strip.text == cells.rows()[0]
    assert strip.text.isprintable()
    assert all(segment.text for segment in strip)


def test_a_wide_character_has_one_style_and_what_follows_has_its_own() -> None:
    characters = np.array([["日", "", "x", "y"]])
    foreground = np.array([[1, 2, 2, 3]], dtype=np.int32)
    (strip,) = strips(Cells(characters, foreground, np.full_like(foreground, -1)))
    styles = [cell_style(color, -1) for color in (1, 2, 3)]
    assert [tuple(segment)[:2] for segment in strip] == list(zip("日xy", styles, strict=True))
