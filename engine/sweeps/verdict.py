"""The verdict on a finished training: one word and the reason for it."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np

from ..diagnosis.symptoms import FEWEST_EPOCHS, JUMPED, SHORT_BY, Symptom, symptom_of
from ..diagnosis.words import figure, percent
from ..nn.arrays import Doubles
from ..training.history import SERIES, Curves

RISEN = 1.25
"""The height of the test loss above its lowest that shows overfitting."""

LEAST_RISE = 0.02
"""The same in itself: 0.001 to 0.002 is no matter."""


class Word(StrEnum):
    """What has become of a training."""

    DIVERGED = "diverged"
    OSCILLATES = "oscillates"
    UNDERFITS = "underfits"
    OVERFITS = "overfits"
    CONVERGED = "converged"


class Verdict(NamedTuple):
    """A word and a sentence without its full stop."""

    word: Word
    reason: str


def verdict_of(
    curves: Curves, score: float, attainable: float, *, is_regression: bool, diverged: str = ""
) -> Verdict:
    """Judge a training by its curves and by the score it reached on its own observations.

    `attainable` is the score that their nearest neighbours reach. `diverged` says where the
    numbers left the finite; it is empty if they did not.
    """
    short = score < attainable - SHORT_BY
    symptom = symptom_of(curves, short=short, diverged=bool(diverged))
    if symptom is Symptom.DIVERGED:
        return Verdict(Word.DIVERGED, diverged)
    scored = f"R² of {score:.2f}" if is_regression else f"accuracy of {percent(score)}"
    possible = f"{attainable:.2f}" if is_regression else percent(attainable)
    reasons = {
        Symptom.STALLS: f"settled at an {scored}; neighbours give {possible}",
        Symptom.LEARNS: f"still learning at an {scored}, {possible} in reach",
    }
    if restless := _restless(curves, symptom):
        return restless
    if symptom in reasons:
        return Verdict(Word.UNDERFITS, reasons[symptom])
    if short and curves.epochs[-1] < FEWEST_EPOCHS:
        count = f"{curves.epochs[-1]:.0f}"
        words = "epoch is" if count == "1" else "epochs are"
        return Verdict(Word.UNDERFITS, f"{count} {words} too few to tell")
    return _overfitting(curves) or Verdict(Word.CONVERGED, f"an {scored}")


def _restless(curves: Curves, symptom: Symptom) -> Verdict | None:
    """Find a training loss that was thrown above its start, or climbs again and again."""
    high, low = _series(curves, "train_loss")
    if symptom is Symptom.FINE:
        return None
    if high.max() > JUMPED * high[0]:
        rise = figure(float(high.max() / high[0]))
        return Verdict(Word.OSCILLATES, f"the training loss jumped to {rise} times its start")
    if symptom is Symptom.OSCILLATES:
        rise = figure(float((high / np.minimum.accumulate(low)).max()))
        return Verdict(Word.OSCILLATES, f"the training loss climbed to {rise} times its lowest")
    return None


def _overfitting(curves: Curves) -> Verdict | None:
    """Find a test loss that rose from its lowest while the training loss went on falling."""
    test, test_low = _series(curves, "test_loss")
    if len(test) < 2 or not np.isfinite(test_low).all():
        return None
    best = int(test_low.argmin())
    now, least = float(test[-1]), float(test_low[best])
    train, _ = _series(curves, "train_loss")
    if now < max(RISEN * least, least + LEAST_RISE) or train[-1] >= train[best]:
        return None
    epoch = int(curves.epochs[best])
    return Verdict(
        Word.OVERFITS,
        f"since epoch {epoch:,} the test loss rose from {figure(least)} to {figure(now)}",
    )


def _series(curves: Curves, name: str) -> tuple[Doubles, Doubles]:
    """Return the highest and the lowest values of a series."""
    column = SERIES.index(name)
    return curves.high[:, column], curves.low[:, column]
