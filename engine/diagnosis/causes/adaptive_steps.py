"""Steps of adaptive methods, whose length is that of the weights' own moves."""

import numpy as np

from ..case import Case
from ..diagnosis import Diagnosis
from ..layers import weights_of
from ..stability import ADAPTIVE, method_of
from ..symptoms import Symptom
from ..words import exact, figure, nice, times

LARGE, HUGE, SMALL = 0.3, 3.0, 1e-4
"""The size of a move, in that of the initial weights, that tears them apart, does so even while
the loss still falls, or hardly counts."""

SOUND = 0.03
"""The size of a move that a cure makes."""


def moves_too_long(case: Case) -> Diagnosis | None:
    """Recognise a learning rate that is a large part of the weights themselves.

    Adam moves each weight by about the learning rate (Kingma and Ba, 2015, section 2.1); 2/λ_max
    is no limit for it, as its steps are rescaled direction by direction.
    """
    size = _size_of_weights(case)
    rate, least = case.config.learning_rate, HUGE if case.symptom is Symptom.LEARNS else LARGE
    if not (_adaptive(case) and size) or rate < least * size:
        return None
    return Diagnosis(
        "step too long",
        f"Whatever the gradient, {method_of(case.config)} moves each weight by about the learning "
        f"rate {exact(rate)} in a step, which is {times(rate / size)} times the initial weights' "
        f"typical size {figure(size)}. {_outcome(case)}",
        {"learning_rate": nice(SOUND * size)},
    )


def moves_too_short(case: Case) -> Diagnosis | None:
    """Recognise a learning rate that the weights hardly notice."""
    size = _size_of_weights(case)
    if not (_adaptive(case) and size) or case.config.learning_rate > SMALL * size:
        return None
    if case.symptom not in (Symptom.STALLS, Symptom.LEARNS):
        return None
    rate = case.config.learning_rate
    return Diagnosis(
        "learning rate too small",
        f"Whatever the gradient, {method_of(case.config)} moves each weight by about the learning "
        f"rate {exact(rate)} in a step, {figure(size / rate)} times less than the initial weights' "
        f"typical size {figure(size)}. {_outcome(case)}",
        {"learning_rate": nice(SOUND * size)},
        restart=False,
    )


def _adaptive(case: Case) -> bool:
    return method_of(case.config) in ADAPTIVE


def _size_of_weights(case: Case) -> float:
    """Return the root mean square of the initial weights."""
    return float(np.sqrt(np.mean(weights_of(case.landscape, case.start) ** 2)))


def _outcome(case: Case) -> str:
    if case.symptom is Symptom.DIVERGED and case.diverged_at:
        epoch, layer = case.diverged_at
        return f"At epoch {epoch:,} the numbers of layer {layer} were no longer finite."
    return f"After {case.epochs:,} epochs the loss is {figure(case.loss)}."
