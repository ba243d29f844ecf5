"""How well the data can be learned at all, by a measure that needs no training."""

import numpy as np

from ..nn.arrays import Floats
from .outputs import Targets

NEIGHBOURS = 9


def score_of(outputs: Floats, targets: Targets) -> float:
    """Return the accuracy of outputs (outputs, observations), or the R² of regression."""
    if targets.dtype.kind == "f":
        return _explained(outputs[0], targets)
    return float(np.mean(outputs.argmax(axis=0) == targets))


def attainable(inputs: Floats, targets: Targets) -> float:
    """Return the score of each observation's nearest neighbours, itself left out.

    Their error is at most twice the least possible one with very many observations (Cover and
    Hart, 1967), and close to it with several neighbours. `inputs` has the shape (features,
    observations); each feature counts by its deviation.
    """
    count = targets.size
    nearest = _nearest(inputs, min(NEIGHBOURS, max(1, count // 4)))
    if targets.dtype.kind == "f":
        return _explained(targets[nearest].mean(axis=1), targets)
    votes = np.stack([(targets[nearest] == label).sum(axis=1) for label in np.unique(targets)])
    return float(np.mean(np.unique(targets)[votes.argmax(axis=0)] == targets))


def _nearest(inputs: Floats, neighbours: int) -> Targets:
    """Return the nearest other observations of each, of the shape (observations, neighbours)."""
    deviation = inputs.std(axis=1, keepdims=True)
    columns = (inputs - inputs.mean(axis=1, keepdims=True)) / np.where(deviation > 0, deviation, 1)
    squares = (columns**2).sum(axis=0)
    distances = squares[:, np.newaxis] - 2 * columns.T @ columns + squares
    np.fill_diagonal(distances, np.inf)
    nearest: Targets = np.argpartition(distances, neighbours - 1, axis=1)[:, :neighbours]
    return nearest


def _explained(predictions: Floats, targets: Targets) -> float:
    spread = float(np.var(targets))
    return 1 - float(np.mean((predictions - targets) ** 2)) / spread if spread else 1.0
