"""What the objective does at the network's outputs: its loss, the slope, and the slope's change.

`values` are the outputs, of the shape (outputs, observations); all losses are means.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..nn.arrays import Floats
from ..nn.losses import cross_entropy, log_softmax

Targets = NDArray[Any]
"""Class numbers (observations,), or for regression numbers (observations,)."""


@dataclass(frozen=True)
class Output:
    """A loss, its derivative by the values, and how that changes as the values move by `drift`."""

    loss: Callable[[Floats, Targets], float]
    slope: Callable[[Floats, Targets], Floats]
    slope_change: Callable[[Floats, Floats], Floats]


def _entropy_slope(values: Floats, targets: Targets) -> Floats:
    slope = np.exp(log_softmax(values))
    slope[targets, np.arange(len(targets))] -= 1
    return np.asarray(slope / len(targets))


def _entropy_slope_change(values: Floats, drift: Floats) -> Floats:
    """Multiply the drift by softmax's Jacobian, diag(p) - p p^T."""
    share = np.exp(log_softmax(values))
    return np.asarray(share * (drift - (share * drift).sum(axis=0)) / values.shape[1])


CLASSES = Output(
    lambda values, targets: cross_entropy(log_softmax(values), targets),
    _entropy_slope,
    _entropy_slope_change,
)
"""Softmax cross-entropy."""

NUMBERS = Output(
    lambda values, targets: float(np.square(values - targets).sum() / (2 * len(targets))),
    lambda values, targets: (values - targets) / len(targets),
    lambda values, drift: drift / values.shape[1],
)
"""Half the squared error of regression."""


def output_for(targets: Targets) -> Output:
    """Return what fits the targets: numbers with a decimal point are no classes."""
    return NUMBERS if targets.dtype.kind == "f" else CLASSES
