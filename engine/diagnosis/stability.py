"""How long the steps of a run are, and how long its curvature lets them be."""

from collections.abc import Callable, Mapping
from typing import Any

from ..training.config import Config
from .words import figure, rounded_down

LIMITS: Mapping[str, Callable[[float], float]] = {
    "gd": lambda momentum: 2.0,
    "momentum": lambda momentum: 2 * (1 + momentum),
    "nesterov": lambda momentum: 2 * (1 + momentum) / (1 + 2 * momentum),
}
"""The product of step and curvature above which a method oscillates without end on a parabola
(Cohen et al., 2021, equation 1). Methods that scale each weight by itself are not among them."""

ADAPTIVE = ("rmsprop", "adam", "adamw")
"""The methods whose steps move each weight by about the learning rate, whatever the gradient."""

LOWEST_RATE, HIGHEST_RATE = 1e-6, 100.0


def method_of(config: Config) -> str:
    """Return the name of the optimizer."""
    return config.optimizer


def momentum_of(config: Config) -> float:
    """Return the momentum in use, which is 0 for gradient descent."""
    return 0.0 if method_of(config) == "gd" else config.momentum


def summed(config: Config, observations: int) -> int:
    """Return how many gradients a step adds up: those of its batch, or with `mean` one."""
    return (config.batch_size or observations) if config.reduction == "sum" else 1


def step_length(config: Config, observations: int) -> float:
    """Return by how many times the mean gradient a step moves the parameters."""
    return config.learning_rate * summed(config, observations)


def longest_step(config: Config, sharpness: float) -> float | None:
    """Return the longest stable step at this largest curvature; None if there is no such rule."""
    limit = LIMITS.get(method_of(config))
    if limit is None or not sharpness > 0:
        return None
    return limit(momentum_of(config)) / sharpness


def limit_words(config: Config, longest: float) -> str:
    """Write the longest step with the formula that it comes from: "2/λ_max = 0.75"."""
    limit = LIMITS[method_of(config)](momentum_of(config))
    return f"{figure(limit)}/λ_max = {figure(longest)}"


def mean_steps(config: Config, length: float) -> Mapping[str, Any]:
    """Return the knobs that make steps of this length, whatever the number of observations."""
    reduction = {} if config.reduction == "mean" else {"reduction": "mean"}
    return {**reduction, "learning_rate": _permitted(length)}


def same_steps(config: Config, observations: int, length: float) -> Mapping[str, Any]:
    """Return the learning rate that makes steps of this length with the present reduction."""
    return {"learning_rate": _permitted(length / summed(config, observations))}


def _permitted(rate: float) -> float:
    return min(max(rounded_down(rate), LOWEST_RATE), HIGHEST_RATE)
