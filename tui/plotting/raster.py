"""The class field as cells: what the network answers at each place, without any axis."""

import numpy as np
from numpy.typing import NDArray

from .braille import draw_braille
from .cells import NO_COLOR, Cells, characters_of
from .field import Field, quantised
from .palette import CLASS_COLORS, Marker, blend, class_colors

LEVELS = 8

WEAKEST, STRONGEST = 0.14, 0.58
"""Share of the class colour at the lowest and the highest confidence: points must stand out."""

UPPER_HALF = ord("▀")
ASCII_RAMPS = (" .:", " -=", " '\"", " ,;", " `^", " /%", " \\&", " |$", " ({", " ~#")
"""Unsure, leaning and sure, for each class; no letters, which are the observations."""


def draw_field(
    probabilities: NDArray[np.floating],
    marker: Marker,
    background: int,
    *,
    levels: int = LEVELS,
    discretised: bool = False,
) -> Cells:
    """Return the cells of a field of probabilities (rows, columns, classes).

    `levels` steps of confidence keep most cells as they were in the last frame; `discretised`
    shows the winning class alone. Samples that are not finite stay blank.
    """
    field = quantised(probabilities, 1 if discretised else levels)
    return DRAWERS[marker](field, background)


def _draw_blocks(field: Field, background: int) -> Cells:
    return half_blocks(_shades(field, background))


def half_blocks(colors: NDArray[np.int32]) -> Cells:
    """Return cells of two samples of colour each, given (2 * height, width) of them.

    The upper one is the foreground of ▀; a space stands where both look the same.
    """
    upper, lower = colors[0::2], colors[1::2]
    same = upper == lower
    characters = characters_of(np.where(same, ord(" "), UPPER_HALF))
    return Cells(characters, np.where(same, NO_COLOR, upper), lower)


def _shades(field: Field, background: int) -> NDArray[np.int32]:
    """Return the colour of each sample, that of the theme where there is no answer."""
    weights = WEAKEST + (STRONGEST - WEAKEST) * (np.arange(field.levels) + 1) / field.levels
    table = blend(CLASS_COLORS[:, None], weights, background)
    shades = table[field.winners % len(CLASS_COLORS), field.confidences]
    return np.where(field.known, shades, np.int32(background))


def _draw_ascii(field: Field, _background: int) -> Cells:
    """One character in a cell: its kind tells the class, its weight the confidence."""
    steps = len(ASCII_RAMPS[0])
    ramps = np.array([list(ramp) for ramp in ASCII_RAMPS], dtype="<U1")
    step = np.ceil((field.confidences + 1) * steps / field.levels).astype(np.intp) - 1
    characters = ramps[field.winners % len(ASCII_RAMPS), step]
    drawn = field.known & (characters != " ")
    foreground = np.where(drawn, class_colors(field.winners), NO_COLOR)
    return Cells(np.where(drawn, characters, " "), foreground, np.full_like(foreground, NO_COLOR))


DRAWERS = {"blocks": _draw_blocks, "braille": draw_braille, "ascii": _draw_ascii}
