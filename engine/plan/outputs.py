"""Losses as plans: from the last layer's values to its delta, and the losses of recorded ones."""

from functools import partial
from typing import Protocol

import numpy as np

from ..nn.arrays import Doubles, Floats, Targets
from ..nn.losses import log_softmax
from .calls import Call, product

SMALLEST = 1e-30
"""A factor so small that it moves no weight, and yet has an inverse."""


class Scale:
    """A factor on the delta, and what follows from it, which plans made earlier go on reading."""

    def __init__(self, dtype: np.dtype[np.floating]) -> None:
        self.whole, self.half = np.ones((), dtype), np.ones((), dtype)
        self._inverses: list[Floats] = []

    def inverses(self, size: int) -> Floats:
        """Return a square matrix filled with 1 / factor."""
        self._inverses.append(np.full((size, size), 1 / self.whole))
        return self._inverses[-1]

    def set(self, factor: float) -> None:
        """Change the factor."""
        self.whole[...], self.half[...] = factor, factor / 2
        for matrix in self._inverses:
            matrix[...] = 1 / max(factor, SMALLEST)


class Output(Protocol):
    """What a loss makes of the values of the last layer, of shape (outputs, observations)."""

    def codes(self, targets: Targets) -> Doubles:
        """Return the numbers (observations, rows) that `delta` adds or subtracts."""
        ...

    def delta(self, values: Floats, codes: Floats, delta: Floats, scale: Scale) -> list[Call]:
        """Plan the gradient by the values, times the scale; the codes (rows, observations) have
        been multiplied by it.
        """
        ...

    def losses(self, values: Floats, targets: Targets) -> Doubles:
        """Return the mean loss of each step from values (steps, outputs, observations).

        `targets` has the shape (steps, observations), or a further axis of outputs; with one
        step, it is that of all.
        """
        ...


class TwoClasses:
    """Softmax cross-entropy of two classes, by the hyperbolic tangent of half the difference."""

    def codes(self, targets: Targets) -> Doubles:
        """Return 1/2 - [target is 0], of shape (observations, 1)."""
        codes: Doubles = 0.5 - (targets == 0)[:, np.newaxis]
        return codes

    def delta(self, values: Floats, codes: Floats, delta: Floats, scale: Scale) -> list[Call]:
        """softmax - one hot = tanh((z0 - z1) / 2) / 2 + 1/2 - [target is 0], and its opposite."""
        first, second = delta
        half = values.dtype.type(0.5)
        return [
            partial(np.subtract, values[0], values[1], first),
            partial(np.multiply, first, half, first),
            partial(np.tanh, first, first),
            partial(np.multiply, first, scale.half, first),
            partial(np.add, first, codes[0], first),
            partial(np.negative, first, second),
        ]

    def losses(self, values: Floats, targets: Targets) -> Doubles:
        """Return log(1 + exp(-x)) for the lead x of the target, as log1p(exp(-|x|)) - min(x, 0)."""
        lead = values[:, 0] - values[:, 1]
        lead *= np.where(targets == 0, 1, -1).astype(lead.dtype)
        size = np.abs(lead)
        lead -= size  # twice min(x, 0)
        np.negative(size, out=size)
        np.exp(size, out=size)
        np.log1p(size, out=size)
        return _mean(size) - _mean(lead) / 2


class ManyClasses:
    """Softmax cross-entropy."""

    def __init__(self, classes: int) -> None:
        self._classes = classes

    def codes(self, targets: Targets) -> Doubles:
        """Return the targets one hot."""
        return np.eye(self._classes)[targets]

    def delta(self, values: Floats, codes: Floats, delta: Floats, scale: Scale) -> list[Call]:
        """Plan softmax - one hot; the largest value is taken out first.

        A product with a matrix of 1 / scale gives the sums in every row at once, which costs less
        than a sum and a multiplication by what it is the divisor of.
        """
        largest, sums = np.empty_like(values[0]), np.empty_like(values)
        return [
            partial(np.maximum.reduce, values, 0, None, largest),
            partial(np.subtract, values, largest, delta),
            partial(np.exp, delta, delta),
            product(scale.inverses(self._classes), delta, sums),
            partial(np.divide, delta, sums, delta),
            partial(np.subtract, delta, codes, delta),
        ]

    def losses(self, values: Floats, targets: Targets) -> Doubles:
        """Return the mean negative log-probability of the targets."""
        log_probabilities = log_softmax(values.swapaxes(0, 1))
        places = np.broadcast_to(targets, log_probabilities.shape[1:])[np.newaxis]
        return -_mean(np.take_along_axis(log_probabilities, places, axis=0)[0])


class SquaredError:
    """Half the squared error, summed over the outputs; its delta is the error itself."""

    def codes(self, targets: Targets) -> Doubles:
        """Return the targets."""
        return targets.reshape(len(targets), -1).astype(np.float64)

    def delta(self, values: Floats, codes: Floats, delta: Floats, scale: Scale) -> list[Call]:
        """Plan value - target."""
        return [
            partial(np.multiply, values, scale.whole, delta),
            partial(np.subtract, delta, codes, delta),
        ]

    def losses(self, values: Floats, targets: Targets) -> Doubles:
        """Return the mean over the observations of half the squared errors' sum."""
        columns = targets.reshape(len(targets), values.shape[2], -1).swapaxes(1, 2)
        errors = values - columns.astype(values.dtype)
        return _mean(np.einsum("son,son->sn", errors, errors)) / 2


def output_of(loss: str, outputs: int) -> Output:
    """Return the plan of cross_entropy or squared_error on so many outputs."""
    if loss == "squared_error":
        return SquaredError()
    return TwoClasses() if outputs == 2 else ManyClasses(outputs)


def _mean(losses: Floats) -> Doubles:
    """Return the mean over the last axis."""
    means: Doubles = np.add.reduce(losses, axis=-1).astype(np.float64) / losses.shape[-1]
    return means
