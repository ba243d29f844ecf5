"""The second derivatives of the activations, which the curvature of the objective needs."""

from collections.abc import Callable, Mapping
from math import pi, sqrt

import numpy as np

from ..nn.arrays import Floats

SecondDerivative = Callable[[Floats, Floats], Floats]
"""Takes the pre-activations z and the activations a, elementwise."""


def _none(z: Floats, a: Floats) -> Floats:
    return np.zeros_like(z)


def _gelu(z: Floats, a: Floats) -> Floats:
    """Differentiate z/2 (1 + t) twice, with t = tanh(u) and u = sqrt(2/pi) (z + 0.044715 z^3)."""
    factor, cubic = sqrt(2 / pi), 0.044715
    t = np.tanh(factor * (z + cubic * z**3))
    u_first, u_second = factor * (1 + 3 * cubic * z**2), 6 * factor * cubic * z
    t_first = (1 - t**2) * u_first
    t_second = (1 - t**2) * u_second - 2 * t * t_first * u_first
    return np.asarray(t_first + 0.5 * z * t_second)


def _silu(z: Floats, a: Floats) -> Floats:
    """Differentiate z s twice, with s = sigmoid(z) and s' = s (1 - s)."""
    s = 0.5 * (1 + np.tanh(0.5 * z))
    return np.asarray(s * (1 - s) * (2 + z * (1 - 2 * s)))


SECOND_DERIVATIVES: Mapping[str, SecondDerivative] = {
    "relu": _none,
    "leaky_relu": _none,
    "tanh": lambda z, a: -2 * a * (1 - a**2),
    "sigmoid": lambda z, a: a * (1 - a) * (1 - 2 * a),
    "elu": lambda z, a: np.where(z > 0, 0, a + 1),
    "gelu": _gelu,
    "silu": _silu,
    "identity": _none,
}
"""Each by its activation's name; at a kink, where there is none, it counts as zero."""
