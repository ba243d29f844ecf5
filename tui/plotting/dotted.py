"""Solid curves made dotted, at most one dot in each cell, to be told apart without colour."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .braille import BRAILLE_BITS, EMPTY_BRAILLE
from .cells import BLANK, characters_of
from .palette import Marker

Characters = NDArray[np.str_]

ASCII_DOT = "."
QUADRANTS = "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
SINGLE_QUADRANTS = "▘▝▘▖▘▝▘▗▘▝▝▖▖▗▘"


def dotted(characters: Characters, marker: Marker) -> Characters:
    """Return a copy of a curve's characters with a single dot where there were several.

    Each cell keeps one, so no spike is lost.
    """
    return DOTTED[marker](characters)


def _dotted_braille(characters: Characters) -> Characters:
    codes = np.ascontiguousarray(characters).view("<u4").astype(np.intp)
    patterns = np.clip(codes - EMPTY_BRAILLE, 0, 255)
    return characters_of(
        np.where(codes < EMPTY_BRAILLE, codes, EMPTY_BRAILLE + _central_dots()[patterns])
    )


def _dotted_blocks(characters: Characters) -> Characters:
    single = characters.copy()
    for quadrants, quadrant in zip(QUADRANTS, SINGLE_QUADRANTS, strict=True):
        single[characters == quadrants] = quadrant
    return single


def _dotted_ascii(characters: Characters) -> Characters:
    return np.where(characters == BLANK, BLANK, ASCII_DOT)


def _central_dot(pattern: int) -> int:
    """Return the one dot of a braille pattern (0 to 255) that is nearest to the middle of all."""
    places = np.argwhere(BRAILLE_BITS & pattern)
    if len(places) == 0:
        return 0
    distances = np.square(places - places.mean(axis=0)).sum(axis=1)
    row, column = places[distances.argmin()]
    return int(BRAILLE_BITS[row, column])


@cache
def _central_dots() -> NDArray[np.intp]:
    """Return the central dot of each pattern; 6 ms that the start of the program is spared."""
    return np.array([_central_dot(pattern) for pattern in range(256)])


DOTTED: dict[Marker, Callable[[Characters], Characters]] = {
    "braille": _dotted_braille,
    "blocks": _dotted_blocks,
    "ascii": _dotted_ascii,
}
