"""The objective over all observations and its gradient, at any parameters."""

import numpy as np

from ..nn.arrays import Floats, Targets
from ..nn.network import Network
from .blocks import block_size
from .calls import Call
from .outputs import output_of
from .passes import Pass
from .source import Source


class Objective:
    """J = (sum of losses + l2/2 sum(w^2)) / n, computed block by block by planned passes.

    Calling it overwrites the parameters of the network.
    """

    def __init__(
        self, network: Network, inputs: Floats, targets: Targets, loss: str, l2: float
    ) -> None:
        self._network, self._l2, self._count = network, l2, len(inputs)
        self._output = output_of(loss, network.sizes[-1])
        source = Source(inputs, targets, self._output, network.parameters.dtype)
        self._part = np.empty_like(network.parameters)
        self._weights = np.zeros_like(network.parameters)
        for view in network.views_of(self._weights)[0]:
            view[...] = 1
        self.columns = width = block_size(self._count, network.sizes)
        starts = range(0, self._count, width)
        widths = {min(width, self._count - start) for start in starts}
        self._passes = {width: Pass(network, width, self._output) for width in widths}
        for pass_ in self._passes.values():
            pass_.scale.set(1.0)
        self._notes = {width: np.empty((self._output.rows, width)) for width in widths}
        self._blocks = [self._plan(source, slice(start, start + width)) for start in starts]

    def __call__(self, parameters: Floats) -> tuple[float, Floats]:
        """Return the objective and its gradient, which is a new array."""
        self._network.parameters[...] = parameters
        penalised = parameters * self._weights
        gradient = self._l2 * penalised
        total = self._l2 / 2 * float(np.vdot(penalised, penalised))
        with np.errstate(all="ignore"):
            for calls, notes, targets in self._blocks:
                for call in calls:
                    call()
                total += len(targets) * float(self._output.losses(notes, targets[None])[0])
                gradient += self._part
        gradient /= self._count
        return total / self._count, gradient

    def _plan(self, source: Source, block: slice) -> tuple[list[Call], Floats, Targets]:
        """Plan the gradient of the sum of a block's losses, and name where its note will be."""
        inputs = source.inputs[block].T
        codes = np.ascontiguousarray(source.codes[block].T)
        pass_, note = self._passes[codes.shape[1]], self._notes[codes.shape[1]]
        calls = pass_.hidden(inputs) + pass_.delta(inputs, note, codes)
        calls += pass_.backward(inputs, self._part)
        return calls, note[np.newaxis], source.targets[block]
