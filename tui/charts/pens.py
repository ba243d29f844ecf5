"""What pictures of several trainings are drawn with: the characters and the colours."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..plotting import CLASS_COLORS, Marker, blend

FEW = 8
"""Trainings that can each have a colour of its own."""

BAND_SHARE, ASCII_SHARE = 0.28, 0.6


@dataclass(frozen=True)
class Pens:
    """What to draw with: characters, the colour beneath, and those of component classes."""

    marker: Marker
    background: int
    color: Callable[[str], int]

    def among(self, place: int, count: int) -> int:
        """Return the colour of one training of `count`."""
        if count <= FEW:
            return int(CLASS_COLORS[place])
        share = np.array([place / (count - 1)])
        return int(blend(self.color("high"), share, self.color("low"))[0])

    def shade(self, color: int) -> int:
        """Return the colour of a band around a curve."""
        share = np.array([ASCII_SHARE if self.marker == "ascii" else BAND_SHARE])
        return int(blend(color, share, self.background)[0])
