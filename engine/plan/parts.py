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


@dataclass(frozen=True, eq=False)
class Stretch:
    """Some observations as columns: what enters a pass, their codes, and where its values go."""

    pass_: Pass
    inputs: Floats
    codes: Floats
    values: Floats


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

    def calls(self, stretches: Sequence[Stretch], step: Step) -> list[Call]:
        """Plan a step along the gradient that the stretches add up to."""
        calls: list[Call] = []
        total = self.update.gradient
        for number, stretch in enumerate(stretches):
            gradient = self.update.scratch if number else total
            forward = stretch.pass_.forward(stretch.inputs, stretch.values)
            backward = stretch.pass_.backward(
                stretch.inputs, stretch.values, stretch.codes, gradient
            )
            calls += forward + backward
            if number:
                calls.append(partial(np.add, total, gradient, total))
        return calls + step.calls()
