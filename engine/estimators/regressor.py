"""The regressor: numbers in, numbers out."""

from typing import Any, Self

from numpy.typing import ArrayLike, NDArray

from ..nn.arrays import Floats, Targets
from .perceptron import Perceptron
from .scores import r_squared
from .targets import read_numbers, read_weights
from .task import REGRESSION


class MLPRegressor(Perceptron):
    """A multilayer perceptron that predicts numbers, one or several, by least squares.

    `Parameters` describes what the constructor takes. The loss of an observation is half the
    squared error, summed over the outputs: the function whose gradient is followed. scikit-learn
    follows the same gradient but reports the mean over the outputs. Targets are not scaled.
    Sparse inputs and weights of observations are not supported.

    After `fit` it has the attributes of MLPClassifier but for `classes_`.

    >>> points = [[0.0], [1.0], [2.0], [3.0]]
    >>> model = MLPRegressor((), solver="gd", learning_rate_init=0.2, max_iter=1000, tol=0)
    >>> model.fit(points, [1.0, 3.0, 5.0, 7.0]).predict([[10.0]]).round(2).tolist()
    [21.0]
    """

    _task = REGRESSION

    def partial_fit(self, X: Any, y: Any) -> Self:
        """Train for one epoch on X and y; weights and optimizer go on from the call before."""
        return self._fit_one_epoch(X, y, None)

    def predict(self, X: Any) -> Floats:
        """Return (observations,) numbers, or (observations, outputs) if y had several columns."""
        values = self._values(X)
        return values[:, 0] if self.n_outputs_ == 1 else values

    def score(self, X: Any, y: Any, sample_weight: ArrayLike | None = None) -> float:
        """Return R², the share of the variance of y that is predicted, averaged over outputs."""
        return r_squared(read_numbers(y), self.predict(X), read_weights(sample_weight))

    def _read_answers(self, y: Any) -> NDArray[Any]:
        return read_numbers(y)

    def _learn_outputs(self, answers: NDArray[Any]) -> None:
        self.n_outputs_ = 1 if answers.ndim == 1 else answers.shape[1]

    def _encode(self, answers: NDArray[Any]) -> Targets:
        outputs = 1 if answers.ndim == 1 else answers.shape[1]
        if outputs != self.n_outputs_:
            raise ValueError(f"y must have {self.n_outputs_} outputs as before, got {outputs}")
        return answers
