"""Dropout: hidden nodes left out at random (Srivastava et al., 2014), in its inverted form."""

from functools import partial

import numpy as np

from ..nn.arrays import Floats
from .calls import Call


class Dropout:
    """Draws masks that are 0 for the share of nodes left out and 1 / (1 - share) for the others."""

    def __init__(self, share: float, generator: np.random.Generator) -> None:
        self._share, self.generator = share, generator

    def draw(self, mask: Floats) -> list[Call]:
        """Plan new random numbers for a mask."""
        threshold, factor = mask.dtype.type(self._share), mask.dtype.type(1 / (1 - self._share))
        return [
            partial(self.generator.random, dtype=mask.dtype.type, out=mask),
            partial(np.greater_equal, mask, threshold, out=mask, casting="unsafe"),
            partial(np.multiply, mask, factor, mask),
        ]
