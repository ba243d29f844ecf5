"""Backpropagation (Rumelhart, Hinton and Williams, 1986) through a Network."""

import numpy as np
from numpy.typing import NDArray

from .arrays import Floats
from .losses import log_softmax
from .network import Network


def write_gradient(
    network: Network, inputs: Floats, targets: NDArray[np.int64], gradient: Floats
) -> None:
    """Write the gradient of the mean cross-entropy into `gradient`.

    `inputs` has the shape (features, observations), `targets` (observations,), and `gradient`
    the shape of `network.parameters`. No penalty is included.
    """
    pre_activations, entering = network.forward(inputs)
    log_probabilities = log_softmax(pre_activations[-1])
    weights_gradients, biases_gradients = network.views_of(gradient)
    delta = _output_delta(log_probabilities, targets)
    for layer in reversed(range(len(network.weights))):
        np.matmul(entering[layer], delta.T, out=weights_gradients[layer])
        np.add.reduce(delta, axis=1, out=biases_gradients[layer])
        if layer:
            slope = network.activation.derivative(pre_activations[layer - 1], entering[layer])
            delta = (network.weights[layer] @ delta) * slope


def _output_delta(log_probabilities: Floats, targets: NDArray[np.int64]) -> Floats:
    """Return the derivative of the mean cross-entropy by the logits: (softmax - one hot) / n."""
    count = len(targets)
    delta = np.exp(log_probabilities)
    delta[targets, np.arange(count)] -= 1
    delta /= count
    return delta
