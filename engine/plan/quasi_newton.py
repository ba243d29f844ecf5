"""L-BFGS step by step, with the interface of a Descent."""

from collections import deque

import numpy as np

from ..nn.arrays import Doubles, Floats, Targets
from ..nn.network import Network
from .descent import Checkpoint
from .lbfgs import minimize
from .method import Method
from .objective import Objective

WORK = 2e8
"""Parameters times observations times iterations that are computed ahead, at most."""

FEWEST, MOST = 5, 50
"""Iterations that are computed ahead; what has been learnt of the curvature ends with them."""


class QuasiNewton:
    """Trains `network` on all of the (observations, features) inputs; a step is an iteration.

    scipy iterates without a break, so that some iterations are computed ahead and then taken one
    by one. Of the method only l2 counts. It works in double precision. Raises ImportError without
    scipy.
    """

    steps_per_epoch = 1

    def __init__(
        self, network: Network, inputs: Floats, targets: Targets, method: Method, loss: str
    ) -> None:
        self.network, self.method, self.steps = network, method, 0
        self._data = inputs, targets, loss
        self._objective = self._plan()
        self.columns = self._objective.columns
        work = network.parameters.size * len(inputs)
        self._most = int(max(FEWEST, min(MOST, WORK // work)))
        self._ahead: deque[Doubles] = deque()
        self._taken = 0
        self._begin_at(network.parameters.astype(np.float64))

    @property
    def epoch(self) -> int:
        """The number of iterations."""
        return self.steps

    def run(self, steps: int) -> Doubles:
        """Take so many steps. At a minimum they lead nowhere."""
        for _ in range(steps):
            if not self._ahead:
                self._look_ahead()
            self._point = self._ahead.popleft()
            self.network.parameters[...] = self._point
            self.steps, self._taken = self.steps + 1, self._taken + 1
        return np.empty(0)

    def tune(self, method: Method) -> None:
        """Go on from here by another method."""
        self.method = method
        self._objective = self._plan()
        self._begin_at(self._point)

    def save(self) -> Checkpoint:
        """Return a copy of all that the steps to come depend on."""
        parameters, origin = self.network.parameters.copy(), self._origin[np.newaxis].copy()
        return Checkpoint(parameters, origin, self._taken, self.steps, {}, {})

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to a moment of this training."""
        self._begin_at(checkpoint.moments[0].copy())
        self.run(checkpoint.updates)
        self.network.parameters[...] = checkpoint.parameters
        self.steps = checkpoint.steps

    def forget(self) -> None:
        """Begin anew from the parameters of the network, which have been replaced."""
        self._begin_at(self.network.parameters.astype(np.float64))

    def _begin_at(self, point: Doubles) -> None:
        self._point = self._origin = point
        self._taken = 0
        self._ahead.clear()

    def _look_ahead(self) -> None:
        """Compute the next iterations, at least one, from where the last ones ended."""
        self._begin_at(self._point)
        found: list[Doubles] = []
        minimize(
            self._objective,
            self._point,
            tolerance=0.0,
            iterations=self._most,
            evaluations=20 * self._most,
            visit=found.append,
        )
        self._ahead.extend(found or [self._point])

    def _plan(self) -> Objective:
        inputs, targets, loss = self._data
        twin = Network(self.network.sizes, self.network.activation_name, np.float64)
        return Objective(twin, inputs, targets, loss, self.method.l2)
