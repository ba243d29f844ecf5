"""Axes as numbers: the limits to show, and where between them a value lies. Draws nothing."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Limits = tuple[float, float]

LARGEST = 1e300
SMALLEST = 1e-300
"""Numbers beyond these are cut off: the difference or ratio of two limits must not overflow."""

NARROWEST = 1e-9
"""Least width of an axis as a share of its values: below it ticks are lost in rounding."""

GROWING_STEPS = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
LOG_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Scale:
    """An axis from `low` to `high`, finite and apart from each other; positive if `log`."""

    low: float
    high: float
    log: bool = False

    @classmethod
    def of(cls, limits: Limits, log: bool = False) -> Self:
        """Return a scale that can be drawn for any two limits, NaN, reversed or equal ones too."""
        low, high = (min(limits), max(limits)) if _all_finite(limits) else (0.0, 1.0)
        return cls(*(_log_range(low, high) if log else _linear_range(low, high)), log)

    def fractions(self, values: ArrayLike) -> NDArray[np.float64]:
        """Return where each value lies, from 0 at `low` to 1 at `high`; outside is cut off."""
        inside = np.clip(np.asarray(values, dtype=float), self.low, self.high)
        low, high = self.low, self.high
        if self.log:
            inside, low, high = np.log10(inside), math.log10(low), math.log10(high)
        return np.asarray(np.clip((inside - low) / (high - low), 0, 1))

    def bins(self, values: ArrayLike, count: int) -> NDArray[np.intp]:
        """Return which of `count` equal parts of the axis each (finite) value falls into."""
        return np.clip(np.floor(self.fractions(values) * count), 0, count - 1).astype(np.intp)


def growing_limit(value: float, least: float = 10) -> float:
    """Return the next round number from `value` up, so that an axis grows in rare steps."""
    if not math.isfinite(value) or value <= least:
        return least
    return _round_up(min(value, LARGEST), GROWING_STEPS)


def linear_limits(low: float, high: float, *, from_zero: bool = True) -> Limits:
    """Return limits around the data, a little padded and round so that they seldom change."""
    if not _all_finite((low, high)):
        return 0.0, 1.0
    scale = Scale.of((min(low, 0.0), max(high, 0.0)) if from_zero else (low, high))
    step = _round_up((scale.high - scale.low) / 10, LOG_STEPS)
    bottom = math.floor(scale.low / step) * step
    top = math.ceil(scale.high / step) * step
    return bottom, top


def log_limits(low: float, high: float, floor: float = 1e-6) -> Limits:
    """Return round positive limits around the data, none below `floor` (a loss may reach 0)."""
    scale = Scale.of((max(low, floor), max(high, floor)), log=True)
    top = _round_up(scale.high, LOG_STEPS)
    bottom = max(_round_down(scale.low, LOG_STEPS), floor)
    return bottom, top


def _linear_range(low: float, high: float) -> Limits:
    low, high = max(low, -LARGEST), min(high, LARGEST)
    low, high = min(low, LARGEST), max(high, -LARGEST)
    size = max(abs(low), abs(high))
    if high - low > max(NARROWEST * size, SMALLEST):
        return low, high
    padding = size / 10 or 0.5
    return low - padding, high + max(padding, SMALLEST)


def _log_range(low: float, high: float) -> Limits:
    high = min(high, LARGEST) if high > SMALLEST else 1.0
    low = low if low > SMALLEST else max(high / 1e6, SMALLEST)
    low = min(low, high)
    return (low, high) if high / low > 1.001 else (low / 3, high * 3)


def _round_up(value: float, steps: tuple[float, ...]) -> float:
    """Return the smallest step times a power of ten that is not below the positive `value`."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in steps if step * power >= value * (1 - 1e-9))


def _round_down(value: float, steps: tuple[float, ...]) -> float:
    power = 10.0 ** math.floor(math.log10(value) + 1e-9)
    return max(step * power for step in steps if step * power <= value * (1 + 1e-9))


def _all_finite(values: Limits) -> bool:
    return all(math.isfinite(value) for value in values)
