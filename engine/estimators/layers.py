"""The network that an estimator's parameters describe, with new weights or with given ones."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from ..nn.activations import ACTIVATIONS
from ..nn.arrays import Floats
from ..nn.network import Network

ACTIVATION_NAMES = {**{name: name for name in ACTIVATIONS}, "logistic": "sigmoid"}
"""Our name of each activation, by scikit-learn's and by ours."""


def widths_of(hidden_layer_sizes: Any) -> tuple[int, ...]:
    """Return the widths of the hidden layers from a number or a sequence of numbers."""
    return tuple(int(width) for width in np.atleast_1d(np.asarray(hidden_layer_sizes)))


def draw(network: Network, generator: np.random.Generator) -> None:
    """Draw weights and biases uniformly within sqrt(6 / (fan_in + fan_out)) of zero.

    So scikit-learn does, with 2 in the place of 6 for sigmoids; Glorot and Bengio (2010) draw the
    weights so, and begin with biases of 0.
    """
    factor = 2 if network.activation_name == "sigmoid" else 6
    for weights, biases in zip(network.weights, network.biases, strict=True):
        limit = sqrt(factor / sum(weights.shape))
        weights[...] = generator.uniform(-limit, limit, weights.shape)
        biases[...] = generator.uniform(-limit, limit, biases.shape)


def put(network: Network, coefs: Sequence[Floats], intercepts: Sequence[Floats]) -> None:
    """Write given weights and biases into a network; raises ValueError if they do not fit it."""
    _put("coefs_", network.weights, coefs)
    _put("intercepts_", network.biases, intercepts)


def restored(
    activation: str, coefs: Sequence[Floats], intercepts: Sequence[Floats], dtype: DTypeLike
) -> Network:
    """Return a network of these weights and biases, which are copied."""
    sizes = [len(coefs[0]), *(np.shape(weights)[1] for weights in coefs)]
    network = Network(sizes, ACTIVATION_NAMES[activation], dtype)
    put(network, coefs, intercepts)
    return network


def _put(name: str, own: Sequence[Floats], given: Sequence[Floats]) -> None:
    expected, got = [array.shape for array in own], [np.shape(array) for array in given]
    if expected != got:
        raise ValueError(f"to go on, {name} must have the shapes {expected}, got {got}")
    for target, array in zip(own, given, strict=True):
        target[...] = array
