"""Softmax cross-entropy on logits of shape (classes, observations). It cannot overflow."""

import numpy as np
from numpy.typing import NDArray

from .arrays import Floats


def log_softmax(logits: Floats) -> Floats:
    """Return the log-probabilities, of the shape of the logits; the largest logit is taken out."""
    shifted: Floats = logits - np.maximum.reduce(logits, axis=0)
    shifted -= np.log(np.add.reduce(np.exp(shifted), axis=0))
    return shifted


def cross_entropy(log_probabilities: Floats, targets: NDArray[np.int64]) -> float:
    """Return the mean negative log-probability of the targets, in nats per observation.

    `targets` has the shape (observations,). The mean over no observations is NaN.
    """
    if not len(targets):
        return float("nan")
    chosen = log_probabilities[targets, np.arange(len(targets))]
    return float(-np.add.reduce(chosen, dtype=np.float64) / len(targets))
