"""Fields in braille dots; each class of a class field has a hatch of its own besides its colour."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .cells import NO_COLOR, Cells, characters_of
from .field import Field
from .palette import class_colors

Kind = TypeVar("Kind", bound=np.generic)

EMPTY_BRAILLE = 0x2800
BRAILLE_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])
FULLEST_BRAILLE = 0.5
"""Share of lit dots where the network is sure: with more, the patterns look the same."""

BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]])
ALTERNATING = np.array([0, 2, 1, 3])
ROWS, COLUMNS = np.indices((4, 4))
HATCHES = np.stack(
    [
        BAYER,
        4 * ALTERNATING[ROWS] + ALTERNATING[COLUMNS],
        4 * ALTERNATING[COLUMNS] + ALTERNATING[ROWS],
        4 * ((ROWS + COLUMNS) % 4) + ALTERNATING[ROWS],
        4 * ((ROWS - COLUMNS) % 4) + ALTERNATING[ROWS],
    ]
)
"""For each class the order, 0 to 15, in which the dots of a 4 by 4 tile light up: scattered (the
ordered dithering of Bayer, 1973), in horizontal, vertical, falling or rising lines."""


def draw_braille(field: Field, _background: int) -> Cells:
    """Return eight dots in a cell, hatched by class and denser the surer the network is.

    The class with most samples owns a cell and gives it its colour.
    """
    rows, columns = field.winners.shape
    owners = _owners(field.winners)
    dot_owners = owners.repeat(4, axis=0).repeat(2, axis=1)
    row, column = np.ogrid[:rows, :columns]
    order = HATCHES[dot_owners % len(HATCHES), row % 4, column % 4]
    density = FULLEST_BRAILLE * (field.confidences + 1) / field.levels
    lit = (field.winners == dot_owners) & (order < density * BAYER.size)
    return braille_cells(lit, class_colors(owners))


def braille_cells(lit: NDArray[np.bool_], colors: NDArray[np.int32]) -> Cells:
    """Return cells with the lit dots (4 * height, 2 * width), in the colours (height, width)."""
    codes = sum(dot * bit for dot, bit in zip(dots(lit), BRAILLE_BITS.flat, strict=True))
    characters = characters_of(np.where(codes == 0, ord(" "), EMPTY_BRAILLE + codes))
    foreground = np.where(codes == 0, NO_COLOR, colors)
    return Cells(characters, foreground, np.full_like(foreground, NO_COLOR))


def _owners(winners: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the most frequent class of each cell, (height, width), for four by two dots each."""
    votes = [
        np.add.reduce([dot == number for dot in dots(winners)], dtype=np.uint8)
        for number in range(winners.max(initial=0) + 1)
    ]
    return np.asarray(np.argmax(votes, axis=0))


def dots(values: NDArray[Kind]) -> list[NDArray[Kind]]:
    """Return the values (height, width) of each of the eight dots of all cells, row by row."""
    return [values[row::4, column::2] for row in range(4) for column in range(2)]
