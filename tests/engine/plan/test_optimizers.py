"""Two steps of each optimizer on one parameter, worked out by hand from the published formula.

The network has one input that is always 1, no hidden layer, and predicts w + b for the target 0:
the gradient by w is w + b itself, which is 2 at first.
"""

from math import sqrt

import numpy as np
import pytest
from npnn_tui.engine.nn import Network
from npnn_tui.engine.plan import Descent, Method

RATE, EPSILON = 0.1, 0.01


def weights_after(steps: int, optimizer: str, **more: float) -> list[float]:
    """Return w, beginning with 1, after each step; b begins with 1 and moves alike."""
    network = Network((1, 1), "identity", "float64")
    network.parameters[:] = 1.0
    method = Method(optimizer, RATE, epsilon=EPSILON, **more)  # type: ignore[arg-type]
    descent = Descent(network, np.ones((4, 1)), np.zeros(4), method, loss="squared_error")
    found = []
    for _ in range(steps):
        descent.run(1)
        found.append(float(network.parameters[0]))
    return found


def test_gradient_descent() -> None:
    assert weights_after(2, "gd") == pytest.approx([0.8, 0.8 - 0.1 * 1.6])


def test_momentum() -> None:
    """v = -0.2, then 0.5 (-0.2) - 0.1 * 1.6 = -0.26."""
    assert weights_after(2, "momentum", momentum=0.5) == pytest.approx([0.8, 0.8 - 0.26])


def test_nesterov() -> None:
    """v = -0.2 and w moves by 0.5 (-0.2) - 0.2 = -0.3; then g = 1.4, v = -0.24, w by -0.26."""
    assert weights_after(2, "nesterov", momentum=0.5) == pytest.approx([0.7, 0.7 - 0.26])


def test_rmsprop() -> None:
    """s = 0.25 * 4 = 1; then s = 0.75 * 1 + 0.25 g^2."""
    first = 1 - RATE * 2 / (1 + EPSILON)
    square = 0.75 + 0.25 * (2 * first) ** 2
    second = first - RATE * 2 * first / (sqrt(square) + EPSILON)
    assert weights_after(2, "rmsprop", rho=0.75) == pytest.approx([first, second])


@pytest.mark.parametrize("optimizer", ["adam", "adamw"])
def test_adam(optimizer: str) -> None:
    """At first the corrected moments are g and g^2."""
    first = 1 - RATE * 2 / (2 + EPSILON)
    gradient = 2 * first
    mean = (0.5 * 0.5 * 2 + 0.5 * gradient) / (1 - 0.25)
    square = (0.75 * 0.25 * 4 + 0.25 * gradient**2) / (1 - 0.75**2)
    second = first - RATE * mean / (sqrt(square) + EPSILON)
    found = weights_after(2, optimizer, beta_1=0.5, beta_2=0.75)
    assert found == pytest.approx([first, second])


def test_l2_enters_adams_gradient_but_shrinks_adamws_weights() -> None:
    """With l2 = 4 over 4 observations the penalty's gradient is w = 1, so g = 3 at first."""
    inside, apart = weights_after(1, "adam", l2=4.0), weights_after(1, "adamw", l2=4.0)
    assert inside == pytest.approx([1 - RATE * 3 / (3 + EPSILON)])
    assert apart == pytest.approx([1 - RATE * 1 - RATE * 2 / (2 + EPSILON)])
