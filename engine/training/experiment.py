"""An experiment: a data recipe and a training configuration, as one value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from npnn_tui.datasets.knobs import GENERATED_FAMILIES, Family, FieldError, Knob, defaults, knobs_of
from npnn_tui.datasets.recipe import Recipe
from npnn_tui.datasets.sources import family_of
from npnn_tui.datasets.text import hint, printable

from .config import Config

KNOBS: Mapping[str, Knob] = {
    knob.name: knob for values in (Recipe, Config) for knob in knobs_of(values)
}
"""Every knob of an experiment by its name, in the order in which people meet them."""

FIELDS: Mapping[tuple[Family, ...], str] = {
    GENERATED_FAMILIES: "generated data sets",
    ("classes",): "generated classes",
    ("table",): "tables",
}
"""The families of data to which a knob can be restricted, in words."""


@dataclass(frozen=True)
class Experiment:
    """What to train on and how. The same experiment gives the same run, bit for bit.

    >>> experiment = Experiment.of({"data": "moons", "hidden": (16, 8), "learning_rate": 0.02})
    >>> experiment.config.activation, experiment.recipe.samples
    ('relu', 200)
    >>> [knob.name for knob in experiment.changed({"l2": 0.1}).differences(experiment)]
    ['l2']
    >>> Experiment.of({"learning_rate": -1})
    Traceback (most recent call last):
    npnn_tui.datasets.knobs.FieldError: learning_rate must be between 1e-06 and 100, got -1
    """

    recipe: Recipe = field(default_factory=Recipe)
    config: Config = field(default_factory=Config)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Build an experiment from some knobs' values; the rest take the data's defaults.

        Raises FieldError on an unknown name and on a value that is not allowed, or that means
        nothing for this data.
        """
        given = _checked(values)
        family = family_of(given.get("data", KNOBS["data"].default))
        _refuse_meaningless(given, family)
        return cls().changed({**defaults(KNOBS.values(), family), **given})

    def changed(self, values: Mapping[str, Any]) -> Self:
        """Return the experiment with these knobs set; raises FieldError."""
        given = _checked(values)
        recipe = {knob.name for knob in knobs_of(Recipe)}
        return replace(
            self,
            recipe=replace(self.recipe, **{k: v for k, v in given.items() if k in recipe}),
            config=replace(self.config, **{k: v for k, v in given.items() if k not in recipe}),
        )

    @property
    def values(self) -> Mapping[str, Any]:
        """The value of every knob by its name."""
        return {**vars(self.recipe), **vars(self.config)}

    def differences(self, other: Self) -> Iterable[Knob]:
        """Return the knobs in which two experiments differ."""
        return [knob for name, knob in KNOBS.items() if self.values[name] != other.values[name]]


def _checked(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values in plain Python; raises FieldError on the first that is not allowed."""
    for name in values:
        if name not in KNOBS:
            raise FieldError(name, f"{printable(name)} is no knob{hint(name, KNOBS)}")
    return {name: KNOBS[name].check(value) for name, value in values.items()}


def _refuse_meaningless(values: Mapping[str, Any], family: Family) -> None:
    everything = {**defaults(KNOBS.values(), family), **values}
    for name, value in values.items():
        knob = KNOBS[name]
        unlike = value != knob.default_for(family)
        if unlike and not knob.applies_to(everything, family):
            sentence = f"{name} must be left out here, as it applies to {_field_of(knob, family)}"
            raise FieldError(name, f"{sentence} only, got {knob.kind.format(value)}")


def _field_of(knob: Knob, family: Family) -> str:
    """Say to what a knob applies."""
    if family not in knob.families:
        return FIELDS[knob.families]
    name, allowed = knob.needs or ("", ())
    return f"{name} {' or '.join(map(str, allowed))}"
