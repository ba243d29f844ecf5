"""The class field before it is drawn: where to ask the network, and its answers in few levels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .palette import Marker
from .scales import Limits, Scale

SAMPLES_PER_CELL: dict[Marker, tuple[int, int]] = {
    "blocks": (2, 1),
    "braille": (4, 2),
    "ascii": (1, 1),
}
"""Rows and columns of samples in one cell."""


@dataclass(frozen=True, eq=False)
class Field:
    """The winning class (-1: no answer) and its level of confidence, both (rows, columns)."""

    winners: NDArray[np.intp]
    confidences: NDArray[np.intp]
    levels: int

    @property
    def known(self) -> NDArray[np.bool_]:
        """Where there is an answer at all."""
        return self.winners >= 0


def grid_shape(marker: Marker, width: int, height: int) -> tuple[int, int]:
    """Return (rows, columns) of the samples that fill `width` by `height` cells."""
    rows, columns = SAMPLES_PER_CELL[marker]
    return height * rows, width * columns


def sample_positions(
    marker: Marker, width: int, height: int, x_limits: Limits, y_limits: Limits
) -> NDArray[np.float64]:
    """Return the places (rows * columns, 2) to ask the network about, the top row first.

    Each is the middle of its sample, so the field reaches exactly from limit to limit.
    """
    rows, columns = grid_shape(marker, width, height)
    across, upwards = Scale.of(x_limits), Scale.of(y_limits)
    x = across.low + (np.arange(columns) + 0.5) / columns * (across.high - across.low)
    y = upwards.high - (np.arange(rows) + 0.5) / rows * (upwards.high - upwards.low)
    return np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)


def quantised(probabilities: NDArray[np.floating], levels: int) -> Field:
    """Return winners and levels; level 0 is no better than chance, `levels - 1` is certain."""
    chance = 1 / probabilities.shape[-1]
    winners = probabilities.argmax(axis=-1)
    best = probabilities.max(axis=-1)
    known = np.isfinite(best)
    sureness = np.where(known, (best - chance) / max(1 - chance, chance), 0)
    confidences = np.clip(sureness * levels, 0, levels - 1).astype(np.intp)
    return Field(np.where(known, winners, -1), confidences, levels)
