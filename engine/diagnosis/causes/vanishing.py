"""Gradients that vanish on their way back through a deep network."""

from ..case import Case
from ..diagnosis import Diagnosis
from ..layers import gradient_norms
from ..symptoms import Symptom
from ..words import figure
from .steadied import steadied

FAINT = 0.01
"""The part of the output layer's gradient below which the first layer's counts as vanished."""


def gradients_vanish(case: Case) -> Diagnosis | None:
    """Recognise a first layer whose gradient, at the start, is a hundredth of the last one's."""
    cure = {"activation": "relu", "initializer": "he_normal"}
    learnt = case.symptom not in (Symptom.STALLS, Symptom.LEARNS, Symptom.OSCILLATES)
    if learnt or len(case.start_layers) < 2 or case.config.activation == "relu":
        return None
    norms = gradient_norms(case.landscape, case.start)
    if norms[0] > FAINT * norms[-1]:
        return None
    layers = len(case.start_layers)
    factor = (norms[-1] / norms[0]) ** (1 / layers) if norms[0] else float("inf")
    return Diagnosis(
        "vanishing gradients",
        f"At the initial weights the gradient of layer 1 has the norm {figure(norms[0])}, that of "
        f"the output layer {figure(norms[-1])}: on its way back through {layers} layers of "
        f"{case.config.activation} it shrinks {figure(factor)}-fold in each. "
        f"So the first layers hardly move, and the loss is {figure(case.loss)} after "
        f"{case.epochs:,} epochs.",
        steadied(case, cure),
    )
