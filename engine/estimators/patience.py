"""The stopping rule: how long to go on without getting better."""

from collections.abc import Iterable
from math import inf


class Patience:
    """Is over after more than `epochs` values in a row that are not below the best by `tolerance`.

    The best is that of the values before; a value that is just below it counts for it, though it
    does not help patience.
    """

    def __init__(self, tolerance: float, epochs: float) -> None:
        self._tolerance, self._epochs = tolerance, epochs
        self._waited, self._best = 0, inf

    @property
    def left(self) -> float:
        """The number of values that can be looked at before it can be over, at least 1."""
        return max(1, self._epochs + 1 - self._waited)

    @property
    def over(self) -> bool:
        """Whether nothing has become better for too long."""
        return self._waited > self._epochs

    def look(self, values: Iterable[float]) -> int:
        """Take note of values in a row; return how many of them it takes to be over, or all."""
        waited, best, taken = self._waited, self._best, 0
        for value in values:
            taken += 1
            waited = waited + 1 if value > best - self._tolerance else 0
            best = min(best, value)
            if waited > self._epochs:
                break
        self._waited, self._best = waited, best
        return taken

    def renew(self) -> None:
        """Begin to wait anew."""
        self._waited = 0
