"""From a moment of a training to the summary of its run."""

import math
from time import time

from npnn_tui.datasets.sources import family_of

from ..training.experiment import KNOBS, Experiment
from ..training.moment import Moment
from .summary import Summary


def summary_of(moment: Moment, started: float) -> Summary:
    """Return what the list of runs shows of a moment."""
    trainer, recipe = moment.trainer, moment.experiment.recipe
    figures = {name: float(value) for name, value in vars(trainer.measure()).items()}
    return Summary(
        status=moment.status.value,
        data=recipe.data,
        task=moment.split.task,
        epoch=trainer.epoch,
        max_epochs=trainer.config.max_epochs,
        steps=trainer.steps,
        seconds=round(trainer.seconds, 3),
        started=started,
        saved=time(),
        parameters=trainer.network.parameters.size,
        reason=trainer.stopped,
        knobs=changed_knobs(moment.experiment),
        metrics={name: value if math.isfinite(value) else None for name, value in figures.items()},
    )


def changed_knobs(experiment: Experiment) -> dict[str, str]:
    """Return the texts of the knobs that differ from the defaults of their data."""
    family = family_of(experiment.recipe.data)
    return {
        name: KNOBS[name].kind.format(value)
        for name, value in experiment.values.items()
        if name != "data" and value != KNOBS[name].default_for(family)
    }
