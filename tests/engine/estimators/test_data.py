"""What X and y may be, and the sentences for what they may not."""

from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
import polars
import pytest
from npnn_tui.engine import MLPClassifier, MLPRegressor
from scipy.sparse import csr_array

POINTS = [[0.0, 1.0], [1.0, 0.0], [2.0, 2.0], [3.0, 1.0]]
LABELS = [0, 1, 0, 1]

pytestmark = pytest.mark.filterwarnings("ignore:training ended")


def classifier() -> MLPClassifier:
    return MLPClassifier((2,), max_iter=1, random_state=0)


@pytest.mark.parametrize(
    ("inputs", "error", "sentence"),
    [
        (csr_array(np.eye(4)), TypeError, r"X is sparse, .* X\.toarray\(\)"),
        (np.eye(4) + 1j, ValueError, "Complex data not supported: X"),
        ([1.0, 2.0, 3.0, 4.0], ValueError, r"got \(4,\)\. Reshape your data"),
        (np.ones((4, 1, 1)), ValueError, r"got \(4, 1, 1\)"),
        ([[1.0], [float("nan")], [1.0], [1.0]], ValueError, "X contains NaN"),
        ([[1.0], [float("inf")], [1.0], [1.0]], ValueError, "X contains inf"),
        ([[1.0], [-1e39], [1.0], [1.0]], ValueError, "too large for float32"),
        ([["a"], ["b"], ["c"], ["d"]], ValueError, "could not convert string to float"),
        ([[1.0]] * 3, ValueError, "X has 3 observations, but y has 4"),
        (np.empty((0, 3)), ValueError, "0 sample"),
        (np.empty((4, 0)), ValueError, "0 feature"),
    ],
)
def test_inputs_that_are_refused(inputs: Any, error: type[Exception], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        classifier().fit(inputs, LABELS)


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        ([0.5, 1, 0, 1], "Unknown label type: continuous"),
        ([float("nan"), 1, 0, 1], "y contains NaN"),
        ([[0, 1], [1, 0], [0, 0], [1, 1]], r"multi-label classification is not supported"),
        (np.array(["a", 1, None, 2], dtype=object), "Unknown label type: .* cannot be compared"),
        (None, "requires y to be passed"),
        (5, "1d array"),
        (np.array(LABELS) + 1j, "Complex data not supported: y"),
    ],
)
def test_labels_that_are_refused(labels: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        classifier().fit(POINTS, labels)


@pytest.mark.parametrize(
    "labels",
    [["b", "a", "b", "a"], [7, -2, 7, -2], [2.0, 1.0, 2.0, 1.0], [True, False, True, False]],
)
def test_labels_come_back_as_they_were(labels: list[Any]) -> None:
    """Text, numbers and truth values; the type stays."""
    model = MLPClassifier((8,), solver="lbfgs", random_state=0).fit(POINTS, labels)
    assert model.predict(POINTS).tolist() == labels
    assert model.classes_.dtype == np.asarray(labels).dtype
    assert model.classes_.tolist() == sorted(set(labels))


@pytest.mark.parametrize("convert", [np.float16, np.int64, np.float32, object, str])
def test_inputs_of_any_type_of_number(convert: Any) -> None:
    expected = classifier().fit(POINTS, LABELS).predict_proba(POINTS)
    model = classifier().fit(np.array(POINTS).astype(convert), LABELS)
    np.testing.assert_allclose(model.predict_proba(POINTS), expected, rtol=1e-6)


def test_a_column_of_targets_warns_and_counts_as_a_row() -> None:
    with pytest.warns(UserWarning, match="column-vector") as caught:
        model = MLPRegressor((2,), max_iter=1).fit(POINTS, [[1.0], [2.0], [3.0], [4.0]])
    assert caught[0].filename == __file__
    assert model.predict(POINTS).shape == (4,)


def test_features_keep_their_names() -> None:
    frame = polars.DataFrame(POINTS, schema=["width", "height"], orient="row")
    model = classifier().fit(frame, LABELS)
    assert model.feature_names_in_.tolist() == ["width", "height"]
    with catch_warnings():
        simplefilter("error")
        model.predict(frame)
    with pytest.warns(UserWarning, match="does not have valid feature names") as caught:
        model.predict(POINTS)
    assert caught[0].filename == __file__
    with pytest.raises(ValueError, match="same order"):
        model.predict(frame[["height", "width"]])
    with pytest.raises(ValueError, match=r"unseen at fit time:\n- depth\n.*missing:\n- height"):
        model.predict(frame.rename({"height": "depth"}))
    model.fit(POINTS, LABELS)
    assert not hasattr(model, "feature_names_in_")
    with pytest.warns(UserWarning, match="fitted without feature names"):
        model.predict(frame)


def test_other_features_than_before_are_refused() -> None:
    with pytest.raises(ValueError, match="X has 1 features, but MLPClassifier is expecting 2"):
        classifier().fit(POINTS, LABELS).predict([[1.0]])


def test_data_are_left_as_they_are() -> None:
    inputs, targets = np.array(POINTS, np.float32), np.array(LABELS, float)
    for array in (inputs, targets):
        array.flags.writeable = False
    model = MLPRegressor((2,), max_iter=5).fit(inputs, targets)
    assert not np.shares_memory(model.coefs_[0], inputs)
    assert inputs.tolist() == POINTS


@pytest.mark.parametrize("weights", [None, [1, 1, 1, 0]])
def test_scores_weigh_observations(weights: Any) -> None:
    model = classifier().fit(POINTS, LABELS)
    wrong = [model.predict(POINTS)[0], *model.predict(POINTS)[1:3], 1 - model.predict(POINTS)[3]]
    assert model.score(POINTS, wrong, weights) == (0.75 if weights is None else 1)


def test_r_squared_of_several_outputs() -> None:
    """1 - SSE / SST: (1 - 1/5 + 1 - 0/5) / 2 for one error of 1 among 1, 2, 3, 4."""
    model = MLPRegressor((), max_iter=1).fit(POINTS, [[0.0, 0.0]] * 4)
    model.coefs_ = [np.array([[1.0, 1.0], [0.0, 0.0]])]
    model.intercepts_ = [np.array([1.0, 1.0])]
    truth = np.array([[1.0, 1], [2, 2], [3, 3], [5, 4]])
    expected = (1 - 1 / 8.75 + 1) / 2
    assert model.score(POINTS, truth) == pytest.approx(expected)
    assert model.score(POINTS, np.ones((4, 2))) == 0
