"""Backpropagation against central finite differences of the documented objective, in float64."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from npnn_tui.engine.nn import ACTIVATIONS, Network, Penalty, write_gradient
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PENALTIES = {
    "none": Penalty(0, 0),
    "l2": Penalty(0.7, 0),
    "l1": Penalty(0, 0.4),
    "both": Penalty(0.3, 0.2),
}
KINKED = ("relu", "leaky_relu", "elu")
STEP = 1e-5
MARGIN = 1e-3
"""How far weights and pre-activations stay from a kink: no finite difference crosses it."""


@dataclass(frozen=True)
class Problem:
    network: Network
    inputs: Floats
    targets: NDArray[np.int64]

    def objective(self, penalty: Penalty) -> float:
        """J = (sum of cross-entropies + l2/2 * sum(w^2) + l1 * sum(|w|)) / n, term by term."""
        logits = self.network.forward(self.inputs)[0][-1]
        total = 0.0
        for column, target in zip(logits.T, self.targets, strict=True):
            total += np.log(np.exp(column - column[target]).sum())
        for weights in self.network.weights:
            total += penalty.l2 / 2 * (weights**2).sum() + penalty.l1 * np.abs(weights).sum()
        return float(total / len(self.targets))

    def is_smooth_nearby(self, activation: str) -> bool:
        pre_activations = self.network.forward(self.inputs)[0][:-1]
        kinks = [*self.network.weights, *(pre_activations if activation in KINKED else [])]
        return all(np.abs(values).min() > MARGIN for values in kinks)


def draw_problem(draw: st.DrawFn, activation: str, depth: int) -> Problem:
    widths = draw(st.lists(st.integers(1, 5), min_size=depth, max_size=depth))
    features, classes = draw(st.integers(1, 4)), draw(st.integers(2, 10))
    observations = draw(st.integers(1, 8))
    generator = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    network = Network((features, *widths, classes), activation, "float64")
    while True:
        network.parameters[:] = generator.normal(0, 0.8, network.parameters.shape)
        inputs = generator.normal(0, 1, (features, observations))
        targets = generator.integers(0, classes, observations)
        problem = Problem(network, inputs, targets)
        if problem.is_smooth_nearby(activation):
            return problem


def by_finite_differences(problem: Problem, penalty: Penalty) -> Floats:
    parameters = problem.network.parameters
    slopes = np.empty(parameters.shape)
    for position, value in enumerate(parameters.copy()):
        parameters[position] = value + STEP
        above = problem.objective(penalty)
        parameters[position] = value - STEP
        below = problem.objective(penalty)
        parameters[position] = value
        slopes[position] = (above - below) / (2 * STEP)
    return slopes


def by_backpropagation(problem: Problem, penalty: Penalty) -> Floats:
    gradient: NDArray[Any] = np.full(problem.network.parameters.shape, np.nan)
    write_gradient(problem.network, problem.inputs, problem.targets, gradient)
    parts, _ = problem.network.views_of(gradient)
    for part, weights in zip(parts, problem.network.weights, strict=True):
        penalty.add_gradient(part, weights, 1 / len(problem.targets))
    return gradient


@pytest.mark.parametrize("depth", range(4))
@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_the_gradient_is_the_slope_of_the_objective(
    activation: str, penalty: str, depth: int, data: st.DataObject
) -> None:
    problem = data.draw(st.composite(draw_problem)(activation, depth))
    expected = by_finite_differences(problem, PENALTIES[penalty])
    found = by_backpropagation(problem, PENALTIES[penalty])
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("penalty", PENALTIES)
def test_the_penalty_counts_weights_as_its_formula_says(penalty: str) -> None:
    weights = np.array([[3.0, -4.0], [0.0, 1.0]])
    l2, l1 = PENALTIES[penalty].l2, PENALTIES[penalty].l1
    assert PENALTIES[penalty].of(weights) == pytest.approx(l2 / 2 * 26 + l1 * 8, rel=1e-15)


def test_l1_is_flat_at_zero() -> None:
    gradient = np.zeros(3)
    Penalty(0, 2).add_gradient(gradient, np.array([-0.5, 0.0, 5.0]), 0.25)
    assert gradient.tolist() == [-0.5, 0.0, 0.5]
