"""Gradient descent on the same data and weights, ours beside scikit-learn's, in turns.

Prints for each case the median steps a second of both and the ratio peer / ours of the times, with
the losses after the first steps from the same weights, which must agree. For two classes
scikit-learn has one logistic output in place of two logits: another network, and another loss.
"""

from dataclasses import dataclass
from statistics import median
from time import perf_counter
from warnings import filterwarnings

import numpy as np
from npnn_tui.datasets.dataset import Dataset, Split
from npnn_tui.engine import Config, Trainer
from npnn_tui.engine.threads import use_one_thread
from rich.console import Console
from rich.table import Table
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

ROUNDS, FIRST_STEPS = 7, 50


@dataclass(frozen=True)
class Case:
    """A data set's size, the hidden layers, and the steps of one round."""

    observations: int
    features: int
    hidden: tuple[int, ...]
    classes: int
    steps: int


CASES = {
    "A": Case(200, 2, (32,), 2, 2_000),
    "B": Case(500, 2, (32, 32), 3, 1_000),
    "C": Case(2_000, 2, (64, 64), 4, 200),
    "D": Case(10_000, 20, (128, 128), 10, 10),
}
"""Full-batch gradient descent, as in the table of docs/benchmarks.md."""

LEARNING_RATE = 0.1


def data_of(case: Case) -> Dataset:
    """Return random observations in float32 range; what they are does not matter here."""
    generator = np.random.default_rng(0)
    inputs = generator.standard_normal((case.observations, case.features))
    targets = generator.integers(0, case.classes, case.observations)
    return Dataset(inputs, targets, (), tuple(map(str, range(case.classes))))


def our_trainer(case: Case, data: Dataset) -> Trainer:
    """Return our network and its training by plain gradient descent on the mean gradient."""
    nobody = data.take(np.arange(0))
    split = Split(data, nobody, np.zeros(case.features), np.ones(case.features))
    config = Config(
        hidden=case.hidden,
        learning_rate=LEARNING_RATE,
        reduction="mean",
        l2=0.0,
        min_improvement=0.0,
        max_epochs=10**9,
        log_every=10**9,
    )
    return Trainer(config, split)


def their_classifier(case: Case, data: Dataset) -> MLPClassifier:
    """Return scikit-learn's network after one step, so that it has weights to start from."""
    classifier = MLPClassifier(
        case.hidden,
        solver="sgd",
        momentum=0.0,
        alpha=0.0,
        batch_size=case.observations,
        learning_rate_init=LEARNING_RATE,
        max_iter=1,
        tol=0.0,
        n_iter_no_change=10**9,
        shuffle=False,
        warm_start=True,
        random_state=0,
    )
    return classifier.fit(data.inputs.astype(np.float32), data.targets)


def compare(case: Case) -> tuple[float, float, float, float]:
    """Return the median seconds per step of ours and theirs, and the losses after FIRST_STEPS."""
    data = data_of(case)
    trainer, classifier = our_trainer(case, data), their_classifier(case, data)
    parameters = zip(trainer.network.weights, trainer.network.biases, strict=True)
    for (weights, biases), theirs, intercepts in zip(
        parameters, classifier.coefs_, classifier.intercepts_, strict=True
    ):
        weights[:], biases[:] = theirs, intercepts
    inputs = data.inputs.astype(np.float32)
    classifier.max_iter = FIRST_STEPS
    trainer.advance(FIRST_STEPS)
    loss = trainer.measure().train_loss
    their_loss = log_loss(data.targets, classifier.fit(inputs, data.targets).predict_proba(inputs))
    classifier.max_iter = case.steps
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        began = perf_counter()
        trainer.advance(case.steps)
        between = perf_counter()
        classifier.fit(inputs, data.targets)
        seconds[0].append((between - began) / case.steps)
        seconds[1].append((perf_counter() - between) / case.steps)
    return median(seconds[0]), median(seconds[1]), loss, their_loss


def main() -> None:
    """Print a row for each case."""
    use_one_thread()
    filterwarnings("ignore", category=ConvergenceWarning)
    table = Table("case", "ours, steps/s", "scikit-learn, steps/s", "ratio", "loss", "their loss")
    for name, case in CASES.items():
        ours, theirs, loss, their_loss = compare(case)
        rates = f"{1 / ours:,.0f}", f"{1 / theirs:,.0f}"
        table.add_row(name, *rates, f"{theirs / ours:.2f}", f"{loss:.5f}", f"{their_loss:.5f}")
    Console().print(table)


if __name__ == "__main__":
    main()
