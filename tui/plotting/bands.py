"""A range of numbers cut into bands, and a colour for each: the steps of a surface's picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .palette import blend
from .scales import Limits, Scale

BANDS = 9
"""Few enough that their edges read as contour lines, odd so that one is in the middle."""

COARSE_BANDS = 5


@dataclass(frozen=True)
class Bands:
    """`count` equal bands from `low` to `high`; the outermost ones hold all that is beyond."""

    low: float
    high: float
    count: int = BANDS

    @classmethod
    def between(cls, limits: Limits, count: int = BANDS) -> "Bands":
        """Return bands between any two limits, equal or NaN ones too."""
        scale = Scale.of(limits)
        return cls(scale.low, scale.high, count)

    def of(self, values: ArrayLike) -> NDArray[np.intp]:
        """Return the number of the band of each value, from the lowest; -1 if it is not finite."""
        numbers = np.asarray(values, dtype=float)
        finite = np.isfinite(numbers)
        inside = Scale(self.low, self.high).bins(np.where(finite, numbers, self.low), self.count)
        return np.where(finite, inside, -1)

    @property
    def middles(self) -> NDArray[np.float64]:
        """The value in the middle of each band."""
        return self.low + (np.arange(self.count) + 0.5) / self.count * (self.high - self.low)


def diverging(low: int, neutral: int, high: int, count: int) -> NDArray[np.int32]:
    """Return a colour for each band (count,), 0xRRGGBB, from `low` over `neutral` to `high`.

    Two hues that every kind of colour vision tells apart, such as blue and orange, stay apart
    all the way (Moreland, "Diverging Color Maps for Scientific Visualization", 2009).
    """
    places = np.linspace(-1, 1, count)
    return blend(np.where(places < 0, low, high), np.abs(places), neutral)
