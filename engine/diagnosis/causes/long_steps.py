"""Steps too long for the curvature of the loss."""

from collections.abc import Mapping

from ..case import Case
from ..diagnosis import Diagnosis
from ..layers import ENDS
from ..stability import limit_words, mean_steps, same_steps
from ..symptoms import Symptom
from ..words import exact, figure, percent, times

JUMPS: Mapping[Symptom, float] = {
    Symptom.DIVERGED: 0.0,
    Symptom.OSCILLATES: 10.0,
    Symptom.STALLS: 10.0,
    Symptom.LEARNS: 20.0,
    Symptom.JUMPED: 20.0,
}
"""How far the first steps must throw the loss to be the cause of each symptom, in times its start.

On sound runs with steps above 2/λ_max the loss soon came back (Lewkowycz et al., 2020), with ReLUs
from 9 times its start at most; on the 15 runs that broke, it rose to 24 times at least.
"""

HARMED = (Symptom.STALLS, Symptom.LEARNS)
"""The symptoms that a jump explains only through the damage it has left: sigmoids and tanhs come
back from 100 times the start."""

EDGE = 0.9
"""The part of the longest step at which a run hovers when only the curvature limits it."""

DAMAGED = 0.25
"""The share of dead or saturated nodes in a layer that is worth a word."""


def first_steps_too_long(case: Case) -> Diagnosis | None:
    """Recognise first steps beyond the stable length that do throw the loss up."""
    longest = case.start_longest
    if longest is None or case.step <= longest or case.config.clip:
        return None
    aftermath = _aftermath(case)
    if case.opening.jump < JUMPS[case.symptom] or (case.symptom in HARMED and not aftermath):
        return None
    opening = case.opening
    return Diagnosis(
        "step too long",
        _comparison(case, longest, case.start_sharpness, "at the initial weights")
        + f" {_steps(case)} the loss from {figure(opening.start)} up to {figure(opening.peak)}"
        + f"{aftermath}.",
        mean_steps(case.config, case.calm(_calmest(case, longest))),
    )


def steps_at_the_edge(case: Case) -> Diagnosis | None:
    """Recognise a run that swings because its steps are as long as the curvature allows now."""
    longest = case.longest
    if case.symptom is not Symptom.OSCILLATES or longest is None or case.step < EDGE * longest:
        return None
    return Diagnosis(
        "step too long",
        _comparison(case, longest, case.sharpness, "at the present weights")
        + f" So the loss swings from side to side, and has come to {figure(case.loss)} after "
        f"{case.epochs:,} epochs.",
        mean_steps(case.config, case.calm(longest)),
        restart=False,
    )


def overflow(case: Case) -> Diagnosis | None:
    """Name what is left when a run has diverged: steps that the curvature outgrew on the way."""
    if case.symptom is not Symptom.DIVERGED:
        return None
    start = "The cause does not show at the initial weights"
    if case.start_longest is not None:
        start = f"Steps of {figure(case.step)} compare with a longest stable one of "
        start += f"{limit_words(case.config, case.start_longest)} at the initial weights, but "
        start += "curvature grows as training goes on"
    return Diagnosis(
        "overflow",
        f"{start}. At epoch {_where(case)} were no longer finite.",
        same_steps(case.config, case.observations, case.step / 10),
    )


def _calmest(case: Case, longest: float) -> float:
    """Return the longest stable step at the start and, if that is a place worth being, now."""
    if case.is_astray or case.longest is None:
        return longest
    return min(longest, case.longest)


def _comparison(case: Case, longest: float, sharpness: float, place: str) -> str:
    rate = case.config.learning_rate
    if case.config.reduction == "sum":
        count = round(case.step / rate)
        origin = f"Each step adds up {count:,} gradients, which makes it {count:,} × {exact(rate)}"
        origin += f" = {figure(case.step)} times their mean"
    else:
        origin = f"Each step is {exact(rate)} times the gradient"
    return (
        f"{origin}, {times(case.step / longest)} times the longest stable step "
        f"({limit_words(case.config, longest)}: the loss curves with λ_max = "
        f"{figure(sharpness)} {place})."
    )


def _steps(case: Case) -> str:
    count = case.opening.peak_at
    steps = "step" if count == 1 else f"{count} steps"
    if case.config.warmup:
        return f"Once the warm-up is over, {steps} like that throw"
    return f"The first {steps} throw{'s' if count == 1 else ''}"


def _aftermath(case: Case) -> str:
    """Say what the jump has left behind."""
    if case.symptom is Symptom.DIVERGED:
        return f", and at epoch {_where(case)} were no longer finite"
    if case.symptom is Symptom.JUMPED:
        return ", from where training has come back since"
    damage = _dead(case) or _saturated(case)
    return f", and since then {damage}" if damage else ""


def _where(case: Case) -> str:
    epoch, layer = case.diverged_at or (case.epochs, len(case.layers) + 1)
    return f"{epoch:,} the numbers of layer {layer} of {len(case.layers) + 1}"


def _dead(case: Case) -> str:
    worst = max(case.layers, key=lambda layer: layer.dead / layer.width, default=None)
    if worst is None or worst.dead < DAMAGED * worst.width:
        return ""
    some = "all" if worst.dead == worst.width else f"{worst.dead} of the"
    return f"{some} {worst.width} ReLUs of layer {worst.number} give 0 for every observation"


def _saturated(case: Case) -> str:
    worst = max(case.layers, key=lambda layer: layer.saturated, default=None)
    if worst is None or worst.saturated < DAMAGED:
        return ""
    activation = case.config.activation
    share = f"{percent(worst.saturated)} of the {activation} values of layer {worst.number}"
    return f"{share} are stuck at {ENDS[activation]}"
