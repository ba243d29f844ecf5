"""One forward and backward pass over a number of observations, as calls on its own buffers.

Activations lie as (width, observations), each layer's with a row of ones at its end, so that a
layer is one product with its weights and biases, which are one (fan_in + 1, fan_out) matrix of the
flat parameters.
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
        self.scale = Scale(dtype)
        self._network, self._output, self._dropout = network, output, dropout
        self._layers = network.matrices_of(network.parameters)
        hidden = network.sizes[1:-1]
        self._entering = [np.ones((width + 1, columns), dtype) for width in hidden]
        self._deltas = [np.empty((width, columns), dtype) for width in network.sizes[1:]]
        values = [entering[:-1] for entering in self._entering]
        if dropout:
            self._masks = [np.empty_like(value) for value in values]
            values = [np.empty_like(value) for value in values]
        self._values = values
        self._activations = [PLANNED[network.activation_name](value) for value in values]

    def forward(self, inputs: Floats, outputs: Floats) -> list[Call]:
        """Plan from inputs to the values of the last layer, of shape (outputs, columns).

        `inputs` have the shape (features + 1, columns), their last row being ones, or (features,
        columns).
        """
        calls: list[Call] = []
        entering = inputs
        for layer, matrix in enumerate(self._layers):
            if layer:
                calls += self._activate(layer - 1)
                entering = self._entering[layer - 1]
            out = self._values[layer] if layer < len(self._values) else outputs
            calls += _layer(matrix, entering, out)
        return calls

    def backward(
        self, inputs: Floats, outputs: Floats, codes: Floats, gradient: Floats
    ) -> list[Call]:
        """Plan the gradient, laid out as the parameters, of what `forward` was planned for."""
        matrices = self._network.matrices_of(gradient)
        delta = self._deltas[-1]
        calls = self._output.delta(outputs, codes, delta, self.scale)
        for layer in reversed(range(1, len(matrices))):
            below = self._deltas[layer - 1]
            calls.append(product(self._entering[layer - 1], delta.T, matrices[layer]))
            calls.append(product(self._layers[layer][:-1], delta, below))
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
    if len(entering) == len(matrix):
        return [product(matrix.T, entering, out)]
    weights, biases = matrix[:-1], matrix[-1][:, np.newaxis]
    return [product(weights.T, entering, out), partial(np.add, out, biases, out)]


def _layer_gradient(entering: Floats, delta: Floats, gradient: Floats) -> list[Call]:
    if len(entering) == len(gradient):
        return [product(entering, delta.T, gradient)]
    return [
        product(entering, delta.T, gradient[:-1]),
        partial(np.add.reduce, delta, 1, None, gradient[-1]),
    ]
