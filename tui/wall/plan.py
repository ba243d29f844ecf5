"""From what a person asks for in the dashboard to the points of a sweep. Knows no widget."""

from collections.abc import Mapping, Sequence
from typing import Any

from npnn_tui.datasets.knobs import FieldError, knobs_of
from npnn_tui.datasets.sources import family_of
from npnn_tui.engine.sweeps.axes import FORM, Axis
from npnn_tui.engine.sweeps.presets import PRESETS, Preset
from npnn_tui.engine.sweeps.sweep import Point, Sweep
from npnn_tui.engine.training.experiment import KNOBS, Experiment

from ..sweep.entry import Effort

SEEDS = next(knob for knob in knobs_of(Effort) if knob.name == "seeds")


def planned(
    experiment: Experiment, picture: str, vary: str, seeds: str
) -> tuple[list[Point], list[str]]:
    """Return the points of a sweep and the knobs that vary; raises FieldError.

    A `picture` is one of the PRESETS, or empty for the experiment itself. `vary` holds axes with
    spaces between them.
    """
    preset = PRESETS.get(picture, Preset(_unlike_defaults(experiment), ()))
    axes = tuple(map(Axis.parse, (*preset.axes, *vary.split())))
    names = [axis.knob.name for axis in axes]
    shared = {name: value for name, value in preset.shared.items() if name not in names}
    count = SEEDS.parse(seeds)
    if not axes and count == 1:
        sentence = f"vary must be given, as {FORM}, or seeds above 1, got nothing"
        raise FieldError("vary", sentence)
    return Sweep(shared, axes, count).points(), names


def _unlike_defaults(experiment: Experiment) -> Mapping[str, Any]:
    family = family_of(experiment.recipe.data)
    return {
        name: value
        for name, value in experiment.values.items()
        if name == "data" or value != KNOBS[name].default_for(family)
    }


def pictures() -> Sequence[tuple[str, str]]:
    """Return what can be swept: words and the name of the picture."""
    this = ("this experiment", "")
    return [this, *((f"the original's picture: {name}", name) for name in PRESETS)]
