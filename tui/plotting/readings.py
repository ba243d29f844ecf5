"""Observations of a surface drawn over it, in its own colours: a good fit makes them melt away."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .bands import Bands
from .cells import NO_COLOR, Cells
from .palette import FILLED_SHAPES, HOLLOW_SHAPES, Marker, readable
from .points import visible
from .relief import ascii_level
from .scales import Limits

ASCII_TRAINING, ASCII_TEST = "123456789", "abcdefghi"


@dataclass(frozen=True, eq=False)
class Readings:
    """Where something was measured: `positions` (n, 2) in the units of the data, `values` (n,),
    and whether each is of the `test` part (n,). Values that are not finite are not drawn.
    """

    positions: NDArray[np.floating]
    values: NDArray[np.floating]
    test: NDArray[np.bool_]


def draw_readings(
    field: Cells,
    readings: Readings,
    x_limits: Limits,
    y_limits: Limits,
    *,
    bands: Bands,
    colors: NDArray[np.int32],
    marker: Marker,
    background: int,
) -> Cells:
    """Return the field with a disc, hollow for a test one, in each cell with observations.

    In ASCII, digits and letters give the band. Where several meet, a test one is shown. On a
    coloured cell an observation has exactly the colour of its band; elsewhere it is made readable.
    """
    numbers = bands.of(readings.values)
    known = np.where((numbers >= 0)[:, np.newaxis], readings.positions, np.nan)
    column, row, shown = visible(known, readings.test.astype(int), field, x_limits, y_limits)
    plain = colors[numbers[shown]]
    on_color = field.background[row, column] >= 0
    top = Cells.blank(field.width, field.height)
    top.characters[row, column] = _characters(numbers, readings.test, bands, marker)[shown]
    top.foreground[row, column] = np.where(on_color, plain, readable(plain, background))
    top.background[row, column] = NO_COLOR
    return field.overlay(top)


def _characters(
    numbers: NDArray[np.intp], test: NDArray[np.bool_], bands: Bands, marker: Marker
) -> NDArray[np.str_]:
    """Return the character of each observation."""
    if marker != "ascii":
        return np.where(test, HOLLOW_SHAPES[0], FILLED_SHAPES[0])
    training, other = (
        ascii_level(numbers, bands.count, characters) for characters in (ASCII_TRAINING, ASCII_TEST)
    )
    return np.where(test, other, training)
