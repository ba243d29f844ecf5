"""What the outputs of a network cost: cross-entropy of classes, squared error of numbers.

The softmax cross-entropy is taken on logits of shape (classes, observations); it cannot overflow.
"""

import numpy as np
from numpy.typing import NDArray

from .arrays import Doubles, Floats


def log_softmax(logits: Floats) -> Floats:
    """Return the log-probabilities, of the shape of the logits; the largest logit is taken out.

    Axes before that of the classes are those of a stack of networks.
    """
    shifted: Floats = logits - np.maximum.reduce(logits, axis=-2, keepdims=True)
    shifted -= np.log(np.add.reduce(np.exp(shifted), axis=-2, keepdims=True))
    return shifted


def cross_entropy(log_probabilities: Floats, targets: NDArray[np.int64]) -> float:
    """Return the mean negative log-probability of the targets, in nats per observation.

    `targets` has the shape (observations,). The mean over no observations is NaN.
    """
    if not len(targets):
        return float("nan")
    chosen = log_probabilities[targets, np.arange(len(targets))]
    return float(-np.add.reduce(chosen, dtype=np.float64) / len(targets))


def squared_error(predictions: Floats, targets: Doubles) -> float:
    """Return half the mean squared error, both arrays being (observations,); NaN without any.

    The half is that of scikit-learn's objective: the derivative is then the error itself.
    """
    if not len(targets):
        return float("nan")
    errors = predictions - targets
    return float(np.vdot(errors, errors) / (2 * len(targets)))
