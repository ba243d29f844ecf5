"""Each solver, activation and precision learns, and each knob of training does what it says."""

from typing import Any

import numpy as np
import pytest
from npnn_tui.engine import MLPClassifier, MLPRegressor
from npnn_tui.engine.estimators.solvers import SOLVERS
from npnn_tui.engine.nn.activations import ACTIVATIONS
from threadpoolctl import threadpool_info, threadpool_limits

RATES = {"gd": 0.5, "sgd": 0.1, "momentum": 0.1, "nesterov": 0.1, "rmsprop": 0.02}
"""The rates of solvers that need another than 0.02."""

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_solver_learns_classes(solver: str, rings: tuple[Any, Any]) -> None:
    points, labels = rings
    model = MLPClassifier(
        (16,),
        solver=solver,
        learning_rate_init=RATES.get(solver, 0.02),
        max_iter=300,
        tol=1e-5,
        random_state=0,
    ).fit(points, labels)
    assert model.score(points, labels) > 0.99
    assert model.loss_curve_[-1] < 0.1 * model.loss_curve_[0]


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_solver_learns_numbers(solver: str, wave: tuple[Any, Any]) -> None:
    inputs, heights = wave
    model = MLPRegressor(
        (16,),
        activation="tanh",
        solver=solver,
        batch_size=20,
        learning_rate_init=RATES.get(solver, 0.2) / 10,
        tol=1e-7,
        random_state=0,
    ).fit(inputs, heights)
    assert model.score(inputs, heights) > 0.97


@pytest.mark.parametrize("activation", [*ACTIVATIONS, "logistic"])
def test_an_activation_learns(activation: str, rings: tuple[Any, Any]) -> None:
    """Without a bend between its layers a network is linear, and rings are not to be parted."""
    points, labels = rings
    model = MLPClassifier(
        (16,), activation=activation, learning_rate_init=0.05, max_iter=200, random_state=0
    ).fit(points, labels)
    score = model.score(points, labels)
    assert score < 0.7 if activation == "identity" else score > 0.98


@pytest.mark.parametrize("dtype", ["float32", "float64", np.float64])
def test_weights_have_the_precision_that_was_asked_for(dtype: Any, rings: tuple[Any, Any]) -> None:
    model = MLPClassifier((4,), dtype=dtype, max_iter=3).fit(*rings)
    assert {array.dtype for array in [*model.coefs_, *model.intercepts_]} == {np.dtype(dtype)}
    assert [array.shape for array in model.coefs_] == [(2, 4), (4, 2)]
    assert [array.shape for array in model.intercepts_] == [(4,), (2,)]


@pytest.mark.parametrize(("given", "answered"), [("float32", "float32"), ("float64", "float64")])
def test_answers_have_the_precision_of_what_was_asked(
    given: str, answered: str, rings: tuple[Any, Any]
) -> None:
    points, labels = rings
    model = MLPClassifier((4,), max_iter=3).fit(points, labels)
    assert model.predict_proba(points.astype(given)).dtype == answered


def test_the_sum_over_a_batch_is_a_longer_step(rings: tuple[Any, Any]) -> None:
    """Of 300 observations in one batch, 300 times as long."""
    points, labels = rings
    shared: dict[str, Any] = {"solver": "gd", "batch_size": None, "max_iter": 20, "random_state": 0}
    summed = MLPClassifier((4,), reduction="sum", learning_rate_init=0.001, **shared)
    mean = MLPClassifier((4,), reduction="mean", learning_rate_init=0.3, **shared)
    curve = summed.fit(points, labels).loss_curve_
    np.testing.assert_allclose(curve, mean.fit(points, labels).loss_curve_, rtol=1e-4)


@pytest.mark.parametrize(("batch_size", "used"), [("auto", 200), (None, 300), (7, 7), (999, 300)])
def test_the_size_of_a_batch(batch_size: Any, used: int, rings: tuple[Any, Any]) -> None:
    points, labels = rings
    shared: dict[str, Any] = {"max_iter": 3, "shuffle": False, "random_state": 0}
    model = MLPClassifier((4,), batch_size=batch_size, **shared).fit(points, labels)
    same = MLPClassifier((4,), batch_size=used, **shared).fit(points, labels)
    assert model.loss_curve_ == same.loss_curve_


def test_a_stronger_penalty_gives_smaller_weights(rings: tuple[Any, Any]) -> None:
    squares = [
        sum(np.sum(weights**2) for weights in model.fit(*rings).coefs_)
        for model in (MLPClassifier((8,), alpha=a, random_state=0) for a in (0, 10, 100))
    ]
    assert squares[0] > 2 * squares[1] > 4 * squares[2]


def test_no_hidden_layer_is_linear_regression() -> None:
    inputs = np.random.default_rng(0).normal(size=(50, 2))
    model = MLPRegressor((), solver="lbfgs", alpha=0, tol=1e-9)
    model.fit(inputs, inputs @ [2.0, -3.0] + 1)
    np.testing.assert_allclose(model.coefs_[0], [[2], [-3]], rtol=1e-5)
    np.testing.assert_allclose(model.intercepts_[0], [1], rtol=1e-5)


def test_one_class_is_predicted_for_all() -> None:
    model = MLPClassifier((4,)).fit([[0.0], [1.0], [2.0]], ["only"] * 3)
    assert model.predict([[9.0]]).tolist() == ["only"]
    assert model.predict_proba([[9.0]]).tolist() == [[1.0]]


def test_logarithms_of_probabilities_stay_finite(rings: tuple[Any, Any]) -> None:
    points, labels = rings
    model = MLPClassifier((16,), learning_rate_init=0.05, random_state=0).fit(points, labels)
    far = 1e4 * points[labels == "outer"]
    assert (model.predict_proba(far)[:, 0] == 0).any()
    assert np.isfinite(model.predict_log_proba(far)).all()
    near = model.predict_proba(points)
    np.testing.assert_allclose(np.exp(model.predict_log_proba(points)), near)
    np.testing.assert_allclose(near.sum(axis=1), 1)


def test_one_line_for_each_epoch(
    rings: tuple[Any, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    model = MLPClassifier((4,), max_iter=30, verbose=True).fit(*rings)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == model.n_iter_ == 30
    assert lines[-1] == f"epoch 30: objective {model.loss_:.6f}"


@pytest.mark.parametrize("solver", ["gd", "adam"])
@pytest.mark.parametrize("model", [MLPClassifier, MLPRegressor])
def test_a_diverged_training_is_refused(model: Any, solver: str) -> None:
    inputs = np.random.default_rng(0).normal(size=(50, 2)) * 1e18
    estimator = model(solver=solver, learning_rate_init=1e20, max_iter=50)
    with pytest.raises(ValueError, match=r"diverged.* learning_rate_init"):
        estimator.fit(inputs, np.arange(50) % 2)
    assert not hasattr(estimator, "coefs_")


def test_an_objective_beyond_all_numbers_is_refused() -> None:
    """The square of 1e25 is no float32, though the weights after one small step are."""
    with pytest.raises(ValueError, match="objective are no longer finite"):
        MLPRegressor((2,), learning_rate_init=1e-12, max_iter=1).fit([[0.0], [1.0]], [1e25, -1e25])


@pytest.mark.parametrize("solver", ["gd", "lbfgs"])
def test_training_leaves_the_number_of_threads_as_it_was(
    solver: str, rings: tuple[Any, Any]
) -> None:
    with threadpool_limits(2, user_api="blas"):
        before = [library["num_threads"] for library in threadpool_info()]
        MLPClassifier((4,), solver=solver, max_iter=2).fit(*rings)
        assert [library["num_threads"] for library in threadpool_info()] == before
