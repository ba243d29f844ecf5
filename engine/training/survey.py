"""How well the networks of a stack do: what `measure` finds for each, computed for all at once.

Each sum has the same numbers in the same order as for a single network, so that the figures are
the same bit for bit. This holds for up to 8,192 observations, which NumPy adds up in one piece.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np
from npnn_tui.datasets.tasks import Task

from ..nn.arrays import Doubles
from ..nn.network import Network
from .metrics import Batch, Metrics


class Sets:
    """The observations of each network of a stack, which must be as many and of one task."""

    def __init__(self, batches: Sequence[Batch]) -> None:
        self.inputs = np.array([batch.inputs.T for batch in batches]).mT
        self.targets = np.array([batch.targets for batch in batches])
        self._batches = batches

    def __len__(self) -> int:
        return int(self.targets.shape[-1])

    def evaluate(self, network: Network) -> tuple[Doubles, Doubles]:
        """Return the losses and the scores, each of shape (networks,)."""
        if not len(self):
            nothing = np.full(len(self.targets), np.nan)
            return nothing, nothing
        return EVALUATIONS[self._batches[0].task](network, self)

    @cached_property
    def variances(self) -> Doubles:
        """The variances of the targets of regression, NaN where they do not vary."""
        return np.array([batch.variance or np.nan for batch in self._batches])


class Survey:
    """Measures a stack on its training and test sets; `l2` has the shape (networks,)."""

    def __init__(self, train: Sequence[Batch], test: Sequence[Batch], l2: Doubles) -> None:
        self._train, self._test, self._l2 = Sets(train), Sets(test), l2

    def measure(self, network: Network) -> list[Metrics]:
        """Return the metrics of each network."""
        with np.errstate(all="ignore"):
            train_loss, train_score = self._train.evaluate(network)
            test_loss, test_score = self._test.evaluate(network)
            objective = train_loss + self._penalties(network) / len(self._train)
        columns = (train_loss, test_loss, train_score, test_score, objective)
        return [Metrics(*row) for row in np.array(columns).T.tolist()]

    def _penalties(self, network: Network) -> Doubles:
        total = np.zeros_like(self._l2)
        for weights in network.weights:
            rows = weights.reshape(len(weights), -1)
            total += 0.5 * self._l2 * np.vecdot(rows, rows)
        return np.where(self._l2 > 0, total, 0.0)  # of squares that are infinite, too


def _of_classes(network: Network, sets: Sets) -> tuple[Doubles, Doubles]:
    log_probabilities = network.log_probabilities(sets.inputs)
    right = np.count_nonzero(log_probabilities.argmax(axis=-2) == sets.targets, axis=-1)
    places = sets.targets[:, np.newaxis]
    chosen = np.take_along_axis(log_probabilities, places, axis=-2)[:, 0]
    losses: Doubles = -np.add.reduce(chosen.astype(np.float64), axis=-1) / len(sets)
    return losses, right / len(sets)


def _of_numbers(network: Network, sets: Sets) -> tuple[Doubles, Doubles]:
    errors = network.outputs_of(sets.inputs)[:, 0] - sets.targets
    losses: Doubles = np.vecdot(errors, errors) / (2 * len(sets))
    return losses, 1 - 2 * losses / sets.variances


EVALUATIONS: Mapping[Task, Callable[[Network, Sets], tuple[Doubles, Doubles]]] = {
    "classification": _of_classes,
    "regression": _of_numbers,
}
"""How losses and scores of each task are found."""
