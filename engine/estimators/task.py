"""What a network is to be good at: the loss it is trained on and the score it is judged by."""

from dataclasses import dataclass

import numpy as np

from ..nn.arrays import Floats, Targets
from .scores import accuracy, r_squared
from .validation import Score


@dataclass(frozen=True)
class Task:
    """A loss of the planned descent, what makes predictions of its values, and a score.

    `kind` is scikit-learn's word; with `classes` the targets are class numbers.
    """

    kind: str
    loss: str
    out_activation: str
    classes: bool
    score: Score


def _accuracy_of(values: Floats, targets: Targets) -> float:
    return accuracy(np.argmax(values, axis=1) == targets)


def _r_squared_of(values: Floats, targets: Targets) -> float:
    return r_squared(targets, values)


CLASSIFICATION = Task("classifier", "cross_entropy", "softmax", True, _accuracy_of)
REGRESSION = Task("regressor", "squared_error", "identity", False, _r_squared_of)
