"""Initial weights. Each takes a generator, fan_in and fan_out, and gives (fan_in, fan_out)."""

from collections.abc import Callable
from math import sqrt

import numpy as np

from .arrays import Doubles

Initializer = Callable[[np.random.Generator, int, int], Doubles]


def _lecun_normal(generator: np.random.Generator, fan_in: int, fan_out: int) -> Doubles:
    """Draw from a normal of variance 1 / fan_in (LeCun et al., Efficient BackProp, 1998)."""
    return generator.standard_normal((fan_in, fan_out)) * sqrt(1 / fan_in)


def _he_normal(generator: np.random.Generator, fan_in: int, fan_out: int) -> Doubles:
    """Draw from a normal of variance 2 / fan_in (He et al., 2015)."""
    return generator.standard_normal((fan_in, fan_out)) * sqrt(2 / fan_in)


def _glorot_uniform(generator: np.random.Generator, fan_in: int, fan_out: int) -> Doubles:
    """Draw uniformly within sqrt(6 / (fan_in + fan_out)) of zero (Glorot and Bengio, 2010)."""
    limit = sqrt(6 / (fan_in + fan_out))
    return generator.uniform(-limit, limit, (fan_in, fan_out))


def _zeros(generator: np.random.Generator, fan_in: int, fan_out: int) -> Doubles:
    return np.zeros((fan_in, fan_out))


INITIALIZERS: dict[str, Initializer] = {
    "lecun_normal": _lecun_normal,
    "he_normal": _he_normal,
    "glorot_uniform": _glorot_uniform,
    "zeros": _zeros,
}
