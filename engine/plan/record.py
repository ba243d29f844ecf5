"""The objectives of steps that have been run, computed for many of them at once."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from ..nn.arrays import Doubles, Floats, Targets
from .calls import Call
from .parts import Parts


class Record:
    """The values of the last layer in each step, for each block of it, and the parameters then.

    With no steps to keep, all steps write to the same place.
    """

    def __init__(self, parts: Parts, widths: Sequence[int], steps: int) -> None:
        self._parts, self._widths, self._steps = parts, widths, steps
        sizes, parameters = parts.network.sizes, parts.network.parameters
        places = max(1, steps)
        self._values = [np.empty((places, sizes[-1], w), parameters.dtype) for w in widths]
        method = parts.update.method
        self._penalised = bool(steps and (method.l2 or method.l1))
        rows = steps if self._penalised else 0
        self._parameters = np.empty((rows, parameters.size), parameters.dtype)

    def values(self, step: int, block: int = 0) -> Floats:
        """Return where a step puts the values (outputs, columns) of a block."""
        values: Floats = self._values[block][step if self._steps else 0]
        return values

    def before(self, step: int) -> list[Call]:
        """Plan what is to be noted before a step."""
        if not self._penalised:
            return []
        return [partial(np.copyto, self._parameters[step], self._parts.update.parameters)]

    def objectives(self, first: int, count: int, targets: Sequence[Targets]) -> Doubles:
        """Return the mean loss plus penalty of `count` steps from `first` on.

        `targets` has for each block an array (steps, columns), or with a further axis of outputs;
        it has one step if all steps have the same targets.
        """
        steps = slice(first, first + count)
        losses = [
            width * self._parts.output.losses(values[steps], of_block)
            for width, values, of_block in zip(self._widths, self._values, targets, strict=True)
        ]
        means: Doubles = np.add.reduce(losses) / sum(self._widths)
        return means + self._penalties(steps) if self._penalised else means

    def _penalties(self, steps: slice) -> Doubles:
        method = self._parts.update.method
        weights, mask = self._parameters[steps], self._parts.weights
        penalties = method.l2 / 2 * (np.square(weights) @ mask)
        if method.l1:
            penalties += method.l1 * (np.abs(weights) @ mask)
        return penalties.astype(np.float64) / self._parts.observations
