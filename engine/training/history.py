"""The curves of a run, in bounded memory, with every spike kept."""

from dataclasses import dataclass

import numpy as np

from ..nn.arrays import Doubles
from .metrics import Metrics
from .state import State

SERIES = ("train_loss", "test_loss", "train_score", "test_score")
"""The columns of a curve, named as in Metrics."""


@dataclass(frozen=True, eq=False)
class Curves:
    """A read-only copy of the history: a row for each bucket of successive measurements.

    `epochs` has the shape (rows,) and holds each bucket's last epoch; `low` and `high`, of shape
    (rows, 4), the smallest and largest value of each of SERIES in the bucket. NaN stands where
    any measurement of the bucket was not finite.
    """

    epochs: Doubles
    low: Doubles
    high: Doubles


class History:
    """Measurements of a run: the first ones each in a bucket, later ones in ever larger buckets.

    The first `head` measurements are kept one by one, so that the beginning stays sharp on a
    logarithmic axis. When all `capacity` rows are full, the rows after the head are merged two
    by two; the minimum and the maximum survive. Raises ValueError unless the rows after the head
    are an even number, at least 2.
    """

    def __init__(self, head: int = 1_024, capacity: int = 8_192) -> None:
        if capacity <= head or (capacity - head) % 2:
            raise ValueError(f"capacity - head must be even and positive, got {capacity} - {head}")
        self._head = head
        self._epochs = np.empty(capacity)
        self._low = np.empty((capacity, len(SERIES)))
        self._high = np.empty((capacity, len(SERIES)))
        self._filled = 0
        self._measurements_per_row = 1
        self._in_last_row = 0

    def append(self, epoch: int, metrics: Metrics) -> None:
        """Add the measurement taken after `epoch` epochs."""
        values = _values(metrics)
        if self._filled > self._head and self._in_last_row < self._measurements_per_row:
            self._merge_into_last_row(values)
        else:
            self._start_row(values)
        self._epochs[self._filled - 1] = epoch

    def curves(self, current: tuple[int, Metrics] | None = None) -> Curves:
        """Return a copy of everything kept so far.

        `current`, an epoch and its metrics, becomes a row of its own if it is newer than all that
        was measured; it is not kept.
        """
        kept = slice(self._filled)
        curves = Curves(self._epochs[kept].copy(), self._low[kept].copy(), self._high[kept].copy())
        if current is None or (self._filled and current[0] <= curves.epochs[-1]):
            return curves
        epoch, row = current[0], _values(current[1])
        return Curves(
            np.append(curves.epochs, epoch),
            np.vstack([curves.low, row]),
            np.vstack([curves.high, row]),
        )

    def state(self) -> State:
        """Return a copy of all that is kept."""
        kept = slice(self._filled)
        return {
            "epochs": self._epochs[kept].copy(),
            "low": self._low[kept].copy(),
            "high": self._high[kept].copy(),
            "measurements_per_row": self._measurements_per_row,
            "in_last_row": self._in_last_row,
        }

    def restore(self, state: State) -> None:
        """Be as at another time; raises ValueError if there are too many rows."""
        self._filled = len(state["epochs"])
        for name in ("epochs", "low", "high"):
            getattr(self, f"_{name}")[: self._filled] = state[name]
        self._measurements_per_row = state["measurements_per_row"]
        self._in_last_row = state["in_last_row"]

    def _merge_into_last_row(self, values: Doubles) -> None:
        row = self._filled - 1
        np.minimum(self._low[row], values, out=self._low[row])
        np.maximum(self._high[row], values, out=self._high[row])
        self._in_last_row += 1

    def _start_row(self, values: Doubles) -> None:
        if self._filled == len(self._epochs):
            self._merge_tail()
        self._low[self._filled] = self._high[self._filled] = values
        self._filled += 1
        self._in_last_row = 1

    def _merge_tail(self) -> None:
        first, second = slice(self._head, None, 2), slice(self._head + 1, None, 2)
        kept = slice(self._head, self._head + (self._filled - self._head) // 2)
        self._epochs[kept] = self._epochs[second].copy()
        self._low[kept] = np.minimum(self._low[first], self._low[second])
        self._high[kept] = np.maximum(self._high[first], self._high[second])
        self._filled = kept.stop
        self._measurements_per_row *= 2


def _values(metrics: Metrics) -> Doubles:
    values = np.array([getattr(metrics, name) for name in SERIES])
    values[~np.isfinite(values)] = np.nan
    return values
