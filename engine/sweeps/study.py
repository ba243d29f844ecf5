"""A study of Optuna: the trials of a search, in memory or in a storage (extra `tune`).

What it keeps can be read by Optuna's own tools, as its dashboard. It knows no training.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any

import optuna
from npnn_tui.datasets.text import printable
from optuna.study import StudyDirection
from optuna.trial import FrozenTrial, TrialState

from ..training.experiment import KNOBS
from .space import Sampler, distribution_of, text_of, value_of
from .storage import WRONG, Storage
from .sweep import Sweep

DESCRIPTION = "sweep"
"""The attribute of a study that says which command it belongs to."""

RESULTS = "results"
"""The attribute of a trial that says what came of its trainings, for a search that goes on."""

LONGEST_NAME = 200


class Study:
    """The study of a sweep in a storage: the URL of a database or a file; with None, in memory.

    One that exists goes on. All methods raise FieldError naming `storage` if that cannot be used.
    """

    def __init__(self, sweep: Sweep, storage: str | None) -> None:
        optuna.logging.set_verbosity(optuna.logging.CRITICAL)
        self._axes, self._storage = sweep.axes, Storage(storage)
        self._distributions = {axis.knob.name: distribution_of(axis) for axis in sweep.axes}
        self._trials: dict[int, optuna.Trial] = {}
        with self._storage.refusing(*WRONG):
            self._study = optuna.create_study(
                study_name=_name(sweep), storage=self._storage.opened(), load_if_exists=True
            )
            self._check(_description(sweep))
            for trial in self._study.get_trials(False, (TrialState.RUNNING,)):
                self._study.tell(trial.number, state=TrialState.FAIL)  # its search was killed
            trials = self._study.trials
        # Not the seed of an earlier try, or the same values would be drawn once more.
        seed = sweep.shared.get("seed", KNOBS["seed"].default) + len(trials)
        self._study.sampler = Sampler(seed=seed % 2**32)
        self.earlier = [(self._settings(t.params), t.user_attrs[RESULTS]) for t in _over(trials)]
        """The settings and results of the trials that an earlier try has brought to their end."""

    def ask(self) -> tuple[int, Mapping[str, Any]]:
        """Begin a trial; return its number and its settings."""
        with self._storage.refusing():
            trial = self._study.ask(self._distributions)
        self._trials[trial.number] = trial
        return trial.number, self._settings(trial.params)

    def tell(self, number: int, value: float | None, attributes: Mapping[str, Any]) -> None:
        """End a trial: with a value to minimise, infinite if that is as bad as can be, or without.

        The sampler avoids what was infinite (pruned, for Optuna) and ignores what has no value.
        """
        trial = self._trials.pop(number)
        with self._storage.refusing():
            for name, attribute in attributes.items():
                trial.set_user_attr(name, attribute)
            if value is None:
                self._study.tell(trial, state=TrialState.FAIL)
            elif isfinite(value):
                self._study.tell(trial, value)
            else:
                self._study.tell(trial, state=TrialState.PRUNED)

    def _settings(self, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        names = ((axis, axis.knob.name) for axis in self._axes)
        return {name: value_of(axis, parameters[name]) for axis, name in names}

    def _check(self, description: str) -> None:
        held = self._study.user_attrs.get(DESCRIPTION)
        if held is None and not self._study.trials:
            self._study.set_user_attr(DESCRIPTION, description)
        elif held != description or self._study.directions != [StudyDirection.MINIMIZE]:
            held = printable(str(held), LONGEST_NAME)
            raise self._storage.refusal(f"it holds this study of other options: {held}")


def _name(sweep: Sweep) -> str:
    """Return a name for people: the data, unless they vary, and the axes."""
    axes = [text_of(axis) for axis in sweep.axes]
    data = sweep.shared.get("data", KNOBS["data"].default)
    if "data" not in {axis.knob.name for axis in sweep.axes}:
        axes.insert(0, data)
    return printable(" ".join(axes), LONGEST_NAME)


def _description(sweep: Sweep) -> str:
    """Return all that the values of two trials must have in common to be compared."""
    shared = [f"{name}={KNOBS[name].kind.format(value)}" for name, value in sweep.shared.items()]
    return " ".join((*map(text_of, sweep.axes), *sorted(shared), f"seeds={sweep.seeds}"))


def _over(trials: list[FrozenTrial]) -> list[FrozenTrial]:
    """Return the trials that need not be tried again; those that someone else added have none."""
    states = (TrialState.COMPLETE, TrialState.PRUNED)
    return [trial for trial in trials if trial.state in states and RESULTS in trial.user_attrs]
