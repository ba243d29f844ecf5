"""A course: the epochs of a descent until it gets no better, as many in one call as can be."""

from dataclasses import replace

import numpy as np

from ..nn.arrays import Doubles, Floats
from ..plan import Descent
from .patience import Patience
from .validation import Validation

LONGEST = 64
"""Epochs in one call at most."""

AHEAD = 2**22
"""Multiplications that may be made past the end of training, to be undone: about 1 ms."""

SLOWEST = 1e-6
"""The learning rate from which an adaptive one falls no further."""


class Course:
    """Runs a recorded descent epoch by epoch, and keeps the objective of each.

    If `adaptive` the learning rate is divided by 5 where patience is over, down to SLOWEST. With
    a validation its scores are looked at in the place of the objectives.
    """

    def __init__(
        self,
        descent: Descent,
        patience: Patience,
        *,
        work: int,
        validation: Validation | None = None,
        adaptive: bool = False,
        verbose: bool = False,
    ) -> None:
        self.objectives: list[float] = []
        self._descent, self._patience, self._validation = descent, patience, validation
        self._adaptive, self._verbose = adaptive, verbose
        self._longest = 1 if validation else max(1, min(LONGEST, AHEAD // work))

    def run(self, epochs: int) -> bool:
        """Run at most so many epochs; tell whether patience was over before.

        Raises ValueError if the parameters, or an objective, are no longer finite.
        """
        while len(self.objectives) < epochs:
            self._advance(min(self._ahead(), epochs - len(self.objectives)))
            if self._patience.over and not self._slow_down():
                return True
        return False

    def _ahead(self) -> int:
        """Return how many epochs to run in one call: no harm if they are too many."""
        if self._validation:
            return 1
        return int(max(self._longest, min(LONGEST, self._patience.left)))

    def _advance(self, epochs: int) -> None:
        """Run so many epochs, or fewer if patience is over within them."""
        checkpoint = self._descent.save() if epochs > self._patience.left else None
        objectives = self._run(epochs)
        judged = [-self._validation.look()] if self._validation else objectives
        kept = self._patience.look(judged)
        if checkpoint and kept < epochs:
            self._descent.restore(checkpoint)
            self._run(kept)
        if self._verbose:
            self._print(objectives[:kept])
        self.objectives += objectives[:kept]

    def _run(self, epochs: int) -> list[float]:
        steps = self._descent.steps_per_epoch
        with np.errstate(all="ignore"):
            shares = self._descent.run(epochs * steps)
        objectives: Doubles = np.add.reduce(shares.reshape(epochs, steps), axis=1)
        check_finite(objectives, self._descent.network.parameters)
        kept: list[float] = objectives.tolist()
        return kept

    def _slow_down(self) -> bool:
        """Divide the learning rate, if it may fall; tell whether training goes on."""
        method = self._descent.method
        if not self._adaptive or method.learning_rate <= SLOWEST:
            return False
        self._descent.tune(replace(method, learning_rate=method.learning_rate / 5))
        self._patience.renew()
        return True

    def _print(self, objectives: list[float]) -> None:
        score = f", validation score {self._validation.scores[-1]:.4f}" if self._validation else ""
        for epoch, objective in enumerate(objectives, start=len(self.objectives) + 1):
            print(f"epoch {epoch:,}: objective {objective:.6f}{score}")


def check_finite(objectives: Doubles | list[float], parameters: Floats) -> None:
    """Raise ValueError if training has diverged."""
    if not (np.isfinite(objectives).all() and np.isfinite(parameters).all()):
        raise ValueError(
            "training has diverged: the weights or the objective are no longer finite numbers. "
            "Lower learning_rate_init, or scale features and targets to about 1"
        )
