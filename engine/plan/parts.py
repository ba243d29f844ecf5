"""What the steps of one descent have in common, and the passes and updates made from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..nn.arrays import Floats
from ..nn.network import Network
from .calls import Call
from .dropout import Dropout
from .optimizers import Update
from .outputs import Output
from .passes import Pass
from .steps import Step


class Stretch:
    """Some observations as columns: what enters a pass, and their codes.

    The plans for different places of the note have most of their calls in common.
    """

    def __init__(self, pass_: Pass, inputs: Floats, codes: Floats, gradient: Floats) -> None:
        self._pass, self._inputs, self._codes = pass_, inputs, codes
        self._hidden, self._backward = pass_.hidden(inputs), pass_.backward(inputs, gradient)

    def calls(self, note: Floats) -> list[Call]:
        """Plan the gradient, leaving the note of the output at this place."""
        return [*self._hidden, *self._pass.delta(self._inputs, note, self._codes), *self._backward]


@dataclass(frozen=True, eq=False)
class Parts:
    """A network with its loss and its update, and the number of training observations.

    `weights` is a vector like the parameters: 1 at the weights, 0 at the biases.
    """

    network: Network
    weights: Floats
    output: Output
    update: Update
    dropout: Dropout | None
    observations: int

    def pass_of(self, columns: int) -> Pass:
        """Make the buffers for so many observations at once."""
        return Pass(self.network, columns, self.output, self.dropout)

    def step_of(self, batch: int) -> Step:
        """Make the update after so many observations."""
        return Step(self.update, self.weights, batch, self.observations)

    def stretch_of(self, pass_: Pass, inputs: Floats, codes: Floats, number: int) -> Stretch:
        """Make the stretch of this number in a step; the first one writes the gradient itself."""
        gradient = self.update.scratch if number else self.update.gradient
        return Stretch(pass_, inputs, codes, gradient)

    def sum_up(self, calls: Sequence[Sequence[Call]]) -> list[Call]:
        """Plan the gradient that the stretches of a step add up to."""
        first, *others = calls
        total, more = self.update.gradient, self.update.scratch
        summed = list(first)
        for of_stretch in others:
            summed += [*of_stretch, partial(np.add, total, more, total)]
        return summed
