"""Noiseless classes that fill areas of the plane evenly. Knows no noise and no drawing of lots.

The functions have the signature described in `curves`; both coordinates of the position count,
and a position drawn evenly from the unit square gives a point spread evenly over its class.
"""

import numpy as np

from .dataset import Floats, Labels


def ring(targets: Labels, positions: Floats, classes: int) -> Floats:
    """Fill one annulus per class, all of the same width, around the disc of the first class."""
    inner, outer = targets / classes, (targets + 1) / classes
    # Area grows with the square of the radius, so the square is what is spread evenly.
    radius = np.sqrt(inner**2 + positions[:, 0] * (outer**2 - inner**2))
    angle = 2 * np.pi * positions[:, 1]
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def quadrant(targets: Labels, positions: Floats, classes: int) -> Floats:
    """Fill [-1, 1]²: class 0 where the signs of the coordinates agree, class 1 where not."""
    return _cells(targets, positions, classes, side=2)


def checker(targets: Labels, positions: Floats, classes: int) -> Floats:
    """Fill [-1, 1]² with square cells whose class is (row + column) mod classes.

    The rows, and as many columns, are the first multiple of the classes from 4 on, so that every
    class has as many cells.
    """
    return _cells(targets, positions, classes, side=classes * -(-4 // classes))


def strip(targets: Labels, positions: Floats, classes: int) -> Floats:
    """Fill [-1, 1]², turned by 45 degrees, with parallel strips of equal width.

    They are turned so that telling them apart takes both features.
    """
    across = 2 * (targets + positions[:, 0]) / classes - 1
    along = 2 * positions[:, 1] - 1
    diagonal = np.column_stack([across - along, across + along])
    return np.asarray(diagonal / np.sqrt(2))


def _cells(targets: Labels, positions: Floats, classes: int, side: int) -> Floats:
    """Fill the cells of one colour: row by row, and within a row every `classes`-th column."""
    height = positions[:, 0] * side
    along, within = np.divmod(positions[:, 1] * (side // classes), 1)
    column = (targets - np.floor(height)) % classes + classes * along
    corner_at_zero = np.column_stack([column + within, height])
    return 2 * corner_at_zero / side - 1
