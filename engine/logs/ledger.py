"""The metrics of one run by their names, no more of them than can be looked at."""

import numpy as np

from ..nn.arrays import Doubles
from .axes import TIME
from .series import Curve, Series

MOST_METRICS = 64

MOST_COUNTED = 10_000
"""Names of metrics left out that are told apart."""


class Ledger:
    """Takes measurements of metrics; those after MOST_METRICS are counted and left out."""

    def __init__(self) -> None:
        self._series: dict[str, Series] = {}
        self._left_out: set[str] = set()
        self._begun = np.nan
        self.rows = 0
        self.returns = 0
        """How often a metric went back to an earlier place."""

    @property
    def left_out(self) -> int:
        """How many metrics are not kept."""
        return len(self._left_out)

    @property
    def has_metrics(self) -> bool:
        """Whether any metric is known."""
        return bool(self._series)

    def takes(self, name: str) -> bool:
        """Tell whether a metric is kept, or would be; else count it."""
        if name in self._series or len(self._series) < MOST_METRICS:
            return True
        if len(self._left_out) < MOST_COUNTED:
            self._left_out.add(name)
        return False

    def count(self, name: str) -> int:
        """Return the number of measurements of a metric."""
        return self._series[name].count if name in self._series else 0

    def add(self, name: str, places: Doubles, values: Doubles, axis: int) -> None:
        """Add measurements (n,) of a metric at places (n, axes); they go on along `axis`."""
        if self.takes(name):
            series = self._series.setdefault(name, Series())
            self.returns += series.extend(places, values, axis)
            self._begun = np.fmin(self._begun, np.fmin.reduce(places[:, TIME]))

    def curves(self) -> dict[str, Curve]:
        """Return a copy of each metric, its times counted from the first one."""
        curves = {name: series.curve() for name, series in self._series.items()}
        if np.isfinite(self._begun):
            for curve in curves.values():
                curve.places[:, TIME] -= self._begun
        return curves
