"""Steps so short that training takes for ever."""

from ..case import Case
from ..diagnosis import Diagnosis
from ..stability import limit_words, same_steps
from ..symptoms import Symptom
from ..words import figure, percent

TIMID = 0.02
"""The part of the longest stable step below which a rate is far too small."""


def steps_too_short(case: Case) -> Diagnosis | None:
    """Recognise a run that falls short while its steps are a small part of what they could be."""
    if case.symptom not in (Symptom.STALLS, Symptom.LEARNS):
        return None
    if case.start_longest is None or case.longest is None:
        return None
    longest = min(case.start_longest, case.longest)
    if case.step >= TIMID * longest:
        return None
    return Diagnosis(
        "learning rate too small",
        f"Each step is {figure(case.step)} times the gradient, {percent(case.step / longest)} of "
        f"the longest stable step, {limit_words(case.config, longest)}. "
        f"In {case.epochs:,} epochs the loss has come down from "
        f"{figure(case.landscape.loss(case.start))} to {figure(case.loss)} only.",
        same_steps(case.config, case.observations, case.calm(longest)),
        restart=False,
    )
