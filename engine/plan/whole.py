"""Full-batch steps: each sees all observations, in blocks that fit the cache."""

import numpy as np

from ..nn.arrays import Doubles
from .blocks import block_size
from .calls import Call
from .parts import Parts
from .record import Record
from .rounds import Round
from .source import Source


class Whole:
    """Steps over the whole training set; one step is an epoch.

    `longest` is the number of steps of which a record is kept, 0 for no record.
    """

    steps_per_epoch = 1

    def __init__(self, parts: Parts, source: Source, longest: int) -> None:
        observations = len(source)
        self.columns = size = block_size(observations, parts.network.sizes)
        self._blocks = [slice(start, start + size) for start in range(0, observations, size)]
        self._source, self._step = source, parts.step_of(observations)
        self._codes = [source.codes[block].T.copy("C") for block in self._blocks]
        self._targets = [source.targets[np.newaxis, block] for block in self._blocks]
        widths = [codes.shape[1] for codes in self._codes]
        self._passes = {width: parts.pass_of(width) for width in widths}
        inputs = [source.inputs[block].T for block in self._blocks]
        if len(widths) == 1:
            inputs = [np.ascontiguousarray(inputs[0])]
        self._stretches = [
            parts.stretch_of(self._passes[codes.shape[1]], columns, codes, block)
            for block, (columns, codes) in enumerate(zip(inputs, self._codes, strict=True))
        ]
        self._longest = min(longest, 1) if len(widths) > 1 else longest
        self._update = self._step.calls()
        self._record = Record(parts, widths, self._longest)
        rounds = range(max(1, self._longest))
        self._round = Round([self._calls(parts, step) for step in rounds])

    def rescale(self, rate: float) -> None:
        """Set the learning rate of the steps to come."""
        factor = self._step.rescale(rate)
        for pass_ in self._passes.values():
            pass_.scale.set(factor)
        for block, codes in zip(self._blocks, self._codes, strict=True):
            np.multiply(self._source.codes[block].T, factor, out=codes)

    def begin(self, position: int) -> None:
        """Begin an epoch: nothing is drawn."""

    def run(self, position: int, steps: int) -> list[Doubles]:
        """Take steps; return the objectives before them, if a record is kept."""
        if not self._longest:
            self._round.repeat(steps)
            return []
        objectives = []
        for first in range(0, steps, self._longest):
            count = min(self._longest, steps - first)
            self._round.run(0, count)
            objectives.append(self._record.objectives(0, count, self._targets))
        return objectives

    def _calls(self, parts: Parts, step: int) -> list[Call]:
        gradients = [
            stretch.calls(self._record.note(step, block))
            for block, stretch in enumerate(self._stretches)
        ]
        return [*self._record.before(step), *parts.sum_up(gradients), *self._update]
