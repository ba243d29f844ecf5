"""The penalties of steps that have been run: l2/2 times the squares, plus l1 times the sizes."""

from functools import partial

import numpy as np

from ..nn.arrays import Doubles
from .calls import Call
from .parts import Parts


class Penalties:
    """The parameters before each step, which their penalties are computed from later on."""

    def __init__(self, parts: Parts, steps: int) -> None:
        self._parts, self._method = parts, parts.update.method
        parameters = parts.network.parameters
        self._parameters = np.empty((steps, parameters.size), parameters.dtype)

    def note(self, step: int) -> list[Call]:
        """Plan the note before a step: a sum of squares at once would cost three times as much."""
        return [partial(np.positive, self._parts.network.parameters, self._parameters[step])]

    def of(self, steps: slice) -> Doubles:
        """Return the penalties of steps, divided by the number of observations."""
        parameters, weights = self._parameters[steps], self._parts.weights
        penalties = self._method.l2 / 2 * (np.square(parameters) @ weights)
        if self._method.l1:
            penalties += self._method.l1 * (np.abs(parameters) @ weights)
        return penalties.astype(np.float64) / self._parts.observations
