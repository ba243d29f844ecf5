"""How well a network does on the training and the test observations."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..nn.arrays import Floats
from ..nn.losses import cross_entropy
from ..nn.network import Network
from ..nn.penalty import Penalty


@dataclass(frozen=True)
class Metrics:
    """Losses are mean cross-entropies in nats, accuracies shares from 0 to 1; NaN without data.

    `objective` is what training minimises: the training loss plus the penalty divided by n.
    """

    train_loss: float
    test_loss: float
    train_accuracy: float
    test_accuracy: float
    objective: float


@dataclass(frozen=True, eq=False)
class Batch:
    """Observations as the network takes them: (features, observations), and their classes."""

    inputs: Floats
    targets: NDArray[np.int64]


def measure(network: Network, train: Batch, test: Batch, penalty: Penalty) -> Metrics:
    """Evaluate the network on both sets."""
    train_loss, train_accuracy = _evaluate(network, train)
    test_loss, test_accuracy = _evaluate(network, test)
    penalised = sum(penalty.of(weights) for weights in network.weights) / len(train.targets)
    return Metrics(train_loss, test_loss, train_accuracy, test_accuracy, train_loss + penalised)


def _evaluate(network: Network, batch: Batch) -> tuple[float, float]:
    if not len(batch.targets):
        return float("nan"), float("nan")
    log_probabilities = network.log_probabilities(batch.inputs)
    right = np.count_nonzero(log_probabilities.argmax(axis=0) == batch.targets)
    return cross_entropy(log_probabilities, batch.targets), right / len(batch.targets)
