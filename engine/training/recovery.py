"""What is left of a run that leaves the finite numbers: where it did, and weights to go back to."""

import math
from dataclasses import dataclass

import numpy as np

from ..nn.arrays import Floats
from ..nn.network import Network
from .state import State

WORSE = 2.0
"""An objective that is so many times the lowest one is no longer good."""


@dataclass(frozen=True)
class Divergence:
    """The epoch after which a number was not finite, the first layer with such a number (the
    first hidden layer, or the only one, being 1), and the epoch whose weights are back.
    """

    epoch: int
    layer: int
    back_to: int


class LastGood:
    """The parameters of the last look at which the objective was near its lowest."""

    def __init__(self) -> None:
        self.epoch = 0
        self._lowest = math.inf
        self._parameters: Floats | None = None

    def look(self, epoch: int, objective: float, parameters: Floats) -> None:
        """Keep the parameters of a look, if they are good."""
        self._lowest = min(self._lowest, objective)
        if objective <= WORSE * self._lowest:
            self.epoch, self._parameters = epoch, parameters.copy()

    def rejudge(self, objective: float) -> None:
        """Compare with this objective from now on: those before had another formula."""
        if math.isfinite(objective):
            self._lowest = objective

    def state(self) -> State:
        """Return a copy of what is kept."""
        return {"epoch": self.epoch, "lowest": self._lowest, "parameters": self._parameters}

    def restore(self, state: State) -> None:
        """Be as at another time."""
        self.epoch, self._lowest = state["epoch"], state["lowest"]
        self._parameters = state["parameters"]

    def put_back(self, parameters: Floats) -> None:
        """Overwrite parameters with the last good ones, if there ever were any."""
        if self._parameters is not None:
            parameters[...] = self._parameters


def broken_layer(network: Network, inputs: Floats) -> int:
    """Return the first layer whose parameters are not finite, or else whose values are not.

    `inputs` has the shape (features, observations).
    """
    matrices = network.matrices_of(network.parameters)
    with np.errstate(all="ignore"):
        values = network.forward(inputs)[0]
    for parts in (matrices, values):
        for layer, part in enumerate(parts, start=1):
            if not np.isfinite(part).all():
                return layer
    return len(matrices)
