"""The constructor's parameters: read, set, shown and refused."""

from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine import MLPClassifier, MLPRegressor
from npnn_tui.engine.estimators.rules import RULES

POINTS, LABELS = [[0.0], [1.0]], [0, 1]


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("hidden_layer_sizes", (8, 0), "a whole number of at least 1 or a sequence"),
        ("hidden_layer_sizes", 2.5, "a whole number of at least 1 or a sequence"),
        ("hidden_layer_sizes", "8", "a whole number of at least 1 or a sequence"),
        ("hidden_layer_sizes", {8}, "a whole number of at least 1 or a sequence"),
        ("hidden_layer_sizes", iter((8,)), "a whole number of at least 1 or a sequence"),
        ("activation", "softplus", "one of relu, .*logistic, got 'softplus'"),
        ("solver", "newton", "one of sgd, lbfgs, gd, "),
        ("alpha", -1, "a number of at least 0, got -1"),
        ("alpha", float("nan"), "a number of at least 0, got nan"),
        ("batch_size", 0, "a whole number of at least 1, or one of auto, None, got 0"),
        ("learning_rate", "cosine", "one of constant, invscaling, adaptive"),
        ("learning_rate_init", 0, "a number above 0, got 0"),
        ("max_iter", True, "a whole number of at least 1, got True"),
        ("max_iter", 10.0, "a whole number of at least 1, got 10.0"),
        ("shuffle", "yes", "True or False"),
        ("random_state", -1, "None, a whole number of at least 0, a Generator or a RandomState"),
        ("tol", None, "a number of at least 0, got None"),
        ("momentum", 1.1, "a number from 0 to 1, got 1.1"),
        ("validation_fraction", 1, "a number of at least 0 and below 1"),
        ("beta_2", 1.0, "a number of at least 0 and below 1"),
        ("n_iter_no_change", 2.5, "a whole number of at least 1, or inf"),
        ("reduction", "none", "one of mean, sum"),
        ("dtype", "float16", "float32 or float64"),
        ("dtype", np.ones(2), "float32 or float64"),
    ],
)
@pytest.mark.parametrize("model", [MLPClassifier, MLPRegressor])
def test_a_refused_value(model: Any, name: str, value: Any, allowed: str) -> None:
    """At `fit`, not before, for scikit-learn's tools set what they like."""
    with pytest.raises(FieldError, match=f"^{name} must be {allowed}") as caught:
        model(**{name: value}).fit(POINTS, LABELS)
    assert caught.value.field == name


@pytest.mark.filterwarnings("ignore:training ended")
@pytest.mark.parametrize(
    "values",
    [
        {"hidden_layer_sizes": 3},
        {"hidden_layer_sizes": np.array([3, 2])},
        {"hidden_layer_sizes": []},
        {"n_iter_no_change": float("inf")},
        {"max_iter": np.int64(2), "alpha": np.float32(0.5), "shuffle": np.True_},
        {"momentum": 1, "solver": "sgd"},
        {"dtype": np.dtype("float64")},
        {"verbose": 0},
    ],
)
def test_a_permitted_value(values: dict[str, Any]) -> None:
    model = MLPClassifier(**{"max_iter": 2, **values}).fit(POINTS, LABELS)
    assert model.n_layers_ == len(model.coefs_) + 1


def test_every_parameter_has_a_rule_and_a_default_that_follows_it() -> None:
    values = MLPClassifier().get_params()
    assert set(values) == set(RULES)
    assert all(rule.holds(values[name]) for name, rule in RULES.items())


def test_parameters_by_name() -> None:
    model = MLPClassifier((5,), "tanh", alpha=0.5)
    assert model.get_params()["activation"] == "tanh"
    assert model.set_params(alpha=2.0, hidden_layer_sizes=(3,)) is model
    assert (model.alpha, model.hidden_layer_sizes) == (2.0, (3,))
    assert repr(model) == "MLPClassifier(hidden_layer_sizes=(3,), activation='tanh', alpha=2.0)"


def test_an_unknown_name_changes_nothing() -> None:
    model = MLPRegressor()
    with pytest.raises(ValueError, match="MLPRegressor has no parameter gamma; it has hidden_"):
        model.set_params(alpha=3.0, gamma=1)
    assert model.alpha == 0.0001


@pytest.mark.filterwarnings("ignore:training ended")
@pytest.mark.parametrize(
    "randomness", [lambda: 5, lambda: np.random.default_rng(5), lambda: np.random.RandomState(5)]
)
def test_the_same_randomness_gives_the_same_weights(randomness: Any) -> None:
    """In shuffled batches; drawing on from one generator gives others."""
    inputs, targets = np.random.default_rng(0).normal(size=(20, 2)), np.arange(20) % 3
    shared: dict[str, Any] = {"hidden_layer_sizes": (3,), "batch_size": 4, "max_iter": 3}
    first, second = (
        MLPClassifier(**shared, random_state=randomness()).fit(inputs, targets) for _ in range(2)
    )
    np.testing.assert_array_equal(first.coefs_[0], second.coefs_[0])
    again = np.array_equal(second.fit(inputs, targets).coefs_[0], first.coefs_[0])
    assert again == isinstance(second.random_state, int)


@pytest.mark.filterwarnings("ignore:training ended")
def test_no_random_state_gives_other_weights_each_time() -> None:
    model = MLPRegressor((3,), max_iter=1)
    first = model.fit(POINTS, LABELS).coefs_[0]
    assert not np.array_equal(first, model.fit(POINTS, LABELS).coefs_[0])
