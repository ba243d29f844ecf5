"""The end of a step: penalties, clipping and the optimizer, for batches of one size."""

from functools import partial
from math import isinf, sqrt

import numpy as np

from ..nn.arrays import Doubles, Floats
from .calls import Call
from .optimizers import OPTIMIZERS, Update


class Step:
    """The update after the gradient of `batch` of all `observations` has been written.

    `weights` is a vector like the parameters of a network, 1 where L2 and L1 apply and 0 at the
    biases. What depends on the learning rate stands in arrays that the calls read, and `rescale`
    sets them.
    """

    def __init__(self, update: Update, weights: Floats, batch: int, observations: int) -> None:
        method = update.method
        self._update, self._weights = update, weights
        self._optimizer = OPTIMIZERS[method.optimizer]
        self._shrinks = self._optimizer.decoupled and (
            method.clip is None or not self._optimizer.scaled
        )
        self._mean = method.summed(batch) / batch
        self._share = method.summed(batch) / observations
        self._l2_factors = np.zeros_like(update.parameters)
        self._l1_factors = np.zeros_like(update.parameters)
        self._limit: float | Doubles = 0.0

    def rescale(self, rate: float | Doubles) -> float | Doubles:
        """Set the learning rate; return the factor on the sum of the losses that it asks for.

        Both have the shape (networks, 1) for a stack.
        """
        method, l2 = self._update.method, self._update.l2
        length = rate if self._optimizer.scaled else 1.0
        self._update.rate[...] = rate
        self._limit = (method.clip or 0.0) * length
        np.multiply(self._weights, method.l1 * self._share * length, out=self._l1_factors)
        if self._shrinks:
            np.multiply(self._weights, -rate * l2 * self._share, out=self._l2_factors)
            self._l2_factors += 1
        else:
            np.multiply(self._weights, l2 * self._share * length, out=self._l2_factors)
        return self._mean * length

    def calls(self) -> list[Call]:
        """Plan what follows the gradient."""
        calls: list[Call] = []
        if self._update.method.l1:
            calls += self._l1()
        if np.any(self._update.l2):
            calls += self._l2()
        if self._update.method.clip is not None:
            calls.append(self._clip)
        return calls + self._optimizer.plan(self._update)

    def _l1(self) -> list[Call]:
        update = self._update
        return [
            partial(np.sign, update.parameters, update.scratch),
            partial(np.multiply, update.scratch, self._l1_factors, update.scratch),
            partial(np.add, update.gradient, update.scratch, update.gradient),
        ]

    def _l2(self) -> list[Call]:
        update, factors = self._update, self._l2_factors
        if self._shrinks:
            return [partial(np.multiply, update.parameters, factors, update.parameters)]
        return [
            partial(np.multiply, update.parameters, factors, update.scratch),
            partial(np.add, update.gradient, update.scratch, update.gradient),
        ]

    def _clip(self) -> None:
        """Scale the gradient down to the limit of its norm (Pascanu et al., 2013)."""
        gradient = self._update.gradient
        norm = sqrt(np.vdot(gradient, gradient))
        if isinf(norm):  # squares leave the range of numbers before the numbers do
            gradient /= np.maximum.reduce(np.abs(gradient))
            norm = sqrt(np.vdot(gradient, gradient))
            gradient *= self._limit / norm
        elif norm > self._limit:
            gradient *= self._limit / norm
