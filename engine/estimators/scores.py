"""How good predictions are: one number that is greater for better ones."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..nn.arrays import Doubles, Floats


def accuracy(right: NDArray[np.bool_], weights: Doubles | None = None) -> float:
    """Return the share of right answers, each counting as its weight says."""
    return float(np.average(right.astype(np.float64), weights=weights))


def r_squared(targets: NDArray[Any], predictions: Floats, weights: Doubles | None = None) -> float:
    """Return 1 - (sum of squared errors) / (sum of squares around the mean), averaged over outputs.

    An output that does not vary gives 1 if it is predicted exactly, else 0. For fewer than two
    observations it is NaN.
    """
    if len(targets) < 2:
        return float("nan")
    truth = np.reshape(targets, (len(targets), -1)).astype(np.float64)
    errors = truth - np.reshape(predictions, truth.shape)
    residual = np.average(errors**2, axis=0, weights=weights)
    mean = np.average(truth, axis=0, weights=weights)
    variance = np.average((truth - mean) ** 2, axis=0, weights=weights)
    varies = variance > 0
    scores = np.where(residual == 0, 1.0, 0.0)
    scores[varies] = 1 - residual[varies] / variance[varies]
    return float(scores.mean())
