"""How well a network does on the training and the test observations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import nan, sqrt
from typing import Any

import numpy as np
from npnn_tui.datasets.dataset import Split, Task

from ..nn.arrays import Doubles, Floats, Targets
from ..nn.losses import cross_entropy, squared_error
from ..nn.network import Network
from ..nn.penalty import Penalty


@dataclass(frozen=True)
class Metrics:
    """The loss and the score on both sets, and what training minimises; NaN where undefined.

    Of classification, losses are mean cross-entropies in nats and scores accuracies, shares from
    0 to 1. Of regression, losses are half the mean squared error of the targets as the network
    sees them, and scores R²: 1 is perfect, 0 no better than the mean. Both losses are the data
    term of `objective`, which adds the penalty divided by n.
    """

    train_loss: float
    test_loss: float
    train_score: float
    test_score: float
    objective: float


@dataclass(frozen=True, eq=False)
class Batch:
    """Observations as the network takes them, (features, observations), and their targets."""

    inputs: Floats
    targets: Targets

    @property
    def task(self) -> Task:
        """What there is to learn, which the type of the targets tells."""
        return "regression" if self.targets.dtype.kind == "f" else "classification"


def measure(network: Network, train: Batch, test: Batch, penalty: Penalty) -> Metrics:
    """Evaluate the network on both sets."""
    train_loss, train_score = _evaluate(network, train)
    test_loss, test_score = _evaluate(network, test)
    penalised = sum(penalty.of(weights) for weights in network.weights) / len(train.targets)
    return Metrics(train_loss, test_loss, train_score, test_score, train_loss + penalised)


def root_mean_squared_error(loss: float, split: Split) -> float:
    """Return the typical error behind a loss of regression, in the units of the data."""
    return sqrt(2 * loss) * split.target_scale


def _evaluate(network: Network, batch: Batch) -> tuple[float, float]:
    """Return loss and score."""
    if not len(batch.targets):
        return nan, nan
    return EVALUATIONS[batch.task](network, batch.inputs, batch.targets)


def _classes(network: Network, inputs: Floats, targets: Targets) -> tuple[float, float]:
    log_probabilities = network.log_probabilities(inputs)
    right = np.count_nonzero(log_probabilities.argmax(axis=0) == targets)
    return cross_entropy(log_probabilities, targets), float(right / len(targets))


def _numbers(network: Network, inputs: Floats, targets: Targets) -> tuple[float, float]:
    loss = squared_error(network.outputs_of(inputs)[0], targets)
    return loss, r_squared(loss, targets)


def r_squared(loss: float, targets: Doubles) -> float:
    """Return the share of the targets' variance that half a mean squared error leaves explained.

    It is NaN for targets that do not vary: nothing is there to explain.
    """
    spread = float(np.var(targets)) if np.ptp(targets) > 0 else 0.0
    return 1 - 2 * loss / spread if spread else nan


EVALUATIONS: Mapping[Task, Callable[[Network, Floats, Any], tuple[float, float]]] = {
    "classification": _classes,
    "regression": _numbers,
}
"""How loss and score of each task are found."""
