"""The scale above a surface and the readout below it, in as many cells as there are."""

import math

import pytest
from npnn_tui.tui.charts.surface_key import Legend, Reading, key_of, readout_of
from npnn_tui.tui.plotting.bands import Bands, diverging

COLORS = diverging(0x0000FF, 0x808080, 0xFF8000, 9)
TEXT = 0xFFFFFF


def key(width: int, name: str = "height", *, has_test: bool = True, marker: str = "blocks") -> str:
    legend = Legend(Bands(-2.18, 1.83), COLORS, name, has_test)
    return key_of(legend, width, marker, TEXT).rows()[0].rstrip()  # type: ignore[arg-type]


def test_the_key_shows_the_scale_between_its_ends() -> None:
    legend = Legend(Bands(-2.18, 1.83), COLORS, "height", has_test=True)
    cells = key_of(legend, 70, "blocks", TEXT)
    assert cells.rows()[0].rstrip() == f"-2.18 {' ' * 18} 1.83 height  ● training  ○ test"
    assert cells.background[0, 6:24].tolist() == COLORS.repeat(2).tolist()


def test_the_key_in_ascii_is_seven_bit() -> None:
    shown = key(70, "Höhe", marker="ascii")
    assert shown == "-2.18 ..::--==++**%%##@@ 1.83 Hohe  1-9 training  a-i test"


def test_without_test_observations_none_are_explained() -> None:
    assert key(70, has_test=False).endswith("1.83 height  ● training")


@pytest.mark.parametrize(
    ("width", "end"),
    [
        (47, "1.83 height  ● training  ○ test"),
        (39, "1.83 height  ○ test"),
        (28, "1.83 height"),
        (20, "1.83"),
        (19, ""),
    ],
)
def test_a_narrow_key_leaves_out_what_is_least_needed(width: int, end: str) -> None:
    assert key(width).endswith(end)
    assert len(key(width)) <= width
    assert bool(key(width)) is bool(end)


@pytest.mark.parametrize("name", ["日本語の目標", "price\x1b[31m", "a" * 500, ""])
@pytest.mark.parametrize("width", [5, 21, 40, 80])
def test_any_name_fits(name: str, width: int) -> None:
    legend = Legend(Bands(0, 1), COLORS, name, has_test=True)
    cells = key_of(legend, width, "braille", TEXT)
    assert (cells.width, cells.height) == (width, 1)
    assert "\x1b" not in cells.rows()[0]


READING = Reading((0.516, -0.314), ("x", "y"), "height", 1.2345, 1.2)


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (80, "x 0.516  y -0.314: height 1.23, truth 1.2, error +0.034"),
        (54, "x 0.516  y -0.314: height 1.23, truth 1.2"),
        (40, "x 0.516  y -0.314: height 1.23"),
        (25, "1.23"),
        (3, "1.…"),
    ],
)
def test_the_readout_says_as_much_as_fits(width: int, text: str) -> None:
    assert readout_of(READING, width, "blocks") == text


def test_an_unknown_truth_is_not_spoken_of() -> None:
    reading = Reading((3.0, 0.0), ("PC 1 (39 %)", ""), "disease progression", 152.1, math.nan)
    assert readout_of(reading, 80, "blocks") == "PC 1 (39 %) 3: disease progression 152"
