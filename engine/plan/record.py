"""The objectives of steps that have been run, computed for many of them at once."""

from collections.abc import Sequence

import numpy as np

from ..nn.arrays import Doubles, Floats, Targets
from .calls import Call
from .parts import Parts
from .penalties import Penalties


class Record:
    """The note of the output in each step, for each block of it, and the penalties then.

    With no steps to keep, all steps write to the same place.
    """

    def __init__(self, parts: Parts, widths: Sequence[int], steps: int) -> None:
        self._parts, self._widths, self._steps = parts, widths, steps
        rows, parameters = parts.output.rows, parts.network.parameters
        places = max(1, steps)
        self._notes = [np.empty((places, rows, width), parameters.dtype) for width in widths]
        penalised = steps and (parts.update.method.l2 or parts.update.method.l1)
        self._penalties = [Penalties(parts, places)] if penalised else []

    def note(self, step: int, block: int = 0) -> Floats:
        """Return where a step puts the note (rows, columns) of a block."""
        note: Floats = self._notes[block][step if self._steps else 0]
        return note

    def before(self, step: int) -> list[Call]:
        """Plan what is to be noted before a step."""
        return [call for penalties in self._penalties for call in penalties.note(step)]

    def objectives(self, first: int, count: int, targets: Sequence[Targets]) -> Doubles:
        """Return the mean loss plus penalty of `count` steps from `first` on.

        `targets` has for each block an array (steps, columns), or with a further axis of outputs;
        it has one step if all steps have the same targets.
        """
        steps = slice(first, first + count)
        losses = [
            width * self._parts.output.losses(notes[steps], of_block)
            for width, notes, of_block in zip(self._widths, self._notes, targets, strict=True)
        ]
        means: Doubles = np.add.reduce(losses) / sum(self._widths)
        for penalties in self._penalties:
            means += penalties.of(steps)
        return means
