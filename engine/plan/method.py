"""How steps are made: the optimizer with its settings, and the penalties."""

from collections.abc import Callable
from dataclasses import dataclass

Schedule = Callable[[int], float]
"""The factor on the learning rate in an epoch, the first one being 0."""


@dataclass(frozen=True)
class Method:
    """The settings of a descent on J = (sum of losses + l2/2 sum(w^2) + l1 sum(|w|)) / n.

    A step follows the gradient of J as its batch of m observations estimates it, times m if
    `reduction` is sum. `momentum` is of momentum and nesterov, `rho` of rmsprop, `beta_1` and
    `beta_2` of adam and adamw, `epsilon` of these three. `clip` limits the norm of what the
    optimizer is given, `dropout` is the share of hidden nodes left out of a step.
    """

    optimizer: str = "gd"
    learning_rate: float = 0.01
    reduction: str = "mean"
    l2: float = 0.0
    l1: float = 0.0
    momentum: float = 0.9
    rho: float = 0.9
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-8
    clip: float | None = None
    dropout: float = 0.0
    schedule: Schedule | None = None

    def rate(self, epoch: int) -> float:
        """Return the learning rate of an epoch."""
        return self.learning_rate * (self.schedule(epoch) if self.schedule else 1.0)

    def summed(self, observations: int) -> int:
        """Return the factor that `reduction` puts on the mean gradient of so many observations."""
        return observations if self.reduction == "sum" else 1
