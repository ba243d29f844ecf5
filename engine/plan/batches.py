"""Mini-batch steps: each epoch takes the observations in a new order, a batch at a time."""

import numpy as np

from ..nn.arrays import Doubles
from .parts import Parts
from .source import Source
from .stage import Stage

ROOM = 2**17
"""Numbers of the inputs that are put into order at once."""

MOST = 64
"""Batches that are put into order at once."""


class Batches:
    """Steps over batches of `size` observations; the last batch of an epoch may be smaller.

    Without a generator the order is that of the data.
    """

    def __init__(
        self,
        parts: Parts,
        source: Source,
        size: int,
        recorded: bool,
        generator: np.random.Generator | None,
    ) -> None:
        self._generator, self._recorded = generator, recorded
        self._sorted = np.arange(len(source))
        self._order = self._sorted.copy()
        self.columns = self._size = size
        self._full, rest = divmod(len(source), size)
        self.steps_per_epoch = self._full + bool(rest)
        batches = min(self._full, MOST, max(1, ROOM // (size * source.inputs.shape[1])))
        self._stage = Stage(parts, source, size, batches, recorded)
        self._rest = Stage(parts, source, rest, 1, recorded) if rest else None

    def rescale(self, rate: float) -> None:
        """Set the learning rate of the epochs to come."""
        self._stage.rescale(rate)
        if self._rest:
            self._rest.rescale(rate)

    def begin(self, position: int) -> None:
        """Draw the order of an epoch and make ready for the step at a position in it."""
        if self._generator:
            np.copyto(self._order, self._sorted)
            self._generator.shuffle(self._order)
        if position < self._full:
            self._fill(position - position % self._stage.batches)

    def run(self, position: int, steps: int) -> list[Doubles]:
        """Take steps within the epoch that has begun; return their shares of its objective."""
        shares = []
        end = position + steps
        while position < min(end, self._full):
            batch = position % self._stage.batches
            if not batch:
                self._fill(position)
            count = min(end, self._full) - position
            count = min(count, self._stage.batches - batch)
            shares += self._take(self._stage, batch, count)
            position += count
        if self._rest and end > self._full:
            self._rest.fill(self._order[self._full * self._size :])
            shares += self._take(self._rest, 0, 1)
        return shares

    def _fill(self, first: int) -> None:
        last = min(first + self._stage.batches, self._full)
        self._stage.fill(self._order[first * self._size : last * self._size])

    def _take(self, stage: Stage, first: int, count: int) -> list[Doubles]:
        stage.run(first, count)
        if not self._recorded:
            return []
        return [stage.objectives(first, count) * (stage.size / len(self._order))]
