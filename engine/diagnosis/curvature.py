"""The largest eigenvalue of a Hessian, from products of it with vectors alone."""

import math
from collections.abc import Callable

import numpy as np

from ..nn.arrays import Doubles, Floats
from .landscape import Landscape

FEWEST_PRODUCTS, MOST_PRODUCTS = 10, 24
TOLERANCE = 0.01
"""The relative residual that ends the search, though not before the fewest products: they might
miss an eigenvector that the random start hardly holds."""


def sharpness(landscape: Landscape, parameters: Floats) -> float:
    """Return the largest eigenvalue of the Hessian of J at these parameters.

    It is NaN where the numbers overflow. The random start is the same each time.
    """
    point = np.asarray(parameters, np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        return largest_eigenvalue(
            lambda direction: landscape.product(point, direction),
            np.random.default_rng(0).standard_normal(point.size),
        )


def largest_eigenvalue(product: Callable[[Doubles], Doubles], start: Doubles) -> float:
    """Return the largest eigenvalue of a symmetric matrix given as v -> matrix @ v.

    By Lanczos (1950), which needs fewer products than power iteration and is not drawn to a
    larger eigenvalue below zero. Three vectors are kept: without re-orthogonalisation eigenvalues
    come twice, the largest stays right (Paige, 1980). The estimate approaches from below.
    """
    vector, before = start / np.linalg.norm(start), np.zeros_like(start)
    diagonal: list[float] = []
    beside: list[float] = []
    estimate = math.nan
    while len(diagonal) < min(MOST_PRODUCTS, start.size):
        moved = product(vector)
        diagonal.append(float(vector @ moved))
        moved -= diagonal[-1] * vector + (beside[-1] if beside else 0.0) * before
        length = float(np.linalg.norm(moved))
        if not math.isfinite(length):
            return math.nan
        estimate, residual = _largest(diagonal, beside, length)
        enough = len(diagonal) >= FEWEST_PRODUCTS and residual <= TOLERANCE * abs(estimate)
        if enough or length <= 1e-10 * abs(estimate):
            break
        beside.append(length)
        before, vector = vector, moved / length
    return estimate


def _largest(diagonal: list[float], beside: list[float], length: float) -> tuple[float, float]:
    """Return the largest eigenvalue of the tridiagonal matrix, and how far the product misses it.

    `length` is what the last product left over: an eigenvalue of the whole matrix lies within the
    residual of the one returned.
    """
    matrix = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
    values, vectors = np.linalg.eigh(matrix)
    return float(values[-1]), float(length * abs(vectors[-1, -1]))
