"""The case: a run under examination, with what has been found out about it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..nn.arrays import Doubles, Floats
from ..nn.network import Network
from ..training.config import Config
from .curvature import sharpness
from .landscape import Landscape
from .layers import HiddenLayer, hidden_layers
from .opening import Opening, replay
from .outputs import Targets
from .stability import longest_step, method_of, momentum_of, step_length
from .symptoms import Symptom
from .words import percent

WORK = 2_000_000
"""How many parameters times observations are looked at: some 0.1 s for a diagnosis."""

CLASSES_MARGIN, NUMBERS_MARGIN = 0.5, 0.25
"""The part of the longest step that is a calm one. Curvature grows as training goes on (Cohen et
al., 2021); that of the cross-entropy shrinks again once the classes are told apart."""

FEWEST, MOST = 64, 1000
"""How many observations stand for all: their number hardly changes the largest curvature."""


@dataclass(frozen=True, eq=False)
class Case:
    """A run of `config` on `observations`, of which the landscape holds some, after `epochs`.

    `start` and `now` are its initial and its present parameters, the last good ones if it
    diverged; `diverged_at` is the epoch and the number of the layer. `score` and `attainable` are
    accuracies, or R² of regression. The costly findings are made when a cause first asks.
    """

    config: Config
    landscape: Landscape
    observations: int
    start: Doubles
    now: Doubles
    epochs: int = 0
    symptom: Symptom = Symptom.FINE
    score: float = 0.0
    attainable: float = 1.0
    diverged_at: tuple[int, int] | None = None

    @property
    def is_regression(self) -> bool:
        """Whether the targets are numbers."""
        return self.landscape.targets.dtype.kind == "f"

    def scored(self, score: float) -> str:
        """Say what a score is: "an accuracy of 86 %" or "an R² of 0.86"."""
        if self.is_regression:
            return f"an R² of {score:.2f}"
        return f"an accuracy of {percent(score)}"

    @cached_property
    def step(self) -> float:
        """How many times the mean gradient a step is long."""
        return step_length(self.config, self.observations)

    @cached_property
    def start_sharpness(self) -> float:
        """The largest curvature at the initial parameters."""
        return sharpness(self.landscape, self.start)

    @cached_property
    def sharpness(self) -> float:
        """The largest curvature now."""
        return sharpness(self.landscape, self.now)

    @cached_property
    def start_longest(self) -> float | None:
        """The longest stable step at the initial parameters."""
        return longest_step(self.config, self.start_sharpness)

    @cached_property
    def longest(self) -> float | None:
        """The longest stable step now."""
        return longest_step(self.config, self.sharpness)

    def calm(self, longest: float) -> float:
        """Return the length of steps that stay stable when the curvature grows."""
        return (NUMBERS_MARGIN if self.is_regression else CLASSES_MARGIN) * longest

    @cached_property
    def opening(self) -> Opening:
        """The first steps of the run, if its steps had this length from the beginning."""
        ahead = method_of(self.config) == "nesterov"
        return replay(self.landscape, self.start, self.step, momentum_of(self.config), ahead)

    @cached_property
    def start_layers(self) -> list[HiddenLayer]:
        """The hidden layers at the initial parameters."""
        return hidden_layers(self.landscape, self.start)

    @cached_property
    def layers(self) -> list[HiddenLayer]:
        """The hidden layers now."""
        return hidden_layers(self.landscape, self.now)

    @cached_property
    def loss(self) -> float:
        """The training loss now."""
        return self.landscape.loss(self.now)

    @cached_property
    def is_astray(self) -> bool:
        """Whether training has made the loss worse, so that the place tells of the damage only."""
        return not self.loss <= self.landscape.loss(self.start)

    def anew(self, changes: Mapping[str, Any]) -> "Case":
        """Return the case of a run that starts with these knobs changed."""
        inputs = standardised(self.landscape.inputs) if changes.get("standardise") else None
        known = {name: value for name, value in changes.items() if name != "standardise"}
        config = replace(self.config, **known)
        landscape = replace(
            self.landscape,
            sizes=(self.landscape.sizes[0], *config.hidden, self.landscape.sizes[-1]),
            activation=config.activation,
            inputs=self.landscape.inputs if inputs is None else inputs,
            decay=config.l2 / self.observations,
            lasso=config.l1 / self.observations,
        )
        start = initial_parameters(landscape, config)
        return Case(config, landscape, self.observations, start, start)


def landscape_of(network: Network, inputs: Floats, targets: Targets, config: Config) -> Landscape:
    """Return the objective over as many observations as can be looked at quickly."""
    count = len(targets)
    wanted = min(MOST, max(FEWEST, WORK // network.parameters.size))
    rows = np.linspace(0, count - 1, min(count, wanted)).astype(np.intp)
    return Landscape(
        network.sizes,
        config.activation,
        np.asarray(inputs[:, rows], np.float64),
        targets[rows],
        config.l2 / count,
        config.l1 / count,
    )


def initial_parameters(landscape: Landscape, config: Config) -> Doubles:
    """Draw the parameters that a run of this configuration starts from."""
    network = Network(landscape.sizes, config.activation, config.dtype)
    network.initialize(config.initializer, np.random.default_rng(config.seed))
    return np.asarray(network.parameters, np.float64)


def standardised(inputs: Floats) -> Floats:
    """Shift and scale each feature (a row) to mean 0 and deviation 1."""
    deviation = inputs.std(axis=1, keepdims=True)
    centred = inputs - inputs.mean(axis=1, keepdims=True)
    return np.asarray(centred / np.where(deviation > 0, deviation, 1))
