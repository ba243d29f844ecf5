"""A team: trainers that take their steps together while that is quicker."""

from collections.abc import Iterable, Sequence
from itertools import compress
from time import perf_counter

import numpy as np

from ..plan import Descent, Stack
from ..threads import blas_threads
from .bursts import Bursts
from .looks import next_look
from .metrics import Metrics
from .survey import Survey
from .trainer import Trainer

FEWEST = 3
"""Trainers for which the calls of a stack are worth their price."""


class Team:
    """Trains several trainers to their ends, each exactly as it would train by itself.

    They must be at the start and have one key, which `stackable` gives them. Up to the next look
    they advance as one stack; then each looks for itself, and one that has stopped leaves. One
    whose numbers are in doubt goes on by itself from where it was last seen, and diverges alone.
    """

    def __init__(self, trainers: Iterable[Trainer]) -> None:
        self._alone: list[Trainer] = []
        self._bursts, self._seconds = Bursts(), 0.0
        self._gather(trainers)

    def advance(self, seconds: float) -> None:
        """Train all that may go on, for so many seconds altogether."""
        share = seconds / (len(self._alone) + 1)
        self._advance_together(perf_counter() + share)
        for trainer in self._alone:
            trainer.advance(trainer.config.max_epochs, share)
        self._alone = [trainer for trainer in self._alone if not trainer.stopped]

    def dismiss(self, trainer: Trainer) -> None:
        """Train this one no more."""
        if trainer in self._alone:
            self._alone.remove(trainer)
        elif trainer in self._together:
            self._gather(one for one in self._together if one is not trainer)

    def _gather(self, trainers: Iterable[Trainer]) -> None:
        """Make a stack of those that may go on, if they are enough."""
        going = [trainer for trainer in trainers if not trainer.stopped]
        if len(going) < FEWEST:
            self._alone += going
            going = []
        self._together = going
        if going:
            self._stack = Stack([_descent_of(trainer) for trainer in going])
            train, test = zip(*(trainer.batches for trainer in going), strict=True)
            l2 = np.array([trainer.config.l2 for trainer in going])
            self._survey = Survey(train, test, l2)

    def _advance_together(self, deadline: float) -> None:
        with np.errstate(all="ignore"), blas_threads(1):
            while self._together and perf_counter() < deadline:
                self._burst(deadline)
        if self._together:
            self._settle()

    def _burst(self, deadline: float) -> None:
        began, epoch = perf_counter(), self._stack.steps
        left = next_look(self._together[0].config, epoch) - epoch
        steps = min(left, self._bursts.steps(deadline - began))
        self._stack.run(steps)
        taken = perf_counter() - began
        self._bursts.took(steps, taken)
        self._seconds += taken / len(self._together)
        if steps == left:
            self._settle(self._survey.measure(self._stack.network))

    def _settle(self, metrics: Sequence[Metrics] | None = None) -> None:
        """Let those with finite numbers take note of where they are, and look at the metrics.

        Of the others nothing is noted: they go on by themselves, from where they were.
        """
        finite = self._stack.finite()
        for row, trainer in enumerate(self._together):
            if finite[row]:
                self._stack.settle(row)
                trainer.catch_up(self._seconds, metrics[row] if metrics else None)
        self._seconds = 0.0
        sound = list(compress(self._together, finite))
        if len(sound) < len(finite) or any(trainer.stopped for trainer in sound):
            self._alone += [trainer for trainer in self._together if trainer not in sound]
            self._gather(sound)


def _descent_of(trainer: Trainer) -> Descent:
    """Return the descent of a trainer of a kind that can be stacked."""
    assert isinstance(trainer.descent, Descent)
    return trainer.descent
