"""The state of each layer: saturated and dead nodes, norms of gradients and weights."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ..nn.arrays import Doubles, Floats
from .landscape import Landscape

Flags = Callable[[Floats], np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]

SATURATED: Mapping[str, Flags] = {
    "tanh": lambda a: np.abs(a) > 0.99,
    "sigmoid": lambda a: (a < 0.01) | (a > 0.99),
}
"""Which values lie so close to an end that hardly any slope is left: 0.02 of tanh, 0.01 of
sigmoid."""

ENDS: Mapping[str, str] = {"tanh": "-1 or 1", "sigmoid": "0 or 1"}
"""The ends that they are close to, in words."""

DYING = ("relu",)
"""The activations that give 0 with a slope of 0."""


@dataclass(frozen=True)
class HiddenLayer:
    """A hidden layer, number 1 being the first, over all observations.

    `saturated` is the share of its values that are, `dead` the number of its nodes that give 0
    for every observation.
    """

    number: int
    width: int
    saturated: float
    dead: int


def hidden_layers(landscape: Landscape, parameters: Floats) -> list[HiddenLayer]:
    """Return the state of the hidden layers, from the first to the last."""
    activations = landscape.network(parameters).forward(landscape.inputs)[1][1:]
    return [_state(landscape.activation, number, a) for number, a in enumerate(activations, 1)]


def _state(activation: str, number: int, a: Floats) -> HiddenLayer:
    saturated = float(np.mean(SATURATED[activation](a))) if activation in SATURATED else 0.0
    dead = int((a <= 0).all(axis=1).sum()) if activation in DYING else 0
    return HiddenLayer(number, len(a), saturated, dead)


def gradient_norms(landscape: Landscape, parameters: Floats) -> list[float]:
    """Return the norm of the gradient of each layer's weights, the output layer the last."""
    gradient = landscape.gradient(np.asarray(parameters, np.float64))
    parts = landscape.network(parameters).views_of(gradient)[0]
    return [float(np.linalg.norm(part)) for part in parts]


def weights_of(landscape: Landscape, parameters: Floats) -> Doubles:
    """Return all weights in one vector, without the biases."""
    weights = landscape.network(parameters).weights
    return np.concatenate([part.ravel() for part in weights])
