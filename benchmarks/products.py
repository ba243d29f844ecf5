"""The matrix products of a case alone, and the most that this core does in one large product.

Both are runners, to be timed in the same turns as the contestants.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from .cases import Case
from .problem import Floats

LARGE = 2048
"""Rows and columns of the product that shows the core's peak."""

LARGE_FLOPS = 2 * LARGE**3


class Products:
    """Pairs of float32 matrices, multiplied one after the other into arrays of their own."""

    def __init__(self, pairs: Sequence[tuple[Floats, Floats]]) -> None:
        self._products = [(left, right, _empty(left, right)) for left, right in pairs]

    def reset(self) -> None:
        """Do nothing: the factors stay as they are."""

    def run(self, steps: int) -> None:
        """Multiply all pairs so many times."""
        for _ in range(steps):
            for left, right, out in self._products:
                np.matmul(left, right, out=out)


def large_product() -> Products:
    """Return the one large product, of LARGE_FLOPS a step."""
    return Products([(_noise(LARGE, LARGE), _noise(LARGE, LARGE))])


def products_of(case: Case) -> Products:
    """Return the products of one step, each over its whole batch, an observation in each column.

    For each layer: its outputs, the gradient of its weights and, unless it is the first one, the
    errors passed back.
    """
    pairs: list[tuple[Floats, Floats]] = []
    entering = _noise(case.features, case.batch)
    for layer, (fan_in, fan_out) in enumerate(pairwise(case.sizes)):
        weights, errors = _noise(fan_in, fan_out), _noise(fan_out, case.batch)
        pairs += [(weights.T, entering), (entering, errors.T)]
        pairs += [(weights, errors)] if layer else []
        entering = errors
    return Products(pairs)


def _empty(left: Floats, right: Floats) -> Floats:
    return np.empty((left.shape[0], right.shape[1]), np.float32)


def _noise(rows: int, columns: int) -> Floats:
    return np.random.default_rng(0).standard_normal((rows, columns), dtype=np.float32)
