"""Activation functions of the hidden layers, with their derivatives, elementwise."""

from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from .arrays import Floats

LEAK = 0.01
"""The slope of leaky ReLU below zero (Maas, Hannun and Ng, 2013)."""


@dataclass(frozen=True)
class Activation:
    """A function of the pre-activations z, and its derivative in terms of z and a = function(z)."""

    function: Callable[[Floats], Floats]
    derivative: Callable[[Floats, Floats], Floats]


def _sigmoid(z: Floats) -> Floats:
    """Compute 1 / (1 + exp(-z)) as (1 + tanh(z/2)) / 2, which cannot overflow."""
    sigmoid: Floats = 0.5 * (1 + np.tanh(0.5 * z))
    return sigmoid


def _elu(z: Floats) -> Floats:
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))


def _silu_derivative(z: Floats, a: Floats) -> Floats:
    sigmoid = _sigmoid(z)
    return sigmoid + a * (1 - sigmoid)


def _gelu_tanh(z: Floats) -> Floats:
    return np.tanh(sqrt(2 / pi) * (z + 0.044715 * z**3))


def _gelu(z: Floats) -> Floats:
    """Compute the tanh form of GELU (Hendrycks and Gimpel, 2016, section 2)."""
    return 0.5 * z * (1 + _gelu_tanh(z))


def _gelu_derivative(z: Floats, a: Floats) -> Floats:
    tanh = _gelu_tanh(z)
    slope = sqrt(2 / pi) * (1 + 3 * 0.044715 * z**2)
    return 0.5 * (1 + tanh) + 0.5 * z * (1 - tanh**2) * slope


ACTIVATIONS = {
    "relu": Activation(
        lambda z: np.maximum(z, 0),
        lambda z, a: (z > 0).astype(z.dtype),
    ),
    "leaky_relu": Activation(
        lambda z: np.where(z > 0, z, LEAK * z),
        lambda z, a: np.where(z > 0, 1, LEAK).astype(z.dtype),
    ),
    "tanh": Activation(np.tanh, lambda z, a: 1 - a**2),
    "sigmoid": Activation(_sigmoid, lambda z, a: a * (1 - a)),
    "elu": Activation(_elu, lambda z, a: np.where(z > 0, 1, a + 1).astype(z.dtype)),
    "gelu": Activation(_gelu, _gelu_derivative),
    "silu": Activation(lambda z: z * _sigmoid(z), _silu_derivative),
    "identity": Activation(lambda z: z, lambda z, a: np.ones_like(z)),
}
"""Each activation by its name. ELU has alpha 1; SiLU is z * sigmoid(z)."""
