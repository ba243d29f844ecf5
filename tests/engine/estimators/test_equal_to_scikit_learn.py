"""From the same weights our estimators and scikit-learn's go the same way, number by number."""

from typing import Any

import numpy as np
import pytest
import sklearn.neural_network as theirs
from npnn_tui.engine import MLPClassifier, MLPRegressor

GENERATOR = np.random.default_rng(5)
INPUTS = GENERATOR.normal(size=(120, 3))
LABELS = np.array(["a", "b", "c"])[np.argmax(INPUTS + GENERATOR.normal(size=(120, 3)), axis=1)]
NUMBERS = np.sin(INPUTS[:, 0]) + INPUTS[:, 1] * INPUTS[:, 2]
COLUMNS = np.stack([NUMBERS, INPUTS[:, 0]], axis=1)
CLASSIFICATION, REGRESSION = ("MLPClassifier", LABELS), ("MLPRegressor", NUMBERS)
EPOCHS = 50
FOR_ALL_EPOCHS: dict[str, Any] = {"tol": 0.0, "n_iter_no_change": EPOCHS}

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


def both(kind: str, targets: Any, epochs: int = EPOCHS, **parameters: Any) -> tuple[Any, Any]:
    """Train both on the same, in order, scikit-learn's network beginning from our weights."""
    common = {"hidden_layer_sizes": (7, 5), "warm_start": True, "random_state": 3, **parameters}
    our_kind = {"MLPClassifier": MLPClassifier, "MLPRegressor": MLPRegressor}[kind]
    ours = our_kind(**common, shuffle=False, dtype="float64")
    their = getattr(theirs, kind)(**common, shuffle=False)
    for model in (ours, their):
        model.set_params(max_iter=1).fit(INPUTS, targets)
        model.t_, model.best_loss_, model.loss_curve_ = 0, np.inf, []
    their.coefs_ = [weights.copy() for weights in ours.coefs_]
    their.intercepts_ = [biases.copy() for biases in ours.intercepts_]
    for model in (ours, their):
        model.set_params(max_iter=epochs).fit(INPUTS, targets)
    return ours, their


def assert_same(ours: Any, their: Any, tolerance: float) -> None:
    assert_same_weights(ours, their, tolerance)
    assert ours.n_iter_ == their.n_iter_
    assert ours.t_ == their.t_
    np.testing.assert_allclose(ours.loss_curve_, their.loss_curve_, rtol=tolerance)
    assert ours.loss_curve_[-1] < 0.996 * ours.loss_curve_[0]
    assert ours.best_loss_ == pytest.approx(their.best_loss_, rel=tolerance)


def assert_same_weights(ours: Any, their: Any, tolerance: float) -> None:
    own, other = [*ours.coefs_, *ours.intercepts_], [*their.coefs_, *their.intercepts_]
    for array, expected in zip(own, other, strict=True):
        np.testing.assert_allclose(array, expected, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("activation", ["relu", "tanh", "logistic", "identity"])
@pytest.mark.parametrize(("kind", "targets"), [CLASSIFICATION, REGRESSION])
def test_full_batch_gradient_descent(kind: str, targets: Any, activation: str) -> None:
    ours, their = both(
        kind,
        targets,
        activation=activation,
        solver="sgd",
        momentum=0,
        batch_size=120,
        learning_rate_init=0.3,
        alpha=0.3,
        **FOR_ALL_EPOCHS,
    )
    assert ours.n_iter_ == EPOCHS
    assert_same(ours, their, 1e-8)
    assert ours.score(INPUTS, targets) == pytest.approx(their.score(INPUTS, targets), rel=1e-7)
    method = "predict_proba" if kind == "MLPClassifier" else "predict"
    answers = getattr(ours, method)(INPUTS)
    np.testing.assert_allclose(answers, getattr(their, method)(INPUTS), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("nesterov", [True, False])
@pytest.mark.parametrize("schedule", ["constant", "invscaling"])
@pytest.mark.parametrize(("kind", "targets"), [CLASSIFICATION, REGRESSION])
def test_sgd_in_batches(kind: str, targets: Any, schedule: str, nesterov: bool) -> None:
    """Batches of 30 of 120: the penalty of each is divided by 30."""
    ours, their = both(
        kind,
        targets,
        solver="sgd",
        nesterovs_momentum=nesterov,
        learning_rate=schedule,
        power_t=0.1,
        batch_size=30,
        learning_rate_init=0.05,
        alpha=1.0,
        **FOR_ALL_EPOCHS,
    )
    assert_same(ours, their, 1e-8)


@pytest.mark.parametrize(("kind", "targets"), [CLASSIFICATION, REGRESSION])
def test_adam_in_batches(kind: str, targets: Any) -> None:
    """Epsilon stands elsewhere; so small a one has no weight in either place.

    A dead node of ReLU would have gradients as small as epsilon, hence tanh.
    """
    ours, their = both(
        kind,
        targets,
        activation="tanh",
        batch_size=30,
        epsilon=1e-12,
        learning_rate_init=0.01,
        **FOR_ALL_EPOCHS,
    )
    assert_same(ours, their, 1e-6)


@pytest.mark.parametrize("batch_size", [30, 120])
@pytest.mark.parametrize("schedule", ["constant", "adaptive"])
@pytest.mark.parametrize("patience", [1, 5, 20])
def test_training_stops_at_the_same_epoch(patience: int, schedule: str, batch_size: int) -> None:
    """Our loop runs ahead by up to 64 epochs and must come back to the very epoch."""
    ours, their = both(
        *CLASSIFICATION,
        epochs=2000,
        solver="sgd",
        batch_size=batch_size,
        learning_rate=schedule,
        learning_rate_init=0.1,
        alpha=1.0,
        tol=1e-4,
        n_iter_no_change=patience,
    )
    assert patience + 2 < ours.n_iter_ < 2000
    assert_same(ours, their, 1e-8)


def test_several_outputs() -> None:
    """The same way, though scikit-learn reports the mean over the outputs in place of the sum."""
    ours, their = both(
        "MLPRegressor",
        COLUMNS,
        solver="sgd",
        batch_size=120,
        learning_rate_init=0.02,
        alpha=0,
        **FOR_ALL_EPOCHS,
    )
    assert_same_weights(ours, their, 1e-8)
    assert ours.loss_ == pytest.approx(2 * their.loss_, rel=1e-8)
    np.testing.assert_allclose(ours.predict(INPUTS), their.predict(INPUTS), rtol=1e-6, atol=1e-8)
    assert ours.score(INPUTS, COLUMNS) == pytest.approx(their.score(INPUTS, COLUMNS), rel=1e-7)


@pytest.mark.parametrize(("kind", "targets"), [CLASSIFICATION, REGRESSION])
def test_lbfgs(kind: str, targets: Any) -> None:
    """Both hand the same function to scipy; rounding alone sets them apart, and grows."""
    ours, their = both(kind, targets, 12, solver="lbfgs", alpha=0.5, activation="tanh")
    assert ours.loss_ == pytest.approx(their.loss_, rel=1e-6)
    assert ours.n_iter_ == their.n_iter_
    assert_same_weights(ours, their, 1e-5)


@pytest.mark.parametrize("activation", ["relu", "logistic"])
def test_first_weights_are_drawn_from_the_same_range(activation: str) -> None:
    """With a rate of nearly 0 the weights stay; 600 of them come near to both ends."""
    shared: dict[str, Any] = {
        "solver": "sgd",
        "activation": activation,
        "max_iter": 1,
        "learning_rate_init": 1e-12,
    }
    ours = MLPRegressor((200,), **shared, random_state=0).fit(INPUTS, NUMBERS)
    their = theirs.MLPRegressor(hidden_layer_sizes=(200,), **shared, random_state=0).fit(
        INPUTS, NUMBERS
    )
    for own, other in (
        (ours.coefs_[0], their.coefs_[0]),
        (ours.intercepts_[0], their.intercepts_[0]),
        (ours.coefs_[1], their.coefs_[1]),
    ):
        assert own.max() == pytest.approx(other.max(), rel=0.1)
        assert own.min() == pytest.approx(other.min(), rel=0.1)


def test_names_and_defaults() -> None:
    for ours, their in (
        (MLPClassifier(), theirs.MLPClassifier()),
        (MLPRegressor(), theirs.MLPRegressor()),
    ):
        own = ours.get_params()
        for name, value in their.get_params().items():
            if name != "loss":  # theirs knows poisson too
                assert own.pop(name) == value, name
        assert own == {"reduction": "mean", "rho": 0.9, "dtype": "float32"}
