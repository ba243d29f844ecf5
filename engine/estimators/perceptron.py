"""What the classifier and the regressor share: from arrays to a trained network and back."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from ..nn.arrays import Floats, Targets
from ..nn.network import Network
from .complaints import ConvergenceWarning, check_fitted, warn_as
from .inputs import names_of, read_inputs
from .layers import ACTIVATION_NAMES, draw, put, restored, widths_of
from .names import Names, check_names
from .parameters import Parameters
from .randomness import generator_of
from .rules import check
from .targets import check_lengths
from .task import Task
from .training import Lesson, Memory, Outcome, by_descent, by_lbfgs, by_one_epoch


class Perceptron(Parameters, ABC):
    """A network that learns from arrays; what it has learnt stands in attributes ending with _."""

    _task: ClassVar[Task]

    def fit(self, X: Any, y: Any) -> Self:
        """Train on X (observations, features) and y, one target for each observation.

        Returns self. Raises ValueError or TypeError for parameters and data that cannot be used,
        and ValueError if training diverges; warns if `max_iter` ends it.
        """
        check(self)
        goes_on = self.warm_start and hasattr(self, "coefs_")
        inputs, answers = self._read(X, y, goes_on)
        if not goes_on:
            self._begin(X, inputs, answers)
        generator = generator_of(self.random_state)
        lesson = self._lesson(inputs, answers, generator, goes_on)
        if self.solver == "lbfgs":
            outcome = by_lbfgs(self, lesson)
        else:
            outcome = by_descent(self, lesson, generator, self.t_)
        self._keep(lesson.network, outcome)
        if not outcome.converged:
            warn_as(
                ConvergenceWarning,
                f"training ended after {self.n_iter_:,} of {self.max_iter:,} epochs without having "
                "converged: raise max_iter, or tol",
                calls=1,
            )
        return self

    @property
    def _precision(self) -> DTypeLike:
        return np.dtype(np.float64 if self.solver == "lbfgs" else self.dtype)

    def _fit_one_epoch(self, X: Any, y: Any, outputs: Any) -> Self:
        check(self)
        if self.solver == "lbfgs":
            raise ValueError("partial_fit needs a solver that takes steps, which lbfgs does not")
        if self.early_stopping:
            raise ValueError("partial_fit does not support early_stopping=True")
        goes_on = hasattr(self, "coefs_")
        inputs, answers = self._read(X, y, goes_on)
        if not goes_on:
            self._begin(X, inputs, answers if outputs is None else outputs)
        generator = generator_of(self.random_state)
        lesson = self._lesson(inputs, answers, generator, goes_on)
        self._keep(lesson.network, by_one_epoch(self, lesson, generator, self.t_, self._memory))
        return self

    def _read(self, X: Any, y: Any, goes_on: bool) -> tuple[Floats, NDArray[Any]]:
        if goes_on:
            inputs = self._read_same_features(X, self._precision)
        else:
            inputs = read_inputs(X, self._precision)
        answers = self._read_answers(y)
        check_lengths(inputs, answers)
        return inputs, answers

    def _begin(self, X: Any, inputs: Floats, answers: NDArray[Any]) -> None:
        """Forget what was learnt, and take note of the features and the outputs."""
        for name in [name for name in vars(self) if name.endswith("_")]:
            delattr(self, name)
        self.n_features_in_ = inputs.shape[1]
        names = names_of(X)
        if names is not None:
            self.feature_names_in_: Names = names
        self._learn_outputs(answers)
        self.loss_curve_: list[float] = []
        self.validation_scores_: list[float] | None = [] if self.early_stopping else None
        self.t_ = 0
        self._memory: Memory | None = None

    def _lesson(
        self,
        inputs: Floats,
        answers: NDArray[Any],
        generator: np.random.Generator,
        goes_on: bool,
    ) -> Lesson:
        targets = self._encode(answers)
        sizes = (inputs.shape[1], *widths_of(self.hidden_layer_sizes), self.n_outputs_)
        network = Network(sizes, ACTIVATION_NAMES[self.activation], self._precision)
        if goes_on:
            put(network, self.coefs_, self.intercepts_)
        else:
            draw(network, generator)
        return Lesson(network, inputs, targets, self._task)

    def _keep(self, network: Network, outcome: Outcome) -> None:
        self.coefs_: list[Floats] = network.weights
        self.intercepts_: list[Floats] = network.biases
        self.n_layers_, self.out_activation_ = len(network.sizes), self._task.out_activation
        self.n_iter_, self.loss_ = len(outcome.objectives), outcome.objectives[-1]
        self.loss_curve_ += outcome.objectives
        self.t_ += outcome.seen
        self._memory = outcome.memory
        validation = outcome.validation
        self.best_loss_ = None if validation else min(self.loss_curve_)
        self.best_validation_score_ = validation.best_score if validation else None
        if validation:
            self.validation_scores_ = [*(self.validation_scores_ or []), *validation.scores]

    def _read_same_features(self, X: Any, dtype: DTypeLike) -> Floats:
        """Read X, which must have the features that were seen first."""
        kind = type(self).__name__
        check_names(kind, getattr(self, "feature_names_in_", None), names_of(X))
        inputs = read_inputs(X, dtype)
        if inputs.shape[1] != self.n_features_in_:
            raise ValueError(
                f"X has {inputs.shape[1]} features, but {kind} is expecting "
                f"{self.n_features_in_} features as input"
            )
        return inputs

    def _values(self, X: Any) -> Floats:
        """Return the values of the last layer: float32 if X and weights are, else float64."""
        check_fitted(self)
        given = getattr(X, "dtype", None)
        single = given == np.float32 and self.coefs_[0].dtype == np.float32
        inputs = self._read_same_features(X, np.float32 if single else np.float64)
        network = restored(self.activation, self.coefs_, self.intercepts_, inputs.dtype)
        return network.predictions(inputs)

    def __sklearn_tags__(self) -> Any:
        """Answer scikit-learn, which must be installed to ask."""
        from .tags import tags_of

        return tags_of(self._task.kind, several_outputs=not self._task.classes)

    n_outputs_: int

    @abstractmethod
    def _read_answers(self, y: Any) -> NDArray[Any]:
        """Return the targets as an array."""

    @abstractmethod
    def _learn_outputs(self, answers: NDArray[Any]) -> None:
        """Take note of what the outputs stand for, and of their number."""

    @abstractmethod
    def _encode(self, answers: NDArray[Any]) -> Targets:
        """Return the targets as the loss expects them."""
