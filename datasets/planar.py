"""The generated data sets: noiseless shapes in the plane, drawn at random and blurred."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from . import curves, regions
from .dataset import Floats, Labels

Placement = Callable[[Labels, Floats, int], Floats]


@dataclass(frozen=True)
class Shape:
    """The noiseless geometry of a generated set: all classes points, curves or areas.

    `place` maps classes (n,), positions in the unit square (n, 2) and the number of classes to
    points (n, 2); it uses the first `dimensions` coordinates of the positions.
    """

    dimensions: int
    place: Placement

    def __call__(
        self, samples: int, noise: float, classes: int, generator: np.random.Generator
    ) -> tuple[Floats, Labels]:
        """Draw inputs (samples, 2) and targets (samples,), in random order.

        Class sizes differ by at most 1. `noise` is the standard deviation of the Gaussian added
        to each coordinate; it scales the same draws, so the points only move as it changes.
        """
        targets = generator.permutation(np.arange(samples) % classes)
        positions = generator.random((samples, 2))
        blur = generator.standard_normal((samples, 2))
        return self.place(targets, positions, classes) + noise * blur, targets

    def skeleton(self, target: int, classes: int, side: int) -> Floats:
        """Return evenly spread points (side ** dimensions, 2) of one class, without noise."""
        ticks = (np.arange(side) + 0.5) / side
        first = ticks if self.dimensions > 0 else np.zeros(1)
        second = ticks if self.dimensions > 1 else np.zeros(1)
        positions = np.stack(np.meshgrid(first, second), axis=-1).reshape(-1, 2)
        return self.place(np.full(len(positions), target), positions, classes)


PLANAR: Mapping[str, Shape] = {
    "moons": Shape(1, curves.half_moon),
    "circles": Shape(1, curves.circle),
    "blobs": Shape(0, curves.centre),
    "xor": Shape(2, regions.quadrant),
    "spirals": Shape(1, curves.spiral),
    "checkerboard": Shape(2, regions.checker),
    "rings": Shape(2, regions.ring),
    "linear": Shape(2, regions.strip),
}
"""Each generated set: call it to draw observations."""
