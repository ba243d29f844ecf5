"""Training against a second implementation, written plainly from the formulas.

It works in float64, observation by row, with none of the engine's code, and takes only the
initial weights from the Trainer.
"""

import math
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.plan import OPTIMIZERS
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


class Optimizer:
    """Published update rules for one array of parameters, without any rearrangement."""

    def __init__(self, name: str) -> None:
        self.rule = getattr(self, name)
        self.t = 0
        self.first: Any = 0.0
        self.second: Any = 0.0

    def step(self, w: Floats, g: Floats, rate: float, decay: float) -> Floats:
        """Return the new parameters; `decay` is for AdamW alone."""
        self.t += 1
        moved: Floats = self.rule(w, g, rate, decay)
        return moved

    def gd(self, w: Floats, g: Floats, rate: float, decay: float) -> Floats:
        return w - rate * g

    def momentum(self, w: Floats, g: Floats, rate: float, decay: float) -> Floats:
        self.first = 0.9 * self.first - rate * g
        moved: Floats = w + self.first
        return moved

    def nesterov(self, w: Floats, g: Floats, rate: float, decay: float) -> Floats:
        self.first = 0.9 * self.first - rate * g
        moved: Floats = w + 0.9 * self.first - rate * g
        return moved

    def rmsprop(self, w: Floats, g: Floats, rate: float, decay: float) -> Floats:
        self.second = 0.9 * self.second + 0.1 * g**2
        moved: Floats = w - rate * g / (np.sqrt(self.second) + 1e-3)
        return moved

    def adam(self, w: Floats, g: Floats, rate: float, decay: float) -> Floats:
        self.first = 0.9 * self.first + 0.1 * g
        self.second = 0.999 * self.second + 0.001 * g**2
        mean, square = self.first / (1 - 0.9**self.t), self.second / (1 - 0.999**self.t)
        moved: Floats = w - rate * mean / (np.sqrt(square) + 1e-3)
        return moved

    def adamw(self, w: Floats, g: Floats, rate: float, decay: float) -> Floats:
        return self.adam(w - rate * decay * w, g, rate, decay)


RATES = {
    "gd": 0.3,
    "momentum": 0.05,
    "nesterov": 0.05,
    "rmsprop": 3e-3,
    "adam": 0.01,
    "adamw": 0.01,
}
"""Steps that train, and do not multiply roundings."""


class Reference:
    """Full-batch training on J."""

    def __init__(
        self, activation: str, optimizer: str, weights: list[Floats], biases: list[Floats]
    ) -> None:
        self.f, self.slope = FUNCTIONS[activation]
        self.weights, self.biases = weights, biases
        self.rate, self.decoupled = RATES[optimizer], optimizer == "adamw"
        self.of_weights = [Optimizer(optimizer) for _ in weights]
        self.of_biases = [Optimizer(optimizer) for _ in biases]

    def step(self, x: Floats, y: Floats, l2: float, l1: float) -> None:
        layers, z, a = len(self.weights), [], [x]
        for layer in range(layers):
            z.append(a[layer] @ self.weights[layer] + self.biases[layer])
            a.append(self.f(z[layer]))
        exponentials = np.exp(z[-1] - z[-1].max(axis=1, keepdims=True))
        delta = (exponentials / exponentials.sum(axis=1, keepdims=True) - y) / len(x)
        for layer in range(layers - 1, -1, -1):
            w, b = self.weights[layer], self.biases[layer]
            by_weights = a[layer].T @ delta + l1 * np.sign(w) / len(x)
            if not self.decoupled:
                by_weights = by_weights + l2 * w / len(x)
            by_biases = delta.sum(axis=0)
            if layer > 0:
                delta = delta @ w.T * self.slope(z[layer - 1])
            decay = l2 / len(x) if self.decoupled else 0.0
            self.weights[layer] = self.of_weights[layer].step(w, by_weights, self.rate, decay)
            self.biases[layer] = self.of_biases[layer].step(b, by_biases, self.rate, 0.0)


def trained_apart(
    dtype: str, activation: str, optimizer: str, shape: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Return the parameters of both after 50 steps, each as one vector.

    The shape is the number of hidden layers and that of classes.
    """
    depth, classes = shape
    knobs = {"activation": activation, "hidden": (7, 5, 6)[:depth], "dtype": dtype}
    data = {"data": "blobs", "classes": classes, "samples": 60, "noise": 1.0}
    steps = {"reduction": "mean", "learning_rate": RATES[optimizer], "l2": 0.5, "l1": 0.02}
    experiment = Experiment.of({**data, **steps, **knobs, "optimizer": optimizer})
    experiment = experiment.changed({"epsilon": 1e-3})
    split = load(experiment.recipe)
    trainer = Trainer(experiment.config, split)
    network = trainer.network
    reference = Reference(
        activation,
        optimizer,
        [weights.astype(np.float64) for weights in network.weights],
        [biases.astype(np.float64) for biases in network.biases],
    )
    one_hot = np.eye(classes)[split.train.targets]
    for _ in range(50):
        reference.step(split.train.inputs, one_hot, 0.5, 0.02)
    trainer.advance(50)
    pairs = zip(reference.weights, reference.biases, strict=True)
    expected = np.concatenate([part.ravel() for pair in pairs for part in pair])
    return network.parameters.astype(np.float64), expected


@pytest.mark.parametrize("shape", product([1, 2, 3], [2, 3, 10]), ids=str)
@pytest.mark.parametrize("activation", FUNCTIONS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize(("dtype", "tolerance"), [("float64", 1e-10), ("float32", 1e-4)])
def test_fifty_steps_agree(
    dtype: str, tolerance: float, optimizer: str, activation: str, shape: tuple[int, int]
) -> None:
    found, expected = trained_apart(dtype, activation, optimizer, shape)
    np.testing.assert_allclose(found, expected, rtol=tolerance, atol=tolerance)
