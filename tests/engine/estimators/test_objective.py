"""The objective that L-BFGS is given: its gradient, its blocks and its end."""

from typing import Any

import numpy as np
import pytest
from npnn_tui.engine import MLPClassifier
from npnn_tui.engine.nn.network import Network
from npnn_tui.engine.plan import blocks
from npnn_tui.engine.plan.objective import Objective

GENERATOR = np.random.default_rng(0)
INPUTS = GENERATOR.normal(size=(50, 3))


def problem(outputs: int, loss: str) -> tuple[Network, Any]:
    """A network with weights, and targets for its loss."""
    network = Network((3, 4, outputs), "tanh", np.float64)
    network.parameters[:] = GENERATOR.normal(size=network.parameters.size)
    if loss == "squared_error":
        return network, GENERATOR.normal(size=(50, outputs))
    return network, GENERATOR.integers(0, outputs, 50)


@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
@pytest.mark.parametrize("outputs", [1, 2, 3])
def test_the_gradient_is_that_of_the_objective(outputs: int, loss: str) -> None:
    network, targets = problem(outputs, loss)
    function = Objective(network, INPUTS, targets, loss, 0.7)
    at, step = network.parameters.copy(), 1e-6
    _, gradient = function(at)
    differences = [
        (function(at + direction)[0] - function(at - direction)[0]) / (2 * step)
        for direction in step * np.eye(len(at))
    ]
    np.testing.assert_allclose(gradient, differences, rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
@pytest.mark.parametrize("rows", [1, 7, 49])
def test_blocks_add_up_to_the_whole(rows: int, loss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    network, targets = problem(3, loss)
    at = network.parameters.copy()
    value, gradient = Objective(network, INPUTS, targets, loss, 0.7)(at)
    monkeypatch.setattr(blocks, "LARGE", 1)
    monkeypatch.setattr(blocks, "BLOCK", 1)
    monkeypatch.setattr(blocks, "FEWEST", rows)
    in_blocks = Objective(network, INPUTS, targets, loss, 0.7)(at)
    assert in_blocks[0] == pytest.approx(value, rel=1e-12)
    np.testing.assert_allclose(in_blocks[1], gradient, rtol=1e-10, atol=1e-14)


def test_it_ends_where_the_gradient_is_small(rings: tuple[Any, Any]) -> None:
    points, labels = rings
    model = MLPClassifier((4,), solver="lbfgs", alpha=1.0, tol=1e-3, random_state=0, max_iter=900)
    model.fit(points, labels)
    network = Network((2, 4, 2), "relu", np.float64)
    function = Objective(network, points, (labels == "outer").astype(int), "cross_entropy", 1.0)
    at = [np.vstack(pair).ravel() for pair in zip(model.coefs_, model.intercepts_, strict=True)]
    value, gradient = function(np.concatenate(at))
    assert np.abs(gradient).max() <= 1e-3
    assert value == pytest.approx(model.loss_)
    assert len(model.loss_curve_) == model.n_iter_


@pytest.mark.parametrize("limit", [{"max_iter": 2}, {"max_fun": 2}])
def test_it_warns_when_a_limit_ends_it(limit: dict[str, Any], rings: tuple[Any, Any]) -> None:
    with pytest.warns(UserWarning, match="without having converged"):
        model = MLPClassifier((4,), solver="lbfgs", random_state=0, **limit).fit(*rings)
    assert model.n_iter_ <= 2
