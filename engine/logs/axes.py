"""Where a row of metrics lies on the horizontal axes, by the names of its columns."""

from collections.abc import Mapping, Sequence

import numpy as np

from ..nn.arrays import Doubles

STEP, EPOCH, TIME, ROW = range(4)

AXES = ("step", "epoch", "time", "row")
"""The columns of places: steps, epochs, seconds, and the number of the row, which is always known.
"""

COLUMNS: Mapping[int, Sequence[str]] = {
    STEP: (
        "global_step",
        "step",
        "steps",
        "total_steps",
        "iteration",
        "iterations",
        "iter",
        "batch",
    ),
    EPOCH: ("epoch", "epochs"),
    TIME: (
        "wall_time",
        "timestamp",
        "seconds",
        "elapsed",
        "elapsed_time",
        "relative_time",
        "time",
    ),
}  # fmt: skip
"""What the columns of an axis are called, the first choice first."""

NAMES = frozenset(name for names in COLUMNS.values() for name in names)


def spelled(name: str) -> str:
    """Return the name of a column as COLUMNS spells it."""
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def columns_of(names: Sequence[str]) -> dict[int, int]:
    """Return the number of the column that each axis has, of those that the names tell of."""
    known = [spelled(name) for name in names]
    found = {}
    for axis, choices in COLUMNS.items():
        best = next((choice for choice in choices if choice in known), None)
        if best is not None:
            found[axis] = known.index(best)
    return found


class Places:
    """Turns the axes' columns into places; it remembers what the rows before them said."""

    def __init__(self) -> None:
        self._last = np.full(len(AXES), np.nan)
        self._rows = 0
        self._counted = 0.0

    def follow(self, columns: Mapping[int, Doubles], count: int) -> Doubles:
        """Return the places (count, axes) of as many rows; NaN in a column is a cell left empty.

        An empty cell repeats the last one. Steps that begin anew while the epoch grows count the
        batches of an epoch: they are counted on.
        """
        rows = np.full((1 + count, len(AXES)), np.nan)
        rows[0] = self._last
        for axis, values in columns.items():
            rows[1:, axis] = values
        rows[:, ROW] = self._rows + np.arange(1 + count)
        for axis in columns:
            rows[:, axis] = _filled(rows[:, axis])
        self._last, self._rows = rows[-1].copy(), self._rows + count
        if STEP in columns and EPOCH in columns:
            self._count_on(rows)
        return rows[1:]

    def _count_on(self, rows: Doubles) -> None:
        """Add to the steps of all rows but the first those of the epochs before."""
        steps, epochs = rows[:, STEP].copy(), np.diff(rows[:, EPOCH])
        anew = (np.diff(steps) < 0) & (epochs > 0)
        first = np.minimum(steps[1:], 1)  # batches are counted from 0 or from 1
        counted = self._counted + np.cumsum(np.where(anew, steps[:-1] + 1 - first, 0))
        counted -= np.maximum.accumulate(np.where(epochs < 0, counted, 0))  # all begins anew
        rows[1:, STEP] += counted
        self._counted = float(counted[-1]) if len(counted) else self._counted


def _filled(values: Doubles) -> Doubles:
    """Return the values (n,), each NaN replaced by the number before it, if there is one."""
    known = np.where(np.isnan(values), 0, np.arange(len(values)))
    return np.asarray(values[np.maximum.accumulate(known)])
