"""Series made short enough to draw, without losing a spike. Knows no cells and no colours."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .scales import Limits, Scale


@dataclass(frozen=True, eq=False)
class Polyline:
    """Points to connect: `x` and `y` (n,), all finite; `connected[i]` joins point i to i - 1.

    `gaps` holds the x positions, at most one in a column, where the series has no number.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    connected: NDArray[np.bool_]
    gaps: NDArray[np.float64]


def thin(
    x: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    columns: int,
    limits: Limits,
    *,
    log: bool = False,
) -> Polyline:
    """Return at most two points for each of `columns`: the least `low` and the greatest `high`.

    `x` (n,) is ascending; buckets outside the x `limits` are left out. A column with a bucket that
    is NaN or infinite keeps its numbers but is not connected to its neighbours.
    """
    x, low, high = (np.asarray(values, dtype=float) for values in (x, low, high))
    scale = Scale.of(limits, log)
    inside = (x >= scale.low) & (x <= scale.high)
    x, low, high = x[inside], low[inside], high[inside]
    column = scale.bins(x, max(columns, 1))
    finite = np.isfinite(low) & np.isfinite(high)
    broken, first_gaps = np.unique(column[~finite], return_index=True)
    bucket, y = _extremes(low[finite], high[finite], column[finite])
    connected = _connected(column[finite][bucket], broken)
    return Polyline(x[finite][bucket], y, connected, x[~finite][first_gaps])


def smooth(values: ArrayLike, weight: float) -> NDArray[np.float64]:
    """Return the exponential moving average (n,) with the bias correction of Adam (2015).

    `weight` from 0 (unchanged) to below 1 is the share of the past. What is not finite stays NaN
    in its place and does not count.
    """
    average, share = 0.0, 0.0
    smoothed = []
    for value in np.asarray(values, dtype=float).tolist():
        if not math.isfinite(value):
            smoothed.append(np.nan)
            continue
        average = weight * average + (1 - weight) * value
        share = weight * share + (1 - weight)
        smoothed.append(average / share)
    return np.array(smoothed, dtype=float)


def _extremes(
    low: NDArray[np.float64], high: NDArray[np.float64], column: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return buckets and values of the extremes of each column, in the order they came in."""
    lowest, highest = _least_of_each(low, column), _least_of_each(-high, column)
    bucket = np.stack((lowest, highest), axis=1)
    value = np.stack((low[lowest], high[highest]), axis=1)
    falling = lowest > highest
    bucket[falling], value[falling] = bucket[falling, ::-1], value[falling, ::-1]
    kept = np.ones(value.shape, dtype=bool)
    kept[:, 1] = value[:, 0] != value[:, 1]
    return bucket[kept], value[kept]


def _least_of_each(values: NDArray[np.float64], column: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the index of the least value of each column that has any."""
    order = np.lexsort((values, column))
    _, first = np.unique(column[order], return_index=True)
    return order[first]


def _connected(column: NDArray[np.intp], broken: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Cut each step between columns that starts at, ends at or passes over a `broken` one."""
    connected = np.ones(len(column), dtype=bool)
    connected[:1] = False
    before = np.searchsorted(broken, column[:-1], side="left")
    after = np.searchsorted(broken, column[1:], side="right")
    connected[1:] = (before == after) | (column[:-1] == column[1:])
    return connected
