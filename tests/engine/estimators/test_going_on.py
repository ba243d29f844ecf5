"""Training that goes on: warm starts from weights as they stand, and partial fits."""

import copy
from typing import Any

import numpy as np
import pytest
from npnn_tui.engine import MLPClassifier, MLPRegressor

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def parameters_of(model: Any) -> Any:
    return np.concatenate([array.ravel() for array in [*model.coefs_, *model.intercepts_]])


def test_a_warm_start_goes_on_and_a_cold_one_begins_anew(rings: tuple[Any, Any]) -> None:
    shared: dict[str, Any] = {"solver": "gd", "random_state": 0, "learning_rate_init": 0.3}
    whole = MLPClassifier((8,), max_iter=40, **shared).fit(*rings)
    warm = MLPClassifier((8,), max_iter=20, warm_start=True, shuffle=False, **shared).fit(*rings)
    half = parameters_of(warm)
    warm.fit(*rings)
    assert (warm.n_iter_, len(warm.loss_curve_), warm.t_) == (20, 40, 40 * 300)
    assert warm.loss_curve_[20] < warm.loss_curve_[19]
    cold = MLPClassifier((8,), max_iter=20, shuffle=False, **shared).fit(*rings).fit(*rings)
    np.testing.assert_array_equal(parameters_of(cold), half)
    assert len(cold.loss_curve_) == 20
    assert abs(warm.loss_ - whole.loss_) < 0.05


def test_a_warm_start_takes_weights_that_the_user_has_changed(rings: tuple[Any, Any]) -> None:
    """Edited in place or replaced: with a rate of nearly 0 they are what `fit` ends with."""
    model = MLPClassifier((3,), warm_start=True, max_iter=1, learning_rate_init=1e-12)
    model.fit(*rings)
    model.coefs_[0][1, 2] = 42
    model.intercepts_[1] = np.array([7.0, 8.0])
    model.fit(*rings)
    assert model.coefs_[0][1, 2] == 42
    assert model.intercepts_[1].tolist() == [7, 8]


def test_predictions_follow_weights_that_the_user_has_changed() -> None:
    model = MLPRegressor((), max_iter=1).fit([[0.0], [1.0]], [0.0, 1.0])
    model.coefs_ = [np.array([[3.0]])]
    model.intercepts_[0][:] = 0.5
    assert model.predict([[2.0]]).tolist() == [6.5]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"hidden_layer_sizes": (5,)}, r"coefs_ must have the shapes \[\(2, 5\), \(5, 2\)\]"),
        ({"coefs_": [np.ones((2, 3))]}, r"coefs_ .*, got \[\(2, 3\)\]"),
        ({"intercepts_": [np.ones(3), np.ones(1)]}, r"intercepts_ .*, got \[\(3,\), \(1,\)\]"),
    ],
)
def test_weights_that_do_not_fit_are_refused(
    change: dict[str, Any], sentence: str, rings: tuple[Any, Any]
) -> None:
    model = MLPClassifier((3,), warm_start=True, max_iter=1).fit(*rings)
    for name, value in change.items():
        setattr(model, name, value)
    with pytest.raises(ValueError, match=sentence):
        model.fit(*rings)


def test_a_warm_start_knows_its_classes_and_outputs(
    rings: tuple[Any, Any], wave: tuple[Any, Any]
) -> None:
    points, labels = rings
    model = MLPClassifier((3,), warm_start=True, max_iter=1).fit(points, labels)
    with pytest.raises(ValueError, match=r"labels \['middle'\] that are not among"):
        model.fit(points, np.where(labels == "inner", "middle", labels))
    inputs, heights = wave
    regressor = MLPRegressor((3,), warm_start=True, max_iter=1).fit(inputs, heights)
    with pytest.raises(ValueError, match="1 outputs as before, got 2"):
        regressor.fit(inputs, np.stack([heights, heights], axis=1))


@pytest.mark.parametrize("solver", ["gd", "nesterov", "rmsprop", "adam"])
@pytest.mark.parametrize("batch_size", [None, 64])
def test_partial_fits_are_the_epochs_of_a_fit(
    solver: str, batch_size: int | None, rings: tuple[Any, Any]
) -> None:
    """The optimizer and the random orders of batches go on.

    Bit for bit in batches; a full batch is planned otherwise for one epoch, and rounds otherwise.
    """
    points, labels = rings
    shared: dict[str, Any] = {
        "solver": solver,
        "batch_size": batch_size,
        "learning_rate_init": 0.01,
        "random_state": 4,
        "max_iter": 6,
    }
    fitted = MLPClassifier((5,), **shared).fit(points, labels)
    model = MLPClassifier((5,), **shared)
    for _ in range(6):
        model.partial_fit(points, labels, classes=["inner", "outer"])
    assert (model.n_iter_, model.t_) == (1, 6 * 300)
    tolerance = 0 if batch_size else 1e-5
    np.testing.assert_allclose(model.loss_curve_, fitted.loss_curve_, rtol=tolerance)
    expected = parameters_of(fitted)
    np.testing.assert_allclose(parameters_of(model), expected, rtol=tolerance, atol=tolerance)


def test_the_inverse_scaling_goes_on_too(wave: tuple[Any, Any]) -> None:
    shared: dict[str, Any] = {
        "solver": "sgd",
        "learning_rate": "invscaling",
        "power_t": 0.3,
        "random_state": 1,
    }
    fitted = MLPRegressor((5,), max_iter=5, learning_rate_init=0.5, **shared).fit(*wave)
    model = MLPRegressor((5,), learning_rate_init=0.5, **shared)
    for _ in range(5):
        model.partial_fit(*wave)
    np.testing.assert_allclose(model.loss_curve_, fitted.loss_curve_, rtol=1e-6)


def test_partial_fits_take_parts_of_any_size_and_not_all_classes(rings: tuple[Any, Any]) -> None:
    points, labels = rings
    model = MLPClassifier((16,), learning_rate_init=0.02, batch_size=16, random_state=0)
    order = np.random.default_rng(0).permutation(300)
    for _ in range(40):
        for rows in np.split(order, [7, 50, 51, 180]):
            model.partial_fit(points[rows], labels[rows], ["outer", "inner", "none"])
    assert model.classes_.tolist() == ["inner", "none", "outer"]
    assert model.score(points, labels) > 0.98


def test_what_partial_fit_refuses(rings: tuple[Any, Any]) -> None:
    with pytest.raises(ValueError, match="first call of partial_fit needs classes"):
        MLPClassifier().partial_fit(*rings)
    model = MLPClassifier().partial_fit(*rings, classes=["inner", "outer"])
    with pytest.raises(ValueError, match=r"classes must be those of the first call: \['inner', "):
        model.partial_fit(*rings, classes=["inner"])
    with pytest.raises(ValueError, match="lbfgs"):
        MLPRegressor(solver="lbfgs").partial_fit([[1.0]], [1.0])
    with pytest.raises(ValueError, match="early_stopping"):
        MLPRegressor(early_stopping=True).partial_fit([[1.0]], [1.0])


def test_another_optimizer_begins_without_memories(rings: tuple[Any, Any]) -> None:
    """Momentum and RMSProp keep one vector each, of other things."""
    model = MLPClassifier((4,), solver="momentum", batch_size=None, random_state=0)
    model.partial_fit(*rings, classes=["inner", "outer"])
    expected = copy.deepcopy(model).set_params(solver="rmsprop", warm_start=True, max_iter=1)
    model.set_params(solver="rmsprop").partial_fit(*rings)
    np.testing.assert_array_equal(parameters_of(model), parameters_of(expected.fit(*rings)))
