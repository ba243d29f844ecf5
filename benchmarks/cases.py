"""The cases: how many observations, which network, how it is trained, how much of it is a run."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal


@dataclass(frozen=True)
class Case:
    """A data set's size, the hidden layers of a ReLU network with a softmax, and its training.

    A run is `steps` steps from the initial weights, a whole number of epochs. Without a
    `batch_size` every step takes all observations; with one, it divides their number.
    """

    observations: int
    features: int
    hidden: tuple[int, ...]
    classes: int
    steps: int
    learning_rate: float = 0.1
    method: Literal["gd", "adam"] = "gd"
    batch_size: int | None = None

    @property
    def sizes(self) -> tuple[int, ...]:
        """The widths of the layers, from the features to the classes."""
        return (self.features, *self.hidden, self.classes)

    @property
    def batch(self) -> int:
        """The observations of one step."""
        return self.batch_size or self.observations

    @property
    def batches(self) -> int:
        """The steps of one epoch."""
        return self.observations // self.batch

    @property
    def epochs(self) -> int:
        """The epochs of one run."""
        return self.steps // self.batches

    @property
    def flops(self) -> int:
        """Additions and multiplications of one step's matrix products.

        Each layer has two products of the same size, outputs and gradient of the weights, and a
        third, the errors passed back, unless it is the first.
        """
        products = [
            (3 if layer else 2) * fan_in * fan_out
            for layer, (fan_in, fan_out) in enumerate(pairwise(self.sizes))
        ]
        return 2 * self.batch * sum(products)

    def __str__(self) -> str:
        """Return the shape in one line, as the tables show it."""
        batches = f", Adam in batches of {self.batch_size}" if self.batch_size else ""
        hidden = "→".join(map(str, self.sizes[1:]))
        return f"{self.observations:,}×{self.features}→{hidden}{batches}"


CASES = {
    "A": Case(200, 2, (32,), 2, steps=4_000),
    "B": Case(500, 2, (32, 32), 3, steps=2_000, learning_rate=0.05),
    "C": Case(2_000, 2, (64, 64), 4, steps=300),
    "D": Case(10_000, 20, (128, 128), 10, steps=20),
    "E": Case(60_000, 784, (256, 128), 10, steps=2),
    "F": Case(
        9_984, 20, (64, 64), 3, steps=2 * 312, learning_rate=1e-3, method="adam", batch_size=32
    ),
}
"""Letters as in docs/benchmarks.md. F is 10,000 observations less the 16 that fill no batch.
At a rate of 0.1, B amplifies rounding: after 2,000 steps even two ways of one library differ by
0.07 % of the loss.
"""
