"""Nodes at the flat ends of their activation: saturated sigmoids and tanhs, dead ReLUs."""

from ..case import Case
from ..diagnosis import Diagnosis
from ..layers import ENDS, gradient_norms
from ..symptoms import Symptom
from ..words import figure, percent
from .steadied import steadied

MANY = 0.5
"""The share of a layer that must be stuck to be the cause."""

FEW = 8
"""A layer with fewer nodes has dead ones because it is small."""

STUCK = (Symptom.STALLS, Symptom.OSCILLATES)


def saturated_nodes(case: Case) -> Diagnosis | None:
    """Recognise a layer of which most values are saturated while training does not get on."""
    worst = max(case.layers, key=lambda layer: layer.saturated, default=None)
    if case.symptom not in STUCK or worst is None or worst.saturated < MANY:
        return None
    before, now = (
        gradient_norms(case.landscape, parameters)[worst.number - 1]
        for parameters in (case.start, case.now)
    )
    activation = case.config.activation
    return Diagnosis(
        "saturated nodes",
        f"In layer {worst.number} {percent(worst.saturated)} of the {activation} values are stuck "
        f"at {ENDS[activation]}, where the function is almost flat and hardly any gradient gets "
        f"through. The gradient of that layer's weights has the norm {figure(now)}, at the initial "
        f"weights it was {figure(before)}.",
        steadied(case, {"activation": "relu", "initializer": "he_normal"}),
    )


def dead_relus(case: Case) -> Diagnosis | None:
    """Recognise a layer of which most ReLUs give 0 for every observation."""
    worst = max(case.layers, key=lambda layer: layer.dead / layer.width, default=None)
    if case.symptom not in STUCK or worst is None or worst.dead < MANY * worst.width:
        return None
    alive = worst.width - worst.dead
    if alive and worst.width < FEW:
        return None
    some = f"{worst.dead} of the" if alive else "All"
    left = f"the {alive} that are" if alive else "none"
    return Diagnosis(
        "dead ReLUs",
        f"{some} {worst.width} ReLUs of layer {worst.number} give 0 for every observation, and "
        "as their slope is 0 there too, no gradient will ever wake them. "
        f"With {left} left training gives {case.scored(case.score)}, where the nearest neighbours "
        f"of each observation give {case.scored(case.attainable)}.",
        steadied(case, {"activation": "leaky_relu"}),
    )
