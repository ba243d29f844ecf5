import numpy as np
from npnn_tui.tui.plotting.cells import Cells
from npnn_tui.tui.plotting.strips import cell_style, strips
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
