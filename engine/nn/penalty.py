"""The penalty on large weights: l2/2 times the sum of squares, plus l1 times the sum of sizes."""

from dataclasses import dataclass

import numpy as np

from .arrays import Floats


@dataclass(frozen=True)
class Penalty:
    """L2 and L1 regularisation of weights; biases are never penalised.

    Both factors enter the objective divided by the number of training observations n:
    J = (sum of cross-entropies + l2/2 * sum(w^2) + l1 * sum(|w|)) / n.
    """

    l2: float
    l1: float

    def of(self, weights: Floats) -> float:
        """Return this layer's share of the penalty, not yet divided by n."""
        total = 0.5 * self.l2 * float(np.vdot(weights, weights)) if self.l2 else 0.0
        return total + self.l1 * float(np.abs(weights).sum()) if self.l1 else total

    def add_gradient(self, gradient: Floats, weights: Floats, factor: float) -> None:
        """Add `factor` times the penalty's gradient to `gradient`; |w| counts as flat at zero."""
        if self.l2:
            gradient += (factor * self.l2) * weights
        if self.l1:
            gradient += (factor * self.l1) * np.sign(weights)
