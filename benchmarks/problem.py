"""A problem: the observations and the initial weights that every contestant gets."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .cases import Case

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]
Parameters = list[tuple[NDArray[Any], NDArray[Any]]]
"""The weights (fan_in, fan_out) and the biases (fan_out,) of each layer."""

SEPARATION = 2.0
"""Length of a class mean, in standard deviations of the noise: the classes overlap somewhat."""

CHUNK = 10_000
"""Observations whose loss is computed at once."""


@dataclass(frozen=True, eq=False)
class Problem:
    """`inputs` (observations, features) and `targets` (observations,) of a case, and the start."""

    case: Case
    inputs: Floats
    targets: Labels
    parameters: Parameters

    @property
    def one_hot(self) -> Floats:
        """The targets as (observations, classes), one where the class is."""
        return np.eye(self.case.classes, dtype=np.float32)[self.targets]


def draw(case: Case) -> Problem:
    """Draw normal noise around a mean for each class; needs little more memory than the inputs."""
    generator = np.random.default_rng(0)
    inputs = generator.standard_normal((case.observations, case.features), dtype=np.float32)
    targets = generator.integers(0, case.classes, case.observations)
    means = generator.standard_normal((case.classes, case.features))
    means *= SEPARATION / np.linalg.norm(means, axis=1, keepdims=True)
    for label, mean in enumerate(means.astype(np.float32)):
        inputs[targets == label] += mean
    return Problem(case, inputs, targets, _draw_parameters(case, generator))


def _draw_parameters(case: Case, generator: np.random.Generator) -> Parameters:
    """Draw weights of variance 2 / fan_in (He et al., 2015); the biases are zero."""
    return [
        (
            (generator.standard_normal(shape) * np.sqrt(2 / shape[0])).astype(np.float32),
            np.zeros(shape[1], np.float32),
        )
        for shape in pairwise(case.sizes)
    ]


def loss_of(problem: Problem, parameters: Parameters) -> float:
    """Return the mean cross-entropy in nats of a network over all observations, in float64.

    The same formula for every contestant, so that only what they learned can differ.
    """
    total, count = 0.0, len(problem.targets)
    for start in range(0, count, CHUNK):
        rows = slice(start, start + CHUNK)
        total += _summed_loss(problem.inputs[rows], problem.targets[rows], parameters)
    return total / count


def _summed_loss(inputs: Floats, targets: Labels, parameters: Parameters) -> float:
    layer = inputs.astype(np.float64)
    for weights, biases in parameters[:-1]:
        layer = np.maximum(layer @ weights + biases, 0)
    weights, biases = parameters[-1]
    logits = layer @ weights + biases
    logits -= logits.max(axis=1, keepdims=True)
    chosen = logits[np.arange(len(targets)), targets]
    return float((np.log(np.exp(logits).sum(axis=1)) - chosen).sum())
