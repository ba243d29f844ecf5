"""Among scikit-learn's tools: pipelines, searches, clones, pickles and its own exceptions."""

import pickle
from typing import Any

import numpy as np
import pytest
from npnn_tui.engine import MLPClassifier, MLPRegressor
from sklearn.base import clone, is_classifier, is_regressor
from sklearn.datasets import load_breast_cancer
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_a_grid_search_over_a_pipeline() -> None:
    """Breast cancer: 569 cells of 30 features; good classifiers reach 0.97 in cross-validation."""
    inputs, targets = load_breast_cancer(return_X_y=True)
    pipeline = make_pipeline(StandardScaler(), MLPClassifier((16,), random_state=0))
    grid = {"mlpclassifier__alpha": [0.1, 1e4], "mlpclassifier__max_iter": [5, 100]}
    search = GridSearchCV(pipeline, grid, cv=5).fit(inputs, targets)
    assert search.best_score_ > 0.965
    assert search.best_params_ == {"mlpclassifier__alpha": 0.1, "mlpclassifier__max_iter": 100}
    assert search.score(inputs, targets) > 0.98
    assert search.best_estimator_[-1].loss_curve_


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_other_tools(rings: tuple[Any, Any], wave: tuple[Any, Any]) -> None:
    points, labels = rings
    model = MLPClassifier((16,), learning_rate_init=0.02, random_state=0)
    assert cross_val_score(model, points, labels, scoring="roc_auc").min() > 0.99
    assert OneVsRestClassifier(model).fit(points, labels).score(points, labels) > 0.95
    assert is_classifier(model)
    assert is_regressor(MLPRegressor())


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_a_clone_has_the_parameters_and_no_weights(rings: tuple[Any, Any]) -> None:
    model = MLPClassifier((4,), max_iter=2, random_state=np.random.RandomState(0)).fit(*rings)
    copy = clone(model)
    assert (
        repr(copy.set_params(random_state=None))
        == "MLPClassifier(hidden_layer_sizes=(4,), max_iter=2)"
    )
    assert not hasattr(copy, "coefs_")


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_a_pickle_predicts_and_goes_on_as_the_original(rings: tuple[Any, Any]) -> None:
    points, labels = rings
    model = MLPClassifier((4,), random_state=0, batch_size=50)
    model.partial_fit(points, labels, ["inner", "outer"]).partial_fit(points, labels)
    copy = pickle.loads(pickle.dumps(model))  # noqa: S301
    np.testing.assert_array_equal(copy.predict_proba(points), model.predict_proba(points))
    before = model.coefs_[0].copy()
    copy.partial_fit(points, labels)
    np.testing.assert_array_equal(model.coefs_[0], before)
    model.partial_fit(points, labels)
    np.testing.assert_array_equal(copy.coefs_[0], model.coefs_[0])
    assert copy.loss_curve_ == model.loss_curve_


def test_errors_and_warnings_are_scikit_learns() -> None:
    for ask in (MLPClassifier().predict, MLPClassifier().predict_proba, MLPRegressor().predict):
        with pytest.raises(NotFittedError, match="call fit first"):
            ask([[1.0]])
    with pytest.warns(ConvergenceWarning):
        MLPRegressor(max_iter=1).fit([[1.0], [2.0]], [1.0, 2.0])
