"""Learning-rate schedules: the factor on the learning rate in each epoch."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from .state import State


@dataclass(frozen=True)
class Schedule:
    """The factor in an epoch, the first being 0: that of `kind`, times that of the warm-up.

    `decay` is the factor over `decay_every` epochs; the cosine (Loshchilov and Hutter, 2017)
    reaches zero at `max_epochs`. A plateau is no matter of the epoch: its factor here is 1.
    """

    kind: str
    decay: float
    decay_every: int
    max_epochs: int
    warmup: int

    def __call__(self, epoch: int) -> float:
        """Return the factor."""
        rising = min(1.0, (epoch + 1) / self.warmup) if self.warmup else 1.0
        return rising * FACTORS[self.kind](self, epoch)


FACTORS: dict[str, Callable[[Schedule, int], float]] = {
    "constant": lambda schedule, epoch: 1.0,
    "step": lambda schedule, epoch: schedule.decay ** (epoch // schedule.decay_every),
    "exponential": lambda schedule, epoch: schedule.decay ** (epoch / schedule.decay_every),
    "cosine": lambda schedule, epoch: _half_cosine(epoch / schedule.max_epochs),
    "plateau": lambda schedule, epoch: 1.0,
}
"""Each schedule by its name."""

SCHEDULES = tuple(FACTORS)


def _half_cosine(share: float) -> float:
    return (1 + math.cos(math.pi * min(1.0, share))) / 2


class Plateau:
    """Lowers a factor by `decay` when the objective has not fallen for `decay_every` epochs."""

    def __init__(self) -> None:
        self.factor = 1.0
        self._lowest, self._since = math.inf, 0

    def look(self, decay: float, decay_every: int, epoch: int, objective: float) -> bool:
        """Take note of an objective; tell whether the factor has changed."""
        if objective < self._lowest:
            self._lowest, self._since = objective, epoch
            return False
        if epoch - self._since < decay_every:
            return False
        self.factor *= decay
        self._since = epoch
        return True

    def state(self) -> State:
        """Return what has been seen."""
        return {"factor": self.factor, "lowest": self._lowest, "since": self._since}

    def restore(self, state: State) -> None:
        """Be as at another time."""
        self.factor, self._lowest, self._since = state["factor"], state["lowest"], state["since"]

    def forget(self) -> None:
        """Keep the factor, and compare with no objective of before: it had another formula."""
        self._lowest = math.inf
