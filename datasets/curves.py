"""Noiseless classes that are points or curves in the plane. Knows no noise and no drawing of lots.

Each function takes the class of each point, shape (n,), its position in the unit square, shape
(n, 2), and the number of classes, and returns the points, shape (n, 2). Points ignore the
position; curves use its first coordinate as the share of the way along.
"""

import numpy as np

from .dataset import Floats, Labels

SPIRAL_TURNS = 1.5
SPIRAL_RADIUS = 1.5
SPIRAL_START = 0.1


def centre(targets: Labels, positions: Floats, classes: int) -> Floats:
    """Place every class on one point of the unit circle: with noise, isotropic Gaussians."""
    return _polar(1.0, targets / classes)


def half_moon(targets: Labels, positions: Floats, classes: int) -> Floats:
    """Chain unit half circles that open in turn downwards and upwards, 0.5 higher.

    Two classes are scikit-learn's `make_moons`. Further moons would touch the one before the last
    if they stood 1 apart as those two do, so with more classes they stand 1.25 apart.
    """
    spacing = 1.0 if classes == 2 else 1.25
    odd = targets % 2
    arc = _polar(1.0, positions[:, 0] / 2) * (1 - 2 * odd)[:, None]
    return arc + np.column_stack([spacing * targets, 0.5 * odd])


def circle(targets: Labels, positions: Floats, classes: int) -> Floats:
    """Place the classes on concentric circles of evenly spaced radii, the first of radius 1.

    Two classes are scikit-learn's `make_circles` with factor 0.5.
    """
    return _polar(1 - targets / classes, positions[:, 0])


def spiral(targets: Labels, positions: Floats, classes: int) -> Floats:
    """Wind one arm per class around the origin, each turned by its share of a full turn.

    One and a half turns out to a radius of 1.5 leave 0.5 between two arms, as between two moons.
    The arms start a tenth of the way out, where they are still apart.
    """
    way = SPIRAL_START + (1 - SPIRAL_START) * positions[:, 0]
    return _polar(SPIRAL_RADIUS * way, SPIRAL_TURNS * way + targets / classes)


def _polar(radius: float | Floats, turns: Floats) -> Floats:
    angle = 2 * np.pi * turns
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
