"""Surfaces of numbers as cells: their bands, their colours and the observations on them."""

import numpy as np
import pytest
from npnn_tui.tui.plotting import Cells, grid_shape
from npnn_tui.tui.plotting.bands import BANDS, Bands, diverging
from npnn_tui.tui.plotting.palette import Marker, contrast
from npnn_tui.tui.plotting.readings import Readings, draw_readings
from npnn_tui.tui.plotting.relief import draw_relief
from numpy.typing import NDArray

BLUE, GREY, ORANGE, DARK = 0x0000FF, 0x808080, 0xFF8000, 0x101010
COLORS = diverging(BLUE, GREY, ORANGE, BANDS)
UNIT = Bands(-1, 1)


def drawn(values: object, marker: Marker, bands: Bands = UNIT) -> Cells:
    colors = diverging(BLUE, GREY, ORANGE, bands.count)
    return draw_relief(np.asarray(values, dtype=float), bands, colors, marker)


def plane(marker: Marker, width: int, height: int) -> NDArray[np.float64]:
    """Return a slope that rises from -1 at the left edge to 1 at the right one."""
    rows, columns = grid_shape(marker, width, height)
    return np.tile(2 * (np.arange(columns) + 0.5) / columns - 1, (rows, 1))


def test_bands_are_equally_wide_and_the_last_ones_open() -> None:
    assert Bands(0, 9).of([0, 0.99, 1, 4.5, 8, 9, 1e300, -1e300]).tolist() == [
        *(0, 0, 1, 4, 8),
        *(8, 8, 0),
    ]
    assert Bands(0, 9).of([np.nan, np.inf, -np.inf]).tolist() == [-1, -1, -1]
    assert Bands(0, 9).middles.tolist() == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5]


@pytest.mark.parametrize("limits", [(2.0, 2.0), (np.nan, 1.0), (0.0, 0.0), (1e30, 1e30)])
def test_any_limits_make_bands(limits: tuple[float, float]) -> None:
    bands = Bands.between(limits)
    assert bands.low < bands.high
    assert 0 <= bands.of(limits[1]) < BANDS


def test_colours_go_from_end_to_end_over_the_neutral_one() -> None:
    assert (COLORS[0], COLORS[4], COLORS[8]) == (BLUE, GREY, ORANGE)
    assert len(set(COLORS.tolist())) == BANDS
    away = [
        float(contrast(color, 0x272B31)) for color in diverging(0x56B4E9, 0x272B31, 0xE69F00, 9)
    ]
    assert away[:5] == sorted(away[:5], reverse=True)
    assert away[4:] == sorted(away[4:])


def test_a_slope_in_ascii_shows_every_band_once() -> None:
    assert drawn(plane("ascii", 9, 2), "ascii").rows() == [".:-=+*%#@", ".:-=+*%#@"]
    assert drawn(plane("ascii", 5, 1), "ascii", Bands(-1, 1, 5)).rows() == [".-+%@"]


def test_a_bowl_in_ascii() -> None:
    """Rings of x^2 + y^2 on a grid of 9 by 5, from 0 in the middle to 2 in the corners."""
    y, x = np.meshgrid(np.linspace(-1, 1, 5), np.linspace(-1, 1, 9), indexing="ij")
    assert drawn(x**2 + y**2, "ascii", Bands(0, 2)).rows() == [
        "@#*++" + "+*#@",
        "*=-::" + ":-=*",
        "+-:.." + ".:-+",
        "*=-::" + ":-=*",
        "@#*++" + "+*#@",
    ]


def test_blocks_show_two_bands_in_a_cell_and_nothing_where_one_is_unknown() -> None:
    cells = drawn([[1, 1, np.nan], [-1, 1, 1]], "blocks")
    assert cells.rows() == ["▀  "]
    assert cells.foreground.tolist() == [[ORANGE, -1, -1]]
    assert cells.background.tolist() == [[BLUE, ORANGE, -1]]


def test_a_slope_in_braille_has_ever_more_dots() -> None:
    (row,) = drawn(Bands(-1, 1).middles.repeat(4)[np.newaxis].repeat(4, axis=0), "braille").rows()
    dots = [(ord(first) - 0x2800).bit_count() for first in row.replace(" ", chr(0x2800))]
    tiles = [sum(dots[place : place + 2]) for place in range(0, 18, 2)]
    assert tiles == [2, 3, 5, 6, 8, 9, 10, 12, 13]


@pytest.mark.parametrize("marker", ["blocks", "braille", "ascii"])
def test_what_is_not_finite_stays_blank(marker: Marker) -> None:
    cells = drawn(np.full(grid_shape(marker, 3, 2), np.nan), marker)
    assert cells.rows() == ["   ", "   "]
    assert (cells.background == -1).all()


def test_few_bands_change_in_few_cells() -> None:
    before, after = (drawn(plane("blocks", 90, 3) + step, "blocks") for step in (0, 0.03))
    assert 0 < (before.background != after.background).sum() <= (BANDS - 1) * 3


def observed(field: Cells, values: list[float], marker: Marker, *test: bool) -> Cells:
    """Draw observations in the middles of the first cells of a field of one row."""
    places = np.column_stack([np.arange(len(values)) + 0.5, np.full(len(values), 0.5)])
    return draw_readings(
        field,
        Readings(places, np.array(values), np.array(test or [False] * len(values))),
        (0, field.width),
        (0, 1),
        bands=UNIT,
        colors=COLORS,
        marker=marker,
        background=DARK,
    )


def test_an_observation_melts_into_a_field_that_predicts_it() -> None:
    field = drawn([[1, 1, -1], [1, 1, -1]], "blocks")
    cells = observed(field, [1, -1, -1], "blocks", False, False, True)
    assert cells.rows() == ["●●○"]
    assert (cells.foreground == cells.background).tolist() == [[True, False, True]]
    assert cells.foreground[0, 1] == BLUE


def test_in_ascii_an_observation_says_its_band() -> None:
    field = Cells.blank(9, 1)
    middles = UNIT.middles.tolist()
    assert observed(field, middles, "ascii").rows() == ["123456789"]
    assert observed(field, middles, "ascii", *[True] * 9).rows() == ["abcdefghi"]


def test_an_observation_without_a_field_can_be_seen() -> None:
    cells = observed(Cells.blank(9, 1), UNIT.middles.tolist(), "blocks")
    assert (contrast(cells.foreground, DARK) >= 3).all()


def test_an_observation_without_a_number_is_not_drawn() -> None:
    assert observed(Cells.blank(3, 1), [np.nan, 0, np.inf], "blocks").rows() == [" ● "]


def test_where_observations_meet_a_test_one_is_seen() -> None:
    places = np.array([[0.5, 0.5], [0.5, 0.5]])
    cells = draw_readings(
        Cells.blank(1, 1),
        Readings(places, np.array([1.0, -1.0]), np.array([False, True])),
        (0, 1),
        (0, 1),
        bands=UNIT,
        colors=COLORS,
        marker="ascii",
        background=DARK,
    )
    assert cells.rows() == ["a"]
