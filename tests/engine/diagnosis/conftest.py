"""Runs of an experiment, trained for some epochs and then examined."""

from collections.abc import Callable
from typing import Any

import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.diagnosis import Diagnosis, diagnose


class Run:
    """A run of the defaults with some knobs changed; no rule stops it unless one is given."""

    def __init__(self, **knobs: Any) -> None:
        for_ever = {"min_improvement": 0.0, "max_epochs": 1_000_000}
        self.experiment = Experiment.of({**for_ever, **knobs})
        self.split = load(self.experiment.recipe)
        self.trainer = Trainer(self.experiment.config, self.split)

    def examine(self, epochs: int) -> Diagnosis | None:
        """Train up to the end of an epoch and say what is the matter."""
        trainer, train = self.trainer, self.split.train
        trainer.advance(epochs - trainer.epoch)
        found = trainer.divergence
        return diagnose(
            trainer.network,
            train.inputs.T,
            train.targets,
            trainer.config,
            trainer.curves(),
            diverged_at=(found.epoch, found.layer) if found else None,
        )

    def explain(self, epochs: int) -> Diagnosis:
        """Examine a run that surely has something the matter."""
        diagnosis = self.examine(epochs)
        assert diagnosis is not None
        return diagnosis

    def accuracy_once_cured(self, cure: dict[str, Any], epochs: int, enough: float = 0.95) -> float:
        """Train anew with the cure until the accuracy is enough, for so many epochs at most."""
        experiment = self.experiment.changed(cure)
        trainer = Trainer(experiment.config, load(experiment.recipe))
        while trainer.measure().train_score < enough and trainer.epoch < epochs:
            trainer.advance(100)
            if trainer.stopped:
                break
        return trainer.measure().train_score


RunOf = Callable[..., Run]


@pytest.fixture
def run_of() -> RunOf:
    return Run
