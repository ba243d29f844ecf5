"""How far a point of a sweep has come: a frozen value that travels between processes."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite

import numpy as np

from ..training.history import Curves
from ..training.metrics import Metrics
from .answers import Answers
from .verdict import Verdict, Word

ROWS = 64
"""Of a curve that is kept of each of thousands of points."""


class State(StrEnum):
    """The state of a point, in the word that people read."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, eq=False)
class Report:
    """A point at one moment. `reason` says why it ended.

    A training that diverges is finished too, with a verdict that says so. One that cannot be
    begun is refused; of one whose worker broke, which has failed, there are no figures. There are
    `answers` if the point has a grid.
    """

    number: int
    state: State
    epoch: int = 0
    steps: int = 0
    seconds: float = 0.0
    metrics: Metrics | None = None
    curves: Curves | None = None
    verdict: Verdict | None = None
    reason: str = ""
    answers: Answers | None = None


def loss_of(report: Report) -> float:
    """Return the loss by which trainings are compared: the test loss, or without one the other.

    It is infinite for a training that diverged, or of which there are no figures.
    """
    if report.metrics is None or (report.verdict and report.verdict.word is Word.DIVERGED):
        return inf
    losses = map(float, (report.metrics.test_loss, report.metrics.train_loss))
    return next(filter(isfinite, losses), inf)


def thinned(curves: Curves, rows: int = ROWS) -> Curves:
    """Return the curves in at most so many rows of single precision, with every extreme kept."""
    count = len(curves.epochs)
    starts = np.unique(np.linspace(0, count, min(rows, count), endpoint=False).astype(np.intp))
    ends = np.append(starts[1:], count) - 1
    with np.errstate(over="ignore"):
        return Curves(
            curves.epochs[ends].astype(np.float32),
            np.minimum.reduceat(curves.low, starts).astype(np.float32),
            np.maximum.reduceat(curves.high, starts).astype(np.float32),
        )
