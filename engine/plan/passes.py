"""One forward and backward pass over a number of observations, as calls on its own buffers.

Activations lie as (width, observations), each layer's with a row of ones at its end, so that a
layer is one product with its weights and biases, which are one (fan_in + 1, fan_out) matrix of the
flat parameters. A stack of networks has one axis more, in front, and takes the same calls.
"""

from functools import partial

import numpy as np

from ..nn.arrays import Floats
from ..nn.network import Network
from .activations import PLANNED
from .calls import Call, product
from .dropout import Dropout
from .outputs import Output, Scale


class Pass:
    """The buffers of a pass of `columns` observations; what it is planned for shares them.

    `scale` is a factor on the gradient of the sum of the losses.
    """

    def __init__(
        self, network: Network, columns: int, output: Output, dropout: Dropout | None = None
    ) -> None:
        dtype = network.parameters.dtype
        self.scale = Scale(dtype, network.stack)
        self._network, self._output, self._dropout = network, output, dropout
        self._layers = network.matrices_of(network.parameters)
        hidden = network.sizes[1:-1]
        stack = network.stack
        self._entering = [np.ones((*stack, width + 1, columns), dtype) for width in hidden]
        self._deltas = [np.empty((*stack, width, columns), dtype) for width in network.sizes[1:]]
        values = [entering[..., :-1, :] for entering in self._entering]
        if dropout:
            self._masks = [np.empty_like(value) for value in values]
            values = [np.empty_like(value) for value in values]
        self._values = values
        self._activations = [PLANNED[network.activation_name](value) for value in values]

    def hidden(self, inputs: Floats) -> list[Call]:
        """Plan from inputs to what enters the last layer.

        `inputs` have the shape (features + 1, columns), their last row being ones, or (features,
        columns).
        """
        calls: list[Call] = []
        for layer, values in enumerate(self._values):
            entering = self._entering[layer - 1] if layer else inputs
            calls += _layer(self._layers[layer], entering, values)
            calls += self._activate(layer)
        return calls

    def delta(self, inputs: Floats, note: Floats, codes: Floats) -> list[Call]:
        """Plan the last layer and the gradient by its values, after `hidden`."""
        entering = self._entering[-1] if self._entering else inputs
        delta = self._deltas[-1]
        calls = _layer(self._layers[-1], entering, self._output.place(note, delta))
        return calls + self._output.delta(note, codes, delta, self.scale)

    def backward(self, inputs: Floats, gradient: Floats) -> list[Call]:
        """Plan the gradient, laid out as the parameters, after `delta`."""
        matrices = self._network.matrices_of(gradient)
        calls: list[Call] = []
        delta = self._deltas[-1]
        for layer in reversed(range(1, len(matrices))):
            below = self._deltas[layer - 1]
            calls.append(product(self._entering[layer - 1], delta.mT, matrices[layer]))
            calls.append(product(self._layers[layer][..., :-1, :], delta, below))
            if self._dropout:
                calls.append(partial(np.multiply, below, self._masks[layer - 1], below))
            calls += self._activations[layer - 1].backward(below)
            delta = below
        return calls + _layer_gradient(inputs, delta, matrices[0])

    def _activate(self, layer: int) -> list[Call]:
        calls = list(self._activations[layer].forward)
        if self._dropout:
            mask, kept = self._masks[layer], self._entering[layer][:-1]
            calls += self._dropout.draw(mask)
            calls.append(partial(np.multiply, self._values[layer], mask, kept))
        return calls


def _layer(matrix: Floats, entering: Floats, out: Floats) -> list[Call]:
    if entering.shape[-2] == matrix.shape[-2]:
        return [product(matrix.mT, entering, out)]
    weights, biases = matrix[:-1], matrix[-1][:, np.newaxis]
    return [product(weights.T, entering, out), partial(np.add, out, biases, out)]


def _layer_gradient(entering: Floats, delta: Floats, gradient: Floats) -> list[Call]:
    if entering.shape[-2] == gradient.shape[-2]:
        return [product(entering, delta.mT, gradient)]
    return [
        product(entering, delta.T, gradient[:-1]),
        partial(np.add.reduce, delta, 1, None, gradient[-1]),
    ]
