"""Features whose values are far larger than 1."""

from math import isfinite

import numpy as np

from ..case import Case
from ..diagnosis import Diagnosis
from ..symptoms import Symptom
from ..words import figure, percent
from .steadied import steadied

LARGE = 10.0
"""The root mean square of a feature from which on it counts as out of scale."""

FULL = 0.5
"""The share of saturated values from which on a layer hardly learns."""


def features_out_of_scale(case: Case) -> Diagnosis | None:
    """Recognise large features by the long curvature or the saturated nodes that they cause."""
    sizes = np.sqrt(np.mean(case.landscape.inputs**2, axis=1))
    if sizes.max() <= LARGE:
        return None
    consequence = _too_curved(case) or _saturated(case) or _overflowing(case)
    if not consequence:
        return None
    return Diagnosis(
        "features out of scale",
        f"The features are as large as {figure(float(np.abs(case.landscape.inputs).max()))} "
        f"instead of about 1, and {consequence}. "
        f"Standardised to mean 0 and deviation 1 they would {_prospect(case)}.",
        steadied(case, {"standardise": True}),
    )


def _too_curved(case: Case) -> str:
    if case.start_longest is None or case.step <= case.start_longest:
        return ""
    return (
        f"they bend the loss so much (λ_max = {figure(case.start_sharpness)} at the initial "
        f"weights) that steps may be {figure(case.start_longest)} long at most, not "
        f"{figure(case.step)}"
    )


def _saturated(case: Case) -> str:
    share = case.start_layers[0].saturated if case.start_layers else 0.0
    if share < FULL:
        return ""
    return f"they saturate {percent(share)} of the {case.config.activation} values from the start"


def _overflowing(case: Case) -> str:
    overflows = case.symptom is Symptom.DIVERGED and not isfinite(case.start_sharpness)
    return "their products are more than a number can hold" if overflows else ""


def _prospect(case: Case) -> str:
    prospect = case.anew({"standardise": True})
    if prospect.start_longest is not None:
        return f"allow steps of {figure(prospect.start_longest)}"
    return f"saturate {percent(prospect.start_layers[0].saturated)}"
