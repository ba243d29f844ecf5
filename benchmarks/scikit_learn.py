"""scikit-learn's MLPClassifier, with one call of `fit` for each run.

Its users get shuffling by default; here it takes the observations in their order, as all do.

With two classes it has one logistic output. That is the difference of two logits under a softmax,
but trained by another step: at the same rate the difference of two logits moves twice as far as
one output does, and the hidden layers move alike. Rescaling can make up for it in the weights
(hidden layers times c, the output's weights by c, which ReLU allows, with c^4 = 2 and sqrt(2) times
the rate), but the output's bias cannot be rescaled and would get sqrt(2) times the rate where it
needs 2. So no start and learning rate make the two the same step for step. What does: to give the
classes as two indicator columns, and to set the fitted attribute `out_activation_` to softmax.
`prepare` does that; `prepare_logistic` is the plain way, a little faster, with another loss.

Its Adam adds epsilon elsewhere than PyTorch's does (see `adam`). At F the loss after two epochs
differs by 2e-4 of itself for that alone: with an epsilon of 1e-12 it is 3e-7.
"""

from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np

from .adam import BETA_1, BETA_2, EPSILON
from .cases import Case
from .contestant import Contestant
from .problem import Parameters, Problem

SOLVERS = {"gd": "sgd", "adam": "adam"}


class ScikitLearn:
    """A classifier that starts warm, from weights that `reset` puts into it."""

    def __init__(self, problem: Problem, targets: Any, start: Parameters, output: str) -> None:
        self._case, self._start = problem.case, start
        self._inputs, self._targets = problem.inputs, targets
        self._classifier = _classifier(problem.case)
        self._fit(epochs=1)  # makes its arrays
        self._classifier.out_activation_ = output
        self.reset()

    def reset(self) -> None:
        """Put the initial weights back; each `fit` has a new optimizer."""
        learned = zip(self._classifier.coefs_, self._classifier.intercepts_, strict=True)
        for (weights, biases), (theirs, intercepts) in zip(self._start, learned, strict=True):
            theirs[:], intercepts[:] = weights, biases

    def run(self, steps: int) -> None:
        """Fit for the epochs that have so many steps."""
        self._fit(steps // self._case.batches)

    def parameters(self) -> Parameters:
        """Return copies of `coefs_` and `intercepts_`, of two logits if there is one output."""
        pairs = zip(self._classifier.coefs_, self._classifier.intercepts_, strict=True)
        *hidden, (weights, biases) = [(w.copy(), b.copy()) for w, b in pairs]
        if len(biases) == 1:
            weights, biases = np.hstack([0 * weights, weights]), np.hstack([0 * biases, biases])
        return [*hidden, (weights, biases)]

    def _fit(self, epochs: int) -> None:
        self._classifier.max_iter = epochs
        with catch_warnings():
            simplefilter("ignore")  # that it has not converged
            self._classifier.fit(self._inputs, self._targets)


def _classifier(case: Case) -> Any:
    """Return the classifier without anything that stops it early."""
    from sklearn.neural_network import MLPClassifier

    return MLPClassifier(
        case.hidden,
        solver=SOLVERS[case.method],
        momentum=0.0,
        alpha=0.0,
        batch_size=case.batch,
        learning_rate_init=case.learning_rate,
        beta_1=BETA_1,
        beta_2=BETA_2,
        epsilon=EPSILON,
        tol=0.0,
        n_iter_no_change=10**9,
        shuffle=False,
        warm_start=True,
        random_state=0,
    )


def prepare(problem: Problem) -> Contestant:
    """Return it with as many outputs as there are classes, under a softmax."""
    two = problem.case.classes == 2
    targets = problem.one_hot.astype(np.int64) if two else problem.targets
    return ScikitLearn(problem, targets, problem.parameters, "softmax")


def prepare_logistic(problem: Problem) -> Contestant:
    """Return it with one logistic output, the difference of the two initial logits."""
    *hidden, (weights, biases) = problem.parameters
    difference = weights[:, 1:] - weights[:, :1], biases[1:] - biases[:1]
    return ScikitLearn(problem, problem.targets, [*hidden, difference], "logistic")
