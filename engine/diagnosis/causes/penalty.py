"""A penalty so strong that the weights vanish, or that the steps it makes overshoot."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...nn.arrays import Doubles
from ..case import Case
from ..diagnosis import Diagnosis
from ..layers import weights_of
from ..stability import longest_step
from ..symptoms import Symptom
from ..words import exact, figure, nice, percent
from .steadied import steadied

WEAKER = 100.0
"""By how much the cure weakens the penalty, at least."""

HIGHEST_DECAY = 1e-3
"""The largest penalty for each observation that the cure leaves."""

SHRUNK = 0.5
"""The part of their initial norm below which the weights count as shrunk by the penalty."""

FELT = 0.003
"""The least penalty for each observation that can be what has shrunk them."""

HEAVY = 0.2
"""The penalty, in parts of the loss, from which on it outweighs what the data ask for."""


def penalty_overshoots(case: Case) -> Diagnosis | None:
    """Recognise an L2 that throws every weight past 0 with each step, whatever the data."""
    longest = longest_step(case.config, case.landscape.decay)
    if longest is None or case.step <= longest:
        return None
    return Diagnosis(
        "penalty too strong",
        f"The penalty alone bends the objective by λ/n = {exact(case.config.l2)}/"
        f"{case.observations:,} = {figure(case.landscape.decay)}, which allows steps of "
        f"{figure(longest)} at most, not of {figure(case.step)}. "
        "Each step throws the weights past 0 to a larger size than they had, whatever the data.",
        steadied(case, _weaker(case, "l2")),
    )


def penalty_outweighs(case: Case) -> Diagnosis | None:
    """Recognise weights that the penalty has shrunk, or costs so much that they cannot grow."""
    if case.symptom not in (Symptom.STALLS, Symptom.OSCILLATES):
        return None
    before, now = (_norm(case, parameters) for parameters in (case.start, case.now))
    costs = _costs(case)
    share = sum(costs.values()) / case.loss
    shrunk = now < SHRUNK * before and case.landscape.decay + case.landscape.lasso > FELT
    if now > before or not (shrunk or share >= HEAVY):
        return None
    name = max(costs, key=lambda each: costs[each])
    return Diagnosis(
        "penalty too strong",
        f"{name.upper()} {exact(getattr(case.config, name))} over {case.observations:,} "
        f"observations has taken the norm of the weights from {figure(before)} to {figure(now)}, "
        f"and even so the penalty is {percent(share)} of the loss. "
        f"Weights held like that give {case.scored(case.score)}, where the nearest neighbours "
        f"of each observation give {case.scored(case.attainable)}.",
        steadied(case, _weaker(case, name)),
    )


def _norm(case: Case, parameters: Doubles) -> float:
    return float(np.linalg.norm(weights_of(case.landscape, parameters)))


def _costs(case: Case) -> Mapping[str, float]:
    """Return what each penalty adds to the objective now."""
    weights = weights_of(case.landscape, case.now)
    return {
        "l2": 0.5 * case.landscape.decay * float(weights @ weights),
        "l1": case.landscape.lasso * float(np.abs(weights).sum()),
    }


def _weaker(case: Case, name: str) -> Mapping[str, Any]:
    value = min(getattr(case.config, name) / WEAKER, HIGHEST_DECAY * case.observations)
    return {name: nice(value)}
