"""The best that any classifier can do on a generated set: the true probability of each class."""

import math

import numpy as np

from .dataset import Floats
from .planar import PLANAR

CURVE_LENGTH = 8
AREA_WIDTH = 2
"""What one class extends along, at most; a ring counts by its diameter."""

SHARPEST = 0.005
"""The least standard deviation used: below it, the nearest point of the geometry decides."""

BLOCK = 2**14
"""How many pairs of an input and a point are looked at together.

Larger blocks leave the cache and have their memory mapped anew each time: 2.5 times slower.
"""


def bayes_posterior(name: str, inputs: Floats, noise: float, classes: int) -> Floats:
    """Return the probability of each class at the inputs (n, 2), shape (n, classes).

    `inputs` are in the units of the data, not standardised. Every class is an even mixture of
    Gaussians of standard deviation `noise` around evenly spread points of its noiseless geometry,
    and all classes are equally frequent. For blobs, where a class is one point, this is exact.
    Raises KeyError when `name` is no generated set.
    """
    shape = PLANAR[name]
    deviation = max(noise, SHARPEST)
    side = _side(shape.dimensions, deviation, classes)
    scores = np.column_stack(
        [
            _log_density(inputs, shape.skeleton(target, classes, side), deviation)
            for target in range(classes)
        ]
    )
    scores -= scores.max(axis=1, keepdims=True)
    weights = np.exp(scores)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _side(dimensions: int, deviation: float, classes: int) -> int:
    """Return how many points to spread along each dimension of a class.

    Half a standard deviation apart they are as good as evenly smeared; more than 1000 along a
    curve or 48 along an area's side are finer than a screen shows. On an area their number is a
    multiple of twice the classes: they then meet a cell's edges evenly from both sides, and the
    nearest point is of the right class up to the edge itself.
    """
    if dimensions < 2:
        return min(1000, math.ceil(2 * CURVE_LENGTH / deviation))
    step = 2 * classes
    return step * math.ceil(min(48, 2 * AREA_WIDTH / deviation) / step)


def _log_density(inputs: Floats, points: Floats, deviation: float) -> Floats:
    """Return the logarithm of a class's density at the inputs, shape (n,), up to what all share.

    |x - p|² = |x|² - 2 x·p + |p|², of which |x|² is the same for all classes and left out.
    """
    slopes = points.T / deviation**2
    offsets = (points**2).sum(axis=1) / (2 * deviation**2)
    rows = max(1, BLOCK // len(points))
    blocks = [
        _log_sum_exp(inputs[start : start + rows] @ slopes - offsets)
        for start in range(0, len(inputs), rows)
    ]
    return np.concatenate([np.empty(0), *blocks])


def _log_sum_exp(exponents: Floats) -> Floats:
    """Sum exponentials over the last axis without overflow and without underflow of all terms."""
    highest = exponents.max(axis=1)
    totals = np.exp(exponents - highest[:, None]).sum(axis=1)
    return np.asarray(highest + np.log(totals))
