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
    """A factor on the delta, and what follows from it, which plans made earlier go on reading.

    A stack (networks,) has a factor for each network, of shape (networks, 1, 1).
    """

    def __init__(self, dtype: np.dtype[np.floating], stack: tuple[int, ...] = ()) -> None:
        shape = (*stack, 1, 1) if stack else ()
        self.whole, self.half = np.ones(shape, dtype), np.ones(shape, dtype)
        self._inverses: list[Floats] = []

    def inverses(self, size: int) -> Floats:
        """Return a square matrix filled with 1 / factor, one for each network of a stack."""
        shape = (*self.whole.shape[:-2], size, size)
        self._inverses.append(np.full(shape, 1 / self.whole))
        return self._inverses[-1]

    def set(self, factor: float | Doubles) -> None:
        """Change the factor."""
        self.whole[...], self.half[...] = factor, factor / 2
        for matrix in self._inverses:
            matrix[...] = 1 / np.maximum(factor, SMALLEST)


class Output(Protocol):
    """What a loss makes of the values of the last layer.

    It leaves a note of them, of shape (rows, observations), from which the loss can be computed
    later on; `rows` is their number. Notes, codes and deltas of a stack of networks have one axis
    more, in front.
    """

    rows: int

    def codes(self, targets: Targets) -> Doubles:
        """Return the numbers (observations, rows) that `delta` adds or subtracts."""
        ...

    def place(self, note: Floats, delta: Floats) -> Floats:
        """Return where the last layer shall put its values, of shape (outputs, observations)."""
        ...

    def delta(self, note: Floats, codes: Floats, delta: Floats, scale: Scale) -> list[Call]:
        """Plan the gradient by the values, times the scale; the codes (rows, observations) have
        been multiplied by it.
        """
        ...

    def losses(self, notes: Floats, targets: Targets) -> Doubles:
        """Return the mean loss of each step from notes (steps, rows, observations).

        `targets` has the shape (steps, observations), or a further axis of outputs; with one
        step, it is that of all.
        """
        ...


class TwoClasses:
    """Softmax cross-entropy of two classes; half the difference of their values is noted."""

    rows = 1

    def codes(self, targets: Targets) -> Doubles:
        """Return 1/2 - [target is 0], of shape (observations, 1)."""
        codes: Doubles = 0.5 - (targets == 0)[:, np.newaxis]
        return codes

    def place(self, note: Floats, delta: Floats) -> Floats:
        """The values are overwritten by the delta."""
        return delta

    def delta(self, note: Floats, codes: Floats, delta: Floats, scale: Scale) -> list[Call]:
        """softmax - one hot = tanh((z0 - z1) / 2) / 2 + 1/2 - [target is 0], and its opposite."""
        first, second = delta[..., :1, :], delta[..., 1:, :]
        half = note.dtype.type(0.5)
        return [
            partial(np.subtract, first, second, note),
            partial(np.multiply, note, half, note),
            partial(np.tanh, note, first),
            partial(np.multiply, first, scale.half, first),
            partial(np.add, first, codes, first),
            partial(np.negative, first, second),
        ]

    def losses(self, notes: Floats, targets: Targets) -> Doubles:
        """Return log(1 + exp(-2h)), h being half the lead of the target over the other class.

        It is log1p(exp(-2|h|)) - (h - |h|), which neither overflows nor loses digits.
        """
        lead = notes[:, 0] * np.where(targets == 0, 1, -1).astype(notes.dtype)
        losses = np.abs(lead)
        lead -= losses
        losses *= -2
        np.exp(losses, out=losses)
        np.log1p(losses, out=losses)
        losses -= lead
        return _mean(losses)


class ManyClasses:
    """Softmax cross-entropy."""

    def __init__(self, classes: int) -> None:
        self.rows = classes

    def codes(self, targets: Targets) -> Doubles:
        """Return the targets one hot."""
        return np.eye(self.rows)[targets]

    def place(self, note: Floats, delta: Floats) -> Floats:
        """The values are the note."""
        return note

    def delta(self, note: Floats, codes: Floats, delta: Floats, scale: Scale) -> list[Call]:
        """Plan softmax - one hot; the largest value is taken out first.

        A product with a matrix of 1 / scale gives the sums in every row at once, which costs less
        than a sum and a multiplication by what it is the divisor of.
        """
        largest, sums = np.empty_like(note[..., 0, :]), np.empty_like(note)
        return [
            partial(np.maximum.reduce, note, -2, None, largest),
            partial(np.subtract, note, largest[..., np.newaxis, :], delta),
            partial(np.exp, delta, delta),
            product(scale.inverses(self.rows), delta, sums),
            partial(np.divide, delta, sums, delta),
            partial(np.subtract, delta, codes, delta),
        ]

    def losses(self, notes: Floats, targets: Targets) -> Doubles:
        """Return the mean negative log-probability of the targets."""
        places = np.broadcast_to(targets, (len(notes), notes.shape[-1]))[:, np.newaxis]
        return -_mean(np.take_along_axis(log_softmax(notes), places, axis=1)[:, 0])


class SquaredError:
    """Half the squared error, summed over the outputs; its delta is the error itself."""

    def __init__(self, outputs: int) -> None:
        self.rows = outputs

    def codes(self, targets: Targets) -> Doubles:
        """Return the targets."""
        return targets.reshape(len(targets), -1).astype(np.float64)

    def place(self, note: Floats, delta: Floats) -> Floats:
        """The values are the note."""
        return note

    def delta(self, note: Floats, codes: Floats, delta: Floats, scale: Scale) -> list[Call]:
        """Plan value - target."""
        return [
            partial(np.multiply, note, scale.whole, delta),
            partial(np.subtract, delta, codes, delta),
        ]

    def losses(self, notes: Floats, targets: Targets) -> Doubles:
        """Return the mean over the observations of half the squared errors' sum."""
        columns = targets.reshape(len(targets), notes.shape[2], -1).swapaxes(1, 2)
        errors = notes - columns.astype(notes.dtype)
        return _mean(np.einsum("son,son->sn", errors, errors)) / 2


def output_of(loss: str, outputs: int) -> Output:
    """Return the plan of cross_entropy or squared_error on so many outputs."""
    if loss == "squared_error":
        return SquaredError(outputs)
    return TwoClasses() if outputs == 2 else ManyClasses(outputs)


def _mean(losses: Floats) -> Doubles:
    """Return the mean over the last axis."""
    means: Doubles = np.add.reduce(losses, axis=-1).astype(np.float64) / losses.shape[-1]
    return means
