"""A surface as cells: the band of the value at each place, without any axis."""

import numpy as np
from numpy.typing import NDArray

from .bands import Bands
from .braille import BAYER, braille_cells, dots
from .cells import NO_COLOR, Cells
from .palette import Marker
from .raster import half_blocks

ASCII_RAMP = ".:-=+*%#@"
"""The higher, the darker; no digits and letters, which are the observations."""

FULLEST = 0.8
"""Share of lit dots in the highest band."""


def draw_relief(
    values: NDArray[np.floating],
    bands: Bands,
    colors: NDArray[np.int32],
    marker: Marker,
) -> Cells:
    """Return the cells of a field of values (rows, columns), sampled as `grid_shape` says.

    `colors` has one for each band. Blocks tell bands apart by colour, braille by the share of lit
    dots too, ASCII by characters. Samples that are not finite stay blank.
    """
    return DRAWERS[marker](bands.of(values), colors)


def ascii_level(numbers: NDArray[np.intp], count: int, characters: str) -> NDArray[np.str_]:
    """Return the character of each band of `count`, spread over all the characters."""
    places = np.rint(numbers * (len(characters) - 1) / max(count - 1, 1)).astype(np.intp)
    return np.array(list(characters), dtype="<U1")[places]


def _draw_blocks(numbers: NDArray[np.intp], colors: NDArray[np.int32]) -> Cells:
    """Two samples in a cell, which stays blank if either is unknown."""
    unknown = (np.minimum(numbers[0::2], numbers[1::2]) < 0).repeat(2, axis=0)
    return half_blocks(np.where(unknown, np.int32(NO_COLOR), colors[numbers]))


def _draw_braille(numbers: NDArray[np.intp], colors: NDArray[np.int32]) -> Cells:
    """Light a share of the dots by ordered dithering; a cell has the colour of its mean band."""
    row, column = np.indices(numbers.shape)
    share = FULLEST * (numbers + 1) / len(colors)
    lit = BAYER[row % 4, column % 4] < share * BAYER.size
    mean = np.rint(np.mean(dots(numbers), axis=0)).astype(np.intp)
    return braille_cells(lit, np.where(mean < 0, NO_COLOR, colors[mean]))


def _draw_ascii(numbers: NDArray[np.intp], colors: NDArray[np.int32]) -> Cells:
    known = numbers >= 0
    characters = np.where(known, ascii_level(numbers, len(colors), ASCII_RAMP), " ")
    foreground = np.where(known, colors[numbers], NO_COLOR).astype(np.int32)
    return Cells(characters, foreground, np.full_like(foreground, NO_COLOR))


DRAWERS = {"blocks": _draw_blocks, "braille": _draw_braille, "ascii": _draw_ascii}
