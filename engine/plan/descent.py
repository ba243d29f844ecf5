"""Descent: the loop that every training runs, planned for one network and one training set."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..nn.arrays import Doubles, Floats, Targets
from ..nn.network import Network
from .batches import Batches
from .dropout import Dropout
from .method import Method
from .optimizers import OPTIMIZERS, Memory, Update
from .outputs import output_of
from .parts import Parts
from .source import Source
from .whole import Whole

RECORDED = 64
"""Full-batch steps whose objectives are computed at once."""


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A moment of a descent, to which it can be taken back."""

    parameters: Floats
    moments: Floats
    updates: int
    steps: int
    order: dict[str, Any]
    nodes: dict[str, Any]


class Descent:
    """Trains `network` on (observations, features) inputs by the steps that a Method describes.

    `targets` are class numbers (observations,) for cross_entropy, or numbers (observations,) or
    (observations, outputs) for squared_error. A batch size of None means all observations.
    `generator` draws the order of the observations in each epoch if `shuffled`, and the nodes
    that dropout leaves out. If `recorded`, `run` returns objectives. Nothing is looked for here
    that is not finite. `output`, `source` and `memory` are for a stack of descents to read.
    """

    def __init__(
        self,
        network: Network,
        inputs: Floats,
        targets: Targets,
        method: Method,
        *,
        loss: str = "cross_entropy",
        batch_size: int | None = None,
        generator: np.random.Generator | None = None,
        shuffled: bool = True,
        recorded: bool = False,
    ) -> None:
        self.network, self.method, self.steps = network, method, 0
        self.output = output_of(loss, network.sizes[-1])
        self.source = Source(inputs, targets, self.output, network.parameters.dtype)
        self._batch_size, self._recorded = batch_size, recorded
        self._order, self._nodes = (generator or np.random.default_rng(0)).spawn(2)
        self._shuffled, self._order_state = shuffled, _state(self._order)
        self._rate = math.nan
        self.memory: Memory = Memory(OPTIMIZERS[method.optimizer].vectors, network.parameters)
        self._feed = self._plan()
        self.steps_per_epoch: int = self._feed.steps_per_epoch

    @property
    def epoch(self) -> int:
        """The number of whole epochs."""
        return self.steps // self.steps_per_epoch

    @property
    def columns(self) -> int:
        """The number of observations that go through the network at once."""
        return self._feed.columns

    def run(self, steps: int) -> Doubles:
        """Take so many steps; return the share of each in the objective of its epoch.

        The objectives of an epoch's batches, before their steps, are averaged by their sizes.
        Without a record nothing is returned.
        """
        shares = [np.empty(0)]
        while steps > 0:
            position = self.steps % self.steps_per_epoch
            if not position:
                self._begin_epoch()
            count = min(steps, self._stretch(position, steps))
            shares += self._feed.run(position, count)
            self.steps += count
            steps -= count
        return np.concatenate(shares)

    def tune(self, method: Method) -> None:
        """Go on by another method; what the optimizer remembers stays unless it is another one."""
        if method.optimizer != self.method.optimizer:
            vectors = OPTIMIZERS[method.optimizer].vectors
            self.memory = Memory(vectors, self.network.parameters)
        checkpoint, self.method = self.save(), method
        self._feed = self._plan()
        self.restore(checkpoint)

    def save(self) -> Checkpoint:
        """Return a copy of all that the steps to come depend on."""
        begun = self.steps % self.steps_per_epoch
        order = self._order_state if begun else _state(self._order)
        return Checkpoint(
            self.network.parameters.copy(),
            self.memory.moments.copy(),
            self.memory.steps,
            self.steps,
            order,
            _state(self._nodes),
        )

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to a moment of this descent."""
        self.network.parameters[...] = checkpoint.parameters
        self.memory.moments[...] = checkpoint.moments
        self.memory.steps, self.steps = checkpoint.updates, checkpoint.steps
        self._nodes.bit_generator.state = checkpoint.nodes
        self._order.bit_generator.state = checkpoint.order
        if position := self.steps % self.steps_per_epoch:
            self._begin_epoch(position)

    def follow(self, parameters: Floats, moments: Floats, steps: int) -> None:
        """Be where so many steps that were taken elsewhere have led; they draw nothing."""
        self.network.parameters[...] = parameters
        self.memory.moments[...] = moments
        self.memory.steps += steps
        self.steps += steps

    def forget(self) -> None:
        """Let the optimizer begin anew, its parameters having been replaced."""
        self.memory.moments[...] = 0
        self.memory.steps = 0

    def _stretch(self, position: int, steps: int) -> int:
        """Return how many of the steps can be taken before something changes."""
        if isinstance(self._feed, Whole) and not self.method.schedule:
            return steps
        return self.steps_per_epoch - position

    def _begin_epoch(self, position: int = 0) -> None:
        self._order_state = _state(self._order)
        self._set_rate(self.method.rate(self.epoch))
        self._feed.begin(position)

    def _set_rate(self, rate: float) -> None:
        if rate != self._rate:
            self._rate = math.nan  # an interrupt may leave the scales of two rates behind
            self._feed.rescale(rate)
            self._rate = rate

    def _plan(self) -> Whole | Batches:
        parameters, method = self.network.parameters, self.method
        gradient, scratch = np.empty_like(parameters), np.empty_like(parameters)
        self._rate, rate = math.nan, np.empty((), parameters.dtype)
        update = Update(parameters, gradient, scratch, self.memory, rate, method.l2, method)
        weights = np.zeros_like(parameters)
        for view in self.network.views_of(weights)[0]:
            view[...] = 1
        dropout = Dropout(method.dropout, self._nodes) if method.dropout else None
        parts = Parts(self.network, weights, self.output, update, dropout, len(self.source))
        if self._batch_size is None:
            return Whole(parts, self.source, RECORDED if self._recorded else 0)
        order = self._order if self._shuffled else None
        return Batches(parts, self.source, self._batch_size, self._recorded, order)


def _state(generator: np.random.Generator) -> dict[str, Any]:
    """Return the state of a generator."""
    return dict(generator.bit_generator.state)
