"""A stack of descents: networks of one shape that take their steps together.

Each call of a step does the work of all networks, which pays where a call costs more than the
arithmetic in it. It is the plan of a single descent with one axis more, in front, and every
product, sum and function meets the same numbers in the same order: the parameters are the same,
bit for bit.
"""

from collections.abc import Sequence

import numpy as np

from ..nn.arrays import Floats
from ..nn.network import Network
from .descent import Descent
from .optimizers import OPTIMIZERS, Memory, Update
from .outputs import Output
from .passes import Pass
from .rounds import Round
from .steps import Step


class Stack:
    """Takes the steps of several descents, each of which stays where it is until `settle`.

    The descents must be full-batch, in one block, without dropout, clipping and schedule, and have
    taken as many steps. They differ in initial weights, learning rate, l2 and in the
    numbers of their data alone. `network` holds the parameters (networks, parameters).
    """

    def __init__(self, descents: Sequence[Descent]) -> None:
        self._descents, first = descents, descents[0]
        shape, dtype = first.network, first.network.parameters.dtype
        stack = (len(descents),)
        self.network = Network(shape.sizes, shape.activation_name, dtype, stack)
        self._memory = Memory(OPTIMIZERS[first.method.optimizer].vectors, self.network.parameters)
        self.steps = first.steps
        for row, descent in enumerate(descents):
            self.network.parameters[row] = descent.network.parameters
            self._memory.moments[:, row] = descent.memory.moments
            self._memory.steps = descent.memory.steps
        self._round = self._plan(first.output)

    def run(self, steps: int) -> None:
        """Take so many steps."""
        self._round.repeat(steps)
        self.steps += steps

    def finite(self) -> list[bool]:
        """Tell quickly of each network whether its parameters are finite; squares may not be."""
        parameters = self.network.parameters
        finite: list[bool] = np.isfinite(np.vecdot(parameters, parameters)).tolist()
        return finite

    def settle(self, row: int) -> None:
        """Bring the descent of this number to where the steps have led."""
        descent, moments = self._descents[row], self._memory.moments[:, row]
        descent.follow(self.network.parameters[row], moments, self.steps - descent.steps)

    def _plan(self, output: Output) -> Round:
        sources = [descent.source for descent in self._descents]
        inputs = np.array([source.inputs.T for source in sources])
        codes = np.array([source.codes.T for source in sources])
        step, gradient = self._step(inputs.shape[-1])
        pass_ = Pass(self.network, inputs.shape[-1], output)
        calls = pass_.hidden(inputs) + pass_.delta(inputs, np.empty_like(codes), codes)
        calls += pass_.backward(inputs, gradient) + step.calls()
        rates = np.array([[descent.method.learning_rate] for descent in self._descents])
        pass_.scale.set(np.asarray(step.rescale(rates))[..., np.newaxis])
        codes *= pass_.scale.whole
        return Round([calls])

    def _step(self, observations: int) -> tuple[Step, Floats]:
        """Return the end of a step and the gradient that it follows."""
        parameters, method = self.network.parameters, self._descents[0].method
        gradient, scratch = np.empty_like(parameters), np.empty_like(parameters)
        rate = np.empty((len(parameters), 1), parameters.dtype)
        l2 = np.array([[descent.method.l2] for descent in self._descents])
        update = Update(parameters, gradient, scratch, self._memory, rate, l2, method)
        weights = np.zeros_like(parameters)
        for view in self.network.views_of(weights)[0]:
            view[...] = 1
        return Step(update, weights, observations, observations), gradient
