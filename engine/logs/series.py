"""One metric against its places, in bounded memory, with every spike kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..nn.arrays import Doubles
from .axes import AXES

FIRST_ROWS = 64


@dataclass(frozen=True, eq=False)
class Curve:
    """A read-only copy of a series: a row for each bucket of successive measurements.

    `places` (rows, axes) holds each bucket's last place, `low` and `high` (rows,) its smallest and
    greatest finite value, NaN where there is none. `broken` (rows,) tells of buckets in which a
    value was not finite. `last` is the newest value.
    """

    places: Doubles
    low: Doubles
    high: Doubles
    broken: NDArray[np.bool_]
    last: float

    def along(self, axis: int) -> tuple[Doubles, Doubles, Doubles]:
        """Return places, ascending, and lowest and highest values along an axis.

        A row of NaN follows each bucket that also had values which were not finite. Rows that have
        no place on the axis are left out.
        """
        both = np.flatnonzero(self.broken & np.isfinite(self.low)) + 1
        x = np.insert(self.places[:, axis], both, self.places[both - 1, axis])
        low, high = np.insert(self.low, both, np.nan), np.insert(self.high, both, np.nan)
        order = np.argsort(x, kind="stable")[: int(np.isfinite(x).sum())]
        return x[order], low[order], high[order]


class Series:
    """Measurements: the first ones each in a bucket, later ones in ever larger buckets.

    When all `capacity` rows are full, those after the `head` are merged two by two; the smallest
    and the greatest value survive. Raises ValueError unless the rows after the head are an even
    number, at least 2.
    """

    def __init__(self, head: int = 512, capacity: int = 2_048) -> None:
        if capacity <= head or (capacity - head) % 2:
            raise ValueError(f"capacity - head must be even and positive, got {capacity} - {head}")
        self._head, self._capacity = head, capacity
        self._places = np.empty((min(FIRST_ROWS, capacity), len(AXES)))
        self._low, self._high = (np.empty(len(self._places)) for _ in range(2))
        self._broken = np.empty(len(self._places), dtype=np.bool_)
        self._filled = 0
        self._per_row = 1
        self._in_last_row = 0
        self._last, self._last_key = np.nan, -np.inf
        self.count = 0

    def extend(self, places: Doubles, values: Doubles, axis: int) -> int:
        """Add measurements (n,) at places (n, axes), and return how often they went back.

        Where the place on `axis` is before the last one, a run has gone on from an earlier point:
        what was measured from there on is dropped, as TensorBoard does.
        """
        keys, returns = places[:, axis], 0
        for part in _ascending(keys):
            if keys[part.start] < self._last_key:
                self._drop_from(keys[part.start], axis)
                returns += 1
            self._append(places[part], values[part])
            self._last_key = keys[part.stop - 1]
        return returns

    def curve(self) -> Curve:
        """Return a copy of everything kept so far."""
        kept = slice(self._filled)
        return Curve(
            self._places[kept].copy(),
            self._low[kept].copy(),
            self._high[kept].copy(),
            self._broken[kept].copy(),
            self._last,
        )

    def _append(self, places: Doubles, values: Doubles) -> None:
        self.count += len(values)
        self._last = float(values[-1])
        values = np.where(np.isfinite(values), values, np.nan)
        start = 0
        while start < len(values):
            stop = start + self._room()
            self._fill(places[start:stop], values[start:stop])
            start = min(stop, len(values))

    def _room(self) -> int:
        """Return how many measurements fit into the last row or new ones, merged if need be."""
        if self._filled > self._head and self._in_last_row < self._per_row:
            return self._per_row - self._in_last_row
        if self._filled < self._head:
            return self._head - self._filled
        if self._filled == self._capacity:
            self._merge_tail()
        return (self._capacity - self._filled) * self._per_row

    def _fill(self, places: Doubles, values: Doubles) -> None:
        """Put as many measurements as there is room for into the last row, or into new rows."""
        is_begun = self._filled > self._head and self._in_last_row < self._per_row
        width = 1 if self._filled < self._head else self._per_row
        starts = np.arange(0, len(values), width if not is_begun else len(values))
        low, high = np.fmin.reduceat(values, starts), np.fmax.reduceat(values, starts)
        broken = np.logical_or.reduceat(np.isnan(values), starts)
        ends = np.append(starts[1:], len(values)) - 1
        if is_begun:
            row = self._filled - 1
            low, high = np.fmin(low, self._low[row]), np.fmax(high, self._high[row])
            broken = broken | self._broken[row]
            self._in_last_row += len(values)
        else:
            row = self._filled
            self._in_last_row = len(values) - int(starts[-1])
        self._grow(row + len(starts))
        rows = slice(row, row + len(starts))
        self._places[rows], self._broken[rows] = places[ends], broken
        self._low[rows], self._high[rows] = low, high
        self._filled = rows.stop

    def _grow(self, rows: int) -> None:
        """Make the arrays long enough: most series stay short."""
        while len(self._places) < rows:
            size = min(2 * len(self._places), self._capacity)
            self._places = np.resize(self._places, (size, len(AXES)))
            self._low, self._high = np.resize(self._low, size), np.resize(self._high, size)
            self._broken = np.resize(self._broken, size)

    def _merge_tail(self) -> None:
        first, second = slice(self._head, None, 2), slice(self._head + 1, None, 2)
        kept = slice(self._head, (self._head + self._filled) // 2)
        self._places[kept] = self._places[second].copy()
        self._low[kept] = np.fmin(self._low[first], self._low[second])
        self._high[kept] = np.fmax(self._high[first], self._high[second])
        self._broken[kept] = self._broken[first] | self._broken[second]
        self._filled = kept.stop
        self._per_row *= 2

    def _drop_from(self, key: float, axis: int) -> None:
        """Drop each bucket that reaches a place; the next measurement begins a new one."""
        keys = self._places[: self._filled, axis]
        self._filled -= int(np.count_nonzero(keys >= key))
        self._in_last_row = self._per_row


def _ascending(keys: Doubles) -> Iterator[slice]:
    """Yield the parts of keys (n,) within which none is before the last; NaN never is."""
    cuts = [0, *(np.flatnonzero(keys[1:] < keys[:-1]) + 1).tolist(), len(keys)]
    for start, stop in pairwise(cuts):
        if start < stop:
            yield slice(start, stop)
