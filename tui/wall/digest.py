"""What is drawn of a cell: its curves over the seeds, as quartiles on common epochs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from npnn_tui.engine import SERIES, Curves
from npnn_tui.engine.sweeps.report import Report
from numpy.typing import NDArray

from ..sweep.cell import Cell

LOSSES = ("train_loss", "test_loss")

QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True, eq=False)
class Band:
    """A series over the seeds: at `epochs` (n,), the quartiles `low`, `middle`, `high` (n,).

    With one seed all three are the same. NaN stands where a loss was not finite. Where a row of a
    curve stands for several epochs, its value is the geometric mean of the extremes.
    """

    epochs: NDArray[np.float64]
    low: NDArray[np.float64]
    middle: NDArray[np.float64]
    high: NDArray[np.float64]

    @cached_property
    def extent(self) -> tuple[float, float]:
        """The least and the greatest positive value that is finite, or infinities."""
        values = np.concatenate((self.low, self.high))
        values = values[np.isfinite(values) & (values > 0)]
        return (float(values.min()), float(values.max())) if len(values) else (inf, -inf)


NOTHING = Band(*(np.empty(0),) * 4)


@dataclass(frozen=True, eq=False)
class Digest:
    """The bands of a cell by the name of the loss; empty ones where nothing is known."""

    bands: dict[str, Band]

    @property
    def last_epoch(self) -> float:
        """How far the curves reach."""
        return max((band.epochs[-1] for band in self.bands.values() if len(band.epochs)), default=0)


class Digests:
    """The digest of each cell, made anew only when there is news of it."""

    def __init__(self) -> None:
        self._made: dict[Cell, tuple[int, Digest]] = {}

    def of(self, cell: Cell) -> Digest:
        """Return the digest of a cell as it is now."""
        made = self._made.get(cell)
        if made is None or made[0] != cell.version:
            made = self._made[cell] = cell.version, _digest(list(cell.reports.values()))
        return made[1]


def _digest(reports: Sequence[Report]) -> Digest:
    curves = [report.curves for report in reports if report.curves is not None]
    return Digest({name: _band(curves, SERIES.index(name)) for name in LOSSES})


def _band(curves: Sequence[Curves], column: int) -> Band:
    known = [each for each in curves if np.isfinite(each.high[:, column]).any()]
    if not known:
        return NOTHING
    epochs = max((each.epochs for each in known), key=lambda each: float(each[-1])).astype(float)
    values = np.array([_at(epochs, each, column) for each in known])
    return Band(epochs, *(_quantile(values, share) for share in QUARTILES))


def _at(epochs: NDArray[np.float64], curves: Curves, column: int) -> NDArray[np.float64]:
    """Return a series at other epochs; NaN after its end."""
    low, high = (part[:, column].astype(float) for part in (curves.low, curves.high))
    values = np.sqrt(low) * np.sqrt(high)
    return np.asarray(np.interp(epochs, curves.epochs, values, right=np.nan))


def _quantile(values: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """Return the quantile (n,) of the finite ones of values (seeds, n); NaN where there is none."""
    ordered = np.sort(np.where(np.isfinite(values), values, np.nan), axis=0)
    count = np.isfinite(ordered).sum(axis=0)
    place = share * np.maximum(count - 1, 0)
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, np.maximum(count - 1, 0))
    column = np.arange(values.shape[1])
    lower, upper = ordered[below, column], ordered[above, column]
    return np.asarray(lower + (place - below) * (upper - lower))
