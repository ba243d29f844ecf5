"""The examination of a run: from its curves to the case, from the case to a diagnosis."""

from dataclasses import replace

import numpy as np

from ..nn.arrays import Floats
from ..nn.network import Network
from ..training.config import Config
from ..training.history import Curves
from .case import Case, initial_parameters, landscape_of
from .causes import CAUSES
from .diagnosis import Diagnosis
from .outputs import Targets
from .symptoms import SHORT_BY, Symptom, symptom_of
from .yardstick import attainable, score_of


def diagnose(
    network: Network,
    inputs: Floats,
    targets: Targets,
    config: Config,
    curves: Curves,
    *,
    diverged_at: tuple[int, int] | None = None,
) -> Diagnosis | None:
    """Return why a run fails and what would help, or None if nothing is the matter with it.

    `inputs` (features, observations) and `targets` (observations,) are those it trains on. Of a
    run that has diverged, `network` holds the last good parameters, and `diverged_at` the epoch
    and the layer (1 is the first) in which a number was no longer finite. All is looked at in
    double precision, on 64 to 1,000 observations, and takes about 0.1 s, or 1 s for a million
    parameters. The same run has the same diagnosis. Nothing is changed.
    """
    with np.errstate(all="ignore"):  # the numbers may be close to the largest
        case = _case_of(network, inputs, targets, config, curves)
        short = case.score < case.attainable - SHORT_BY
        symptom = symptom_of(curves, short=short, diverged=diverged_at is not None)
        if symptom is Symptom.FINE:
            return None
        case = replace(case, symptom=symptom, diverged_at=diverged_at)
        return next((found for cause in CAUSES if (found := cause(case))), None)


def _case_of(
    network: Network, inputs: Floats, targets: Targets, config: Config, curves: Curves
) -> Case:
    landscape = landscape_of(network, inputs, targets, config)
    return Case(
        config,
        landscape,
        len(targets),
        start=initial_parameters(landscape, config),
        now=np.asarray(network.parameters, np.float64).copy(),
        epochs=int(curves.epochs[-1]) if len(curves.epochs) else 0,
        score=score_of(landscape.outputs(network.parameters), landscape.targets),
        attainable=attainable(landscape.inputs, landscape.targets),
    )
