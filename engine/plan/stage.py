"""A stage: batches of one size, put into order side by side, and the steps over them."""

import numpy as np
from numpy.typing import NDArray

from ..nn.arrays import Doubles
from .calls import Call
from .parts import Parts
from .record import Record
from .rounds import Round
from .source import Source


class Stage:
    """Room for `batches` batches of `size` observations, from which as many steps are planned."""

    def __init__(
        self, parts: Parts, source: Source, size: int, batches: int, recorded: bool
    ) -> None:
        self.batches, self.size, self._source = batches, size, source
        rows, dtype = size * batches, parts.network.parameters.dtype
        self._inputs = np.empty((rows, source.inputs.shape[1]), dtype)
        self._taken = np.empty((rows, source.codes.shape[1]), dtype)
        self._codes = np.empty((batches, source.codes.shape[1], size), dtype)
        self._rows: NDArray[np.intp] = np.empty(0, np.intp)
        self._pass, self._step = parts.pass_of(size), parts.step_of(size)
        self._update = self._step.calls()
        self._record = Record(parts, [size], batches if recorded else 0)
        self._round = Round([self._calls(parts, batch) for batch in range(batches)])

    def rescale(self, rate: float) -> None:
        """Set the learning rate; the stage is to be filled anew then."""
        self._pass.scale.set(self._step.rescale(rate))

    def fill(self, rows: NDArray[np.intp]) -> None:
        """Put these observations on the stage."""
        self._rows, count, batches = rows, len(rows), len(rows) // self.size
        inputs, taken = self._inputs[:count], self._taken[:count]
        np.take(self._source.inputs, rows, axis=0, out=inputs, mode="clip")
        np.take(self._source.codes, rows, axis=0, out=taken, mode="clip")
        columns = taken.reshape(batches, self.size, -1).swapaxes(1, 2)
        np.multiply(columns, self._pass.scale.whole, out=self._codes[:batches])

    def run(self, first: int, count: int) -> None:
        """Take the steps over `count` batches from batch `first` on."""
        self._round.run(first, count)

    def objectives(self, first: int, count: int) -> Doubles:
        """Return the objectives of steps taken, as their batches estimate them."""
        rows = self._rows[first * self.size : (first + count) * self.size]
        targets = self._source.targets[rows]
        targets = targets.reshape(count, self.size, *targets.shape[1:])
        return self._record.objectives(first, count, [targets])

    def _calls(self, parts: Parts, batch: int) -> list[Call]:
        rows = slice(batch * self.size, (batch + 1) * self.size)
        stretch = parts.stretch_of(self._pass, self._inputs[rows].T, self._codes[batch], 0)
        gradient = stretch.calls(self._record.note(batch))
        return [*self._record.before(batch), *gradient, *self._update]
