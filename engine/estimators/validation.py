"""Early stopping: observations kept away from training, and the weights that did best on them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..nn.arrays import Floats, Targets
from ..nn.network import Network

Rows = NDArray[np.intp]
Score = Callable[[Floats, Targets], float]
"""From the values of the last layer (observations, outputs) and the targets to a score."""


@dataclass(eq=False)
class Validation:
    """The observations held back, as columns, and the score after each epoch."""

    network: Network
    columns: Floats
    targets: Targets
    score: Score
    scores: list[float] = field(default_factory=list)
    best_score: float = -inf
    best_parameters: Floats | None = None

    def look(self) -> float:
        """Return the score of the network as it is, and keep its parameters if it is the best."""
        score = self.score(self.network.outputs_of(self.columns).T, self.targets)
        self.scores.append(score)
        if score > self.best_score:
            self.best_score, self.best_parameters = score, self.network.parameters.copy()
        return score

    def put_back(self) -> None:
        """Write the best parameters into the network."""
        if self.best_parameters is not None:
            self.network.parameters[...] = self.best_parameters


def held_out(
    targets: NDArray[Any], fraction: float, classes: bool, generator: np.random.Generator
) -> tuple[Rows, Rows]:
    """Return the rows to train on and those to validate on.

    With classes, each has its share of both, as near as whole rows allow. Raises ValueError if
    fewer than two rows are left for either.
    """
    count = int(np.ceil(fraction * len(targets)))
    if count < 2 or len(targets) - count < 2:
        raise ValueError(
            f"validation_fraction {fraction:g} of {len(targets):,} observations leaves "
            f"{count:,} to validate on and {len(targets) - count:,} to train on; both must be "
            "2 at least"
        )
    order = generator.permutation(len(targets))
    if classes:
        order = _spread(order, targets[order])
    return np.sort(order[count:]), np.sort(order[:count])


def _spread(order: Rows, classes: NDArray[Any]) -> Rows:
    """Reorder rows so that any first part of them has its share of each class."""
    sizes = np.bincount(classes)
    by_class = np.argsort(classes, kind="stable")
    ranks = np.empty(len(order))
    ranks[by_class] = np.concatenate([(np.arange(size) + 0.5) / size for size in sizes if size])
    spread: Rows = order[np.argsort(ranks, kind="stable")]
    return spread
