"""The edits of the parameter panel on their way to an experiment. Knows no widget."""

from collections.abc import Mapping
from typing import Any

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.sources import family_of
from npnn_tui.engine import KNOBS, Experiment


class Draft:
    """The experiment in force and the edits that do not fit it yet.

    An edit that does not fit on its own, such as xor while there are three classes, is kept
    until another one makes them fit together.
    """

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self._pending: dict[str, Any] = {}

    @property
    def is_settled(self) -> bool:
        """Whether no edit waits for another one."""
        return not self._pending

    def edit(self, name: str, text: str) -> Experiment:
        """Set a knob from text and return the experiment; raises FieldError if it does not fit."""
        self._pending.pop(name, None)
        value = KNOBS[name].parse(text)
        self._pending[name] = value
        try:
            return self._apply(dict(self._pending))
        except FieldError:
            if len(self._pending) == 1:
                raise
            return self._apply({name: value})  # what else is pending shall not stand in its way

    def change(self, values: Mapping[str, Any]) -> Experiment:
        """Set several knobs at once and return the experiment; raises FieldError."""
        return self._apply(values)

    def defaults(self) -> Experiment:
        """Return to the defaults of the data that is chosen now."""
        self._pending.clear()
        self.experiment = Experiment.of({"data": self.experiment.recipe.data})
        return self.experiment

    def _apply(self, edits: Mapping[str, Any]) -> Experiment:
        self.experiment = Experiment.of(_edited({**self.experiment.values}, edits))
        for name in edits:
            self._pending.pop(name, None)
        return self.experiment


def _edited(values: dict[str, Any], edits: Mapping[str, Any]) -> Mapping[str, Any]:
    """Apply the edits; between families of data, untouched knobs change defaults.

    The label column and the task belong to their table and do not outlive it. What means nothing
    after the edits returns to its default.
    """
    data = edits.get("data", values["data"])
    before, after = family_of(values["data"]), family_of(data)
    if data != values["data"]:
        values |= {name: KNOBS[name].default for name in ("label", "task")}
    edited = {**values, **edits}
    for name, knob in KNOBS.items():
        untouched = before != after and values[name] == knob.default_for(before)
        if name not in edits and (untouched or not knob.applies_to(edited, after)):
            edited[name] = knob.default_for(after)
    return edited
