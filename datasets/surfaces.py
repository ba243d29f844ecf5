"""The generated sets for regression: a landscape over the plane, sampled with noise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .dataset import Floats

Relief = Callable[[Floats], Floats]

BUMPS = (
    (-0.6, 0.5, 1.0),
    (0.0, 0.6, -1.0),
    (0.6, 0.4, 1.0),
    (-0.4, -0.4, -1.0),
    (0.4, -0.5, 1.0),
)
"""Centre (x, y) of each hill or hollow, and its sign."""

BUMP_WIDTH = 0.25
"""The standard deviation of each Gaussian."""

WAVELENGTH = 1.0

GRID = 200
"""Cells along each side, at whose middles a surface is measured."""


def hills(inputs: Floats) -> Floats:
    """Add up Gaussian bumps, three hills and two hollows: smooth, and each unit shows.

    Eight tanh units explain 95 % of the variance, two half of it. After the sum of Gaussians in
    the TensorFlow Playground, at places of its own.
    """
    centres, signs = np.array(BUMPS)[:, :2], np.array(BUMPS)[:, 2]
    squares = ((inputs[:, None] - centres) ** 2).sum(axis=2)
    return np.asarray(np.exp(-squares / (2 * BUMP_WIDTH**2)) @ signs)


def ripple(inputs: Floats) -> Floats:
    """Let a wave run out from the origin: ring within ring, which takes many units.

    Eight tanh units explain 80 % of the variance, 32 almost all.
    """
    return np.asarray(np.cos(2 * np.pi * np.hypot(*inputs.T) / WAVELENGTH))


@dataclass(frozen=True)
class Surface:
    """A landscape over [-1, 1]², whose `relief` maps points (n, 2) to altitudes (n,).

    Its heights are the altitudes, shifted and scaled to mean 0 and standard deviation 1 over the
    square. So always predicting the mean has a mean squared error of 1, and as noise adds its
    variance, no network does better than noise² but by luck.
    """

    relief: Relief

    def __call__(
        self, samples: int, noise: float, generator: np.random.Generator
    ) -> tuple[Floats, Floats]:
        """Draw inputs (samples, 2) evenly from the square, and targets (samples,).

        `noise` is the standard deviation of the Gaussian added to each height, and so its share
        of the heights' own. It scales the same draws, so the targets only move as it changes.
        """
        inputs = 2 * generator.random((samples, 2)) - 1
        return inputs, self.height(inputs) + noise * generator.standard_normal(samples)

    def height(self, inputs: Floats) -> Floats:
        """Return the noiseless heights (n,) at the inputs (n, 2), the best any network can do.

        The inputs are in the units of the data, not standardised, and may lie off the square.
        """
        mean, deviation = self._moments
        return (self.relief(inputs) - mean) / deviation

    @cached_property
    def _moments(self) -> tuple[float, float]:
        """Mean and standard deviation of the altitudes, by the midpoint rule."""
        ticks = 2 * (np.arange(GRID) + 0.5) / GRID - 1
        altitudes = self.relief(np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2))
        return float(altitudes.mean()), float(altitudes.std())


SURFACES: Mapping[str, Surface] = {"hills": Surface(hills), "ripple": Surface(ripple)}
"""Each generated set for regression: call it to draw observations."""
