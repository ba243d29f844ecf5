"""The classifier: labels in, labels and probabilities out."""

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..nn.arrays import Floats, Targets
from ..nn.losses import log_softmax
from .perceptron import Perceptron
from .scores import accuracy
from .targets import classes_of, encode, read_labels, read_weights
from .task import CLASSIFICATION


class MLPClassifier(Perceptron):
    """A multilayer perceptron that tells classes apart, with scikit-learn's interface.

    `Parameters` describes what the constructor takes. Labels may be numbers or text. Each class
    has a logit of its own, two classes too, where scikit-learn has a single logistic output: with
    the same parameters two classes give another network there. Several labels for an observation
    (multi-label classification), sparse inputs and weights of observations are not supported.

    After `fit`: `classes_`, ascending; `coefs_`, a list of (fan_in, fan_out) arrays, and
    `intercepts_`, of (fan_out,) arrays; `loss_curve_`, the objective of each epoch, penalty
    included, `loss_` the last of them and `best_loss_` the least (None with early stopping);
    `n_iter_`, the epochs of the last call; `t_`, the observations seen in all;
    `validation_scores_` and `best_validation_score_` with early stopping, else None;
    `n_features_in_`, `feature_names_in_` for a data frame, `n_layers_`, `n_outputs_`,
    `out_activation_`.

    >>> points = [[0.0], [1.0], [2.0], [3.0]]
    >>> model = MLPClassifier((8,), solver="gd", learning_rate_init=0.5, random_state=0)
    >>> model.fit(points, ["low", "low", "high", "high"]).predict([[0.5], [2.5]]).tolist()
    ['low', 'high']
    """

    _task = CLASSIFICATION

    def partial_fit(self, X: Any, y: Any, classes: ArrayLike | None = None) -> Self:
        """Train for one epoch on X and y; weights and optimizer go on from the call before.

        `classes` are all labels that will ever come; the first call needs them.
        """
        labels = None if classes is None else classes_of(read_labels(classes))
        known = self.classes_ if hasattr(self, "coefs_") else labels
        if known is None:
            raise ValueError("the first call of partial_fit needs classes, all labels there are")
        if labels is not None and not np.array_equal(labels, known):
            raise ValueError(f"classes must be those of the first call: {known.tolist()}")
        return self._fit_one_epoch(X, y, labels)

    def predict(self, X: Any) -> NDArray[Any]:
        """Return the most probable label of each observation of X (observations, features)."""
        places = np.argmax(self._values(X), axis=1)
        labels: NDArray[Any] = self.classes_[places]
        return labels

    def predict_proba(self, X: Any) -> Floats:
        """Return probabilities (observations, classes), the classes as in `classes_`."""
        return np.exp(self.predict_log_proba(X))

    def predict_log_proba(self, X: Any) -> Floats:
        """Return the logarithms of the probabilities, exact where these round to 0 or 1."""
        return log_softmax(self._values(X).T).T

    def score(self, X: Any, y: Any, sample_weight: ArrayLike | None = None) -> float:
        """Return the share of X whose predicted label is that of y."""
        return accuracy(self.predict(X) == read_labels(y), read_weights(sample_weight))

    def _read_answers(self, y: Any) -> NDArray[Any]:
        return read_labels(y)

    def _learn_outputs(self, answers: NDArray[Any]) -> None:
        self.classes_ = classes_of(answers)
        self.n_outputs_ = len(self.classes_)

    def _encode(self, answers: NDArray[Any]) -> Targets:
        return encode(answers, self.classes_)
