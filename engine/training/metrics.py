"""How well a network does on the training and the test observations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import nan, sqrt

import numpy as np
from npnn_tui.datasets.dataset import Dataset, Split
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.tasks import Task

from ..nn.arrays import Floats, Targets
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

    @cached_property
    def variance(self) -> float:
        """The variance of the targets of regression; exactly 0 if they do not vary."""
        varies = len(self.targets) and np.ptp(self.targets) > 0
        return float(np.var(self.targets)) if varies else 0.0


def batch_of(dataset: Dataset, dtype: str) -> Batch:
    """Lay the observations out as the network takes them; raises FieldError on an overflow."""
    with np.errstate(over="ignore"):
        rows = np.ascontiguousarray(dataset.inputs, dtype)
    if not np.isfinite(rows).all():
        largest = np.abs(dataset.inputs).max()
        sentence = f"dtype must be float64 for features as large as {largest:g}, got {dtype}"
        raise FieldError("dtype", sentence)
    return Batch(rows.T, dataset.targets)


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
    return EVALUATIONS[batch.task](network, batch)


def _of_classes(network: Network, batch: Batch) -> tuple[float, float]:
    log_probabilities = network.log_probabilities(batch.inputs)
    right = np.count_nonzero(log_probabilities.argmax(axis=0) == batch.targets)
    return cross_entropy(log_probabilities, batch.targets), right / len(batch.targets)


def _of_numbers(network: Network, batch: Batch) -> tuple[float, float]:
    """Return half the mean squared error and R², NaN if the targets have nothing to explain."""
    loss = squared_error(network.outputs_of(batch.inputs)[0], batch.targets)
    return loss, 1 - 2 * loss / batch.variance if batch.variance else nan


EVALUATIONS: Mapping[Task, Callable[[Network, Batch], tuple[float, float]]] = {
    "classification": _of_classes,
    "regression": _of_numbers,
}
"""How loss and score of each task are found."""
