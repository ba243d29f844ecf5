"""Our engine: the only module here that knows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue
from threading import Thread
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
from npnn_tui.datasets.dataset import Dataset, Split
from npnn_tui.engine import (
    Close,
    Experiment,
    Look,
    MLPClassifier,
    Network,
    Pause,
    Play,
    Probe,
    Refusal,
    Session,
    Snapshot,
)
from npnn_tui.engine.plan import Descent, Method
from npnn_tui.engine.threads import use_one_thread

from .adam import BETA_1, BETA_2, EPSILON
from .cases import Case
from .contestant import Contestant
from .problem import Parameters, Problem

FOR_EVER = 10**9


class Bare:
    """The loop that every training of ours runs, with nothing around it and no loss looked at."""

    def __init__(self, problem: Problem) -> None:
        use_one_thread()
        case, self._start = problem.case, problem.parameters
        self._network = Network(case.sizes, "relu", "float32")
        self._descent = Descent(
            self._network,
            problem.inputs,
            problem.targets,
            _method(case),
            batch_size=case.batch_size,
            shuffled=False,
        )
        self.reset()

    def reset(self) -> None:
        """Write the initial weights into the network, and forget Adam's moments."""
        _put(self._start, self._layers())
        self._descent.forget()

    def run(self, steps: int) -> None:
        """Run so many steps in one call."""
        self._descent.run(steps)

    def parameters(self) -> Parameters:
        """Return copies of the network's weights and biases."""
        return [(weights.copy(), biases.copy()) for weights, biases in self._layers()]

    def _layers(self) -> Parameters:
        return list(zip(self._network.weights, self._network.biases, strict=True))


class Fit:
    """The estimator: each run is one call of `fit`, which keeps the loss of every epoch."""

    def __init__(self, problem: Problem) -> None:
        use_one_thread()
        self._case, self._start = problem.case, problem.parameters
        self._inputs, self._targets = problem.inputs, problem.targets
        self._classifier = _classifier(problem.case)
        self._fit(epochs=1)  # makes its arrays
        self.reset()

    def reset(self) -> None:
        """Put the initial weights back; each `fit` has a new optimizer."""
        _put(self._start, self._layers())

    def run(self, steps: int) -> None:
        """Fit for the epochs that have so many steps."""
        self._fit(steps // self._case.batches)

    def parameters(self) -> Parameters:
        """Return copies of `coefs_` and `intercepts_`."""
        return [(weights.copy(), biases.copy()) for weights, biases in self._layers()]

    def _layers(self) -> Parameters:
        return list(zip(self._classifier.coefs_, self._classifier.intercepts_, strict=True))

    def _fit(self, epochs: int) -> None:
        self._classifier.max_iter = epochs
        with catch_warnings():
            simplefilter("ignore")  # that it has not converged
            self._classifier.fit(self._inputs, self._targets)


def prepare(problem: Problem) -> Contestant:
    """Return the bare loop."""
    return Bare(problem)


def prepare_fit(problem: Problem) -> Contestant:
    """Return the estimator."""
    return Fit(problem)


def _method(case: Case) -> Method:
    return Method(
        optimizer=case.method,
        learning_rate=case.learning_rate,
        beta_1=BETA_1,
        beta_2=BETA_2,
        epsilon=EPSILON,
    )


def _classifier(case: Case) -> MLPClassifier:
    """Return the estimator without anything that stops it early."""
    return MLPClassifier(
        case.hidden,
        solver=case.method,
        alpha=0.0,
        batch_size=case.batch,
        learning_rate_init=case.learning_rate,
        beta_1=BETA_1,
        beta_2=BETA_2,
        epsilon=EPSILON,
        tol=0.0,
        n_iter_no_change=FOR_EVER,
        shuffle=False,
        warm_start=True,
        random_state=0,
        dtype="float32",
    )


def _put(start: Parameters, layers: Parameters) -> None:
    for (weights, biases), (ours, our_biases) in zip(start, layers, strict=True):
        ours[:], our_biases[:] = weights, biases


class Desk:
    """A session training at pace max in a thread of its own, and what it publishes."""

    def __init__(self, problem: Problem, probe: Any) -> None:
        experiment = Experiment.of(_knobs(problem.case))  # the rest as the dashboard begins
        self._published: Queue[Snapshot | Refusal] = Queue()
        self._session = Session(experiment, _split(problem), self._published.put)
        self._thread = Thread(target=self._session.run)
        self._probe = Probe(probe)
        self._thread.start()

    def play(self) -> int:
        """Start or go on training; return the steps done before."""
        return self._tell(Play())

    def look(self) -> int:
        """Ask for a snapshot with the class probabilities at the probe; return its steps."""
        return self._tell(Look(self._probe))

    def pause(self) -> int:
        """Stop for now; return the steps done."""
        return self._tell(Pause())

    def close(self) -> None:
        """End the session and its thread."""
        self._session.send(Close())
        self._thread.join()

    def _tell(self, command: Play | Look | Pause) -> int:
        self._session.send(command)
        published = self._published.get()
        assert isinstance(published, Snapshot)
        return published.steps


@contextmanager
def open_desk(problem: Problem, probe: Any) -> Iterator[Desk]:
    """Open a session on a problem, and close it; `probe` is (points, features)."""
    use_one_thread()
    desk = Desk(problem, probe)
    try:
        yield desk
    finally:
        desk.close()


def _knobs(case: Case) -> dict[str, Any]:
    """Return the knobs of plain training that nothing stops."""
    return {
        "hidden": case.hidden,
        "learning_rate": case.learning_rate,
        "reduction": "mean",
        "l2": 0.0,
        "min_improvement": 0.0,
        "max_epochs": FOR_EVER,
    }


def _split(problem: Problem) -> Split:
    """Return all observations to train on, the inputs not copied, and none to test."""
    case, inputs = problem.case, problem.inputs
    data: Any = inputs  # float32: nothing in between needs the double
    everything = Dataset(data, problem.targets, (), tuple(map(str, range(case.classes))))
    nobody = everything.take(np.arange(0))
    return Split(everything, nobody, np.zeros(case.features), np.ones(case.features))
