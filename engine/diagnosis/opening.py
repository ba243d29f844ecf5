"""The first steps of a run, taken again to see where they led: no measurement is that close."""

from dataclasses import dataclass

import numpy as np

from ..nn.arrays import Doubles
from .landscape import Landscape

STEPS = 20


@dataclass(frozen=True)
class Opening:
    """The loss before the first step, the highest during the first STEPS, and the step it is at."""

    start: float
    peak: float
    peak_at: int

    @property
    def jump(self) -> float:
        """How many times as high as at the start the loss gets."""
        return self.peak / self.start if self.start else 1.0


def replay(
    landscape: Landscape, start: Doubles, length: float, momentum: float = 0.0, ahead: bool = False
) -> Opening:
    """Take the first steps of gradient descent with this length, from the initial parameters.

    `ahead` takes Nesterov's momentum. A loss that is no longer finite counts as infinite.
    """
    parameters, velocity = start.copy(), np.zeros_like(start)
    losses = [landscape.loss(parameters)]
    while len(losses) <= STEPS and np.isfinite(losses[-1]):
        gradient = landscape.gradient(parameters)
        velocity = momentum * velocity + gradient
        parameters -= length * (gradient + momentum * velocity if ahead else velocity)
        losses.append(landscape.loss(parameters))
    heights = np.nan_to_num(np.array(losses), nan=np.inf, posinf=np.inf)
    return Opening(losses[0], float(heights.max()), int(heights.argmax()))
