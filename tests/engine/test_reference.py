"""Training against a second implementation, written plainly from the formulas.

It works in float64, observation by row, with none of the engine's code, and takes only the
initial weights from the Trainer.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Function = Callable[[Floats], Floats]

C = math.sqrt(2 / math.pi)


def sigmoid(z: Floats) -> Floats:
    return 1 / (1 + np.exp(-z))


def inner(z: Floats) -> Floats:
    return np.tanh(C * (z + 0.044715 * z**3))


FUNCTIONS: dict[str, tuple[Function, Function]] = {
    "relu": (lambda z: z * (z > 0), lambda z: 1.0 * (z > 0)),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
    "gelu": (
        lambda z: z / 2 * (1 + inner(z)),
        lambda z: (1 + inner(z)) / 2 + z / 2 * (1 - inner(z) ** 2) * C * (1 + 3 * 0.044715 * z**2),
    ),
}


class Reference:
    """Full-batch gradient descent on J, stepping by rate * dJ/dw."""

    def __init__(self, activation: str, weights: list[Floats], biases: list[Floats]) -> None:
        self.f, self.slope = FUNCTIONS[activation]
        self.weights, self.biases = weights, biases

    def step(self, x: Floats, y: Floats, rate: float, l2: float, l1: float) -> None:
        layers, z, a = len(self.weights), [], [x]
        for layer in range(layers):
            z.append(a[layer] @ self.weights[layer] + self.biases[layer])
            a.append(self.f(z[layer]))
        exponentials = np.exp(z[-1] - z[-1].max(axis=1, keepdims=True))
        delta = (exponentials / exponentials.sum(axis=1, keepdims=True) - y) / len(x)
        for layer in range(layers - 1, -1, -1):
            w = self.weights[layer]
            by_weights = a[layer].T @ delta + (l2 * w + l1 * np.sign(w)) / len(x)
            by_biases = delta.sum(axis=0)
            if layer > 0:
                delta = delta @ w.T * self.slope(z[layer - 1])
            self.weights[layer] = w - rate * by_weights
            self.biases[layer] = self.biases[layer] - rate * by_biases


def trained_apart(dtype: str, activation: str, depth: int, classes: int) -> tuple[Floats, Floats]:
    """Return the parameters of both after 50 steps, each as one vector."""
    knobs = {"activation": activation, "hidden": (7, 5, 6)[:depth], "dtype": dtype}
    data = {"data": "blobs", "classes": classes, "samples": 60, "noise": 1.0}
    steps = {"reduction": "mean", "learning_rate": 0.3, "l2": 0.5, "l1": 0.02}
    experiment = Experiment.of({**knobs, **data, **steps})
    split = load(experiment.recipe)
    trainer = Trainer(experiment.config, split)
    network = trainer.network
    reference = Reference(
        activation,
        [weights.astype(np.float64) for weights in network.weights],
        [biases.astype(np.float64) for biases in network.biases],
    )
    one_hot = np.eye(classes)[split.train.targets]
    for _ in range(50):
        reference.step(split.train.inputs, one_hot, 0.3, 0.5, 0.02)
    trainer.advance(50)
    pairs = zip(reference.weights, reference.biases, strict=True)
    expected = np.concatenate([part.ravel() for pair in pairs for part in pair])
    return network.parameters.astype(np.float64), expected


@pytest.mark.parametrize("classes", [2, 3, 10])
@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("activation", FUNCTIONS)
@pytest.mark.parametrize(("dtype", "tolerance"), [("float64", 1e-10), ("float32", 1e-4)])
def test_fifty_steps_agree(
    dtype: str, tolerance: float, activation: str, depth: int, classes: int
) -> None:
    found, expected = trained_apart(dtype, activation, depth, classes)
    np.testing.assert_allclose(found, expected, rtol=tolerance, atol=tolerance)
