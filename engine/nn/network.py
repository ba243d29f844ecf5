"""The multilayer perceptron: its parameters in one flat vector, and its forward pass."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import DTypeLike

from .activations import ACTIVATIONS
from .arrays import Floats
from .initializers import INITIALIZERS
from .losses import log_softmax

CHUNK = 2**18
"""Activations computed at once when predicting: little memory, and more would leave the cache."""

FEWEST_ROWS = 64
"""Observations predicted at once by the widest network."""


def parameter_count(sizes: Sequence[int]) -> int:
    """Return how many weights and biases layers of these widths have."""
    return sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(sizes))


class Network:
    """A fully connected network with a linear output layer.

    Classes are read through a softmax, the number of regression is the output itself. `sizes` are
    the widths of the layers from the features to the outputs. `parameters` is the one
    vector that training changes; `weights[i]`, of shape (fan_in, fan_out), and `biases[i]`, of
    shape (fan_out,), are views of it.

    With `stack` (networks,) it stands for so many networks, one upon the other: this is the first
    axis of the parameters then, and of all that goes through `forward` and `log_probabilities`.
    """

    def __init__(
        self, sizes: Sequence[int], activation: str, dtype: DTypeLike, stack: tuple[int, ...] = ()
    ) -> None:
        self.sizes, self.stack = tuple(sizes), stack
        self.activation_name, self.activation = activation, ACTIVATIONS[activation]
        self.parameters: Floats = np.zeros((*stack, parameter_count(sizes)), dtype)
        self.weights, self.biases = self.views_of(self.parameters)

    def initialize(self, initializer: str, generator: np.random.Generator) -> None:
        """Draw new weights, layer after layer, and set the biases to zero."""
        for weights, biases in zip(self.weights, self.biases, strict=True):
            weights[:] = INITIALIZERS[initializer](generator, *weights.shape)
            biases[:] = 0

    def views_of(self, vector: Floats) -> tuple[list[Floats], list[Floats]]:
        """Return the weights and the biases of each layer as views of a flat vector."""
        matrices = self.matrices_of(vector)
        weights = [matrix[..., :-1, :] for matrix in matrices]
        return weights, [matrix[..., -1, :] for matrix in matrices]

    def matrices_of(self, vector: Floats) -> list[Floats]:
        """Return each layer's weights with its biases as last row: (fan_in + 1, fan_out) views."""
        matrices, start = [], 0
        for fan_in, fan_out in pairwise(self.sizes):
            end = start + (fan_in + 1) * fan_out
            shape = (*vector.shape[:-1], fan_in + 1, fan_out)
            matrices.append(vector[..., start:end].reshape(shape))
            start = end
        return matrices

    def forward(self, inputs: Floats) -> tuple[list[Floats], list[Floats]]:
        """Return the pre-activations of each layer and the activations that entered each layer.

        `inputs` and all that is returned have the shape (width of the layer, observations).
        """
        entering: list[Floats] = [inputs]
        pre_activations: list[Floats] = []
        for layer, (weights, biases) in enumerate(zip(self.weights, self.biases, strict=True)):
            if layer:
                entering.append(self.activation.function(pre_activations[-1]))
            z = weights.mT @ entering[-1]
            z += biases[..., np.newaxis]
            pre_activations.append(z)
        return pre_activations, entering

    def outputs_of(self, inputs: Floats) -> Floats:
        """Return the outputs (outputs, observations) for (features, observations)."""
        rows = max(FEWEST_ROWS, CHUNK // sum(self.sizes))
        starts = range(0, max(inputs.shape[-1], 1), rows)
        with np.errstate(over="ignore", invalid="ignore"):  # the weights may have diverged
            parts = [self.forward(inputs[..., s : s + rows])[0][-1] for s in starts]
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1)

    def log_probabilities(self, inputs: Floats) -> Floats:
        """Return the log-probabilities (classes, observations) for (features, observations)."""
        with np.errstate(over="ignore", invalid="ignore"):
            return log_softmax(self.outputs_of(inputs))

    def predictions(self, observations: Floats) -> Floats:
        """Return the outputs (observations, outputs) for (observations, features)."""
        return self.outputs_of(self._columns(observations)).T

    def probabilities(self, observations: Floats) -> Floats:
        """Return class probabilities (observations, classes) for (observations, features)."""
        return np.exp(self.log_probabilities(self._columns(observations))).T

    def _columns(self, observations: Floats) -> Floats:
        return np.ascontiguousarray(observations.T, self.parameters.dtype)
