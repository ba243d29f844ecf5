"""What the curves show of a run: whether there is anything to explain at all."""

from enum import StrEnum

import numpy as np

from ..nn.arrays import Doubles
from ..training.history import SERIES, Curves

FEWEST_EPOCHS = 20
"""Before, the curves show how training begins, not how it goes."""

SHORT_BY = 0.03
"""How far below the attainable score a run falls short; both are estimates from a sample."""

CLIMB = 0.25
"""The part of the initial loss by which a loss that oscillates climbs up from a low."""

SETTLED = 0.05
"""The part of its loss that a run still learning loses over the second half of its epochs."""

RECENT = 1 / 20
"""The part of the epochs at the beginning that nobody asks about any more."""

JUMPED = 1.25
"""The height above the initial loss that shows a jump; sound runs stay below 1.1."""


class Symptom(StrEnum):
    """What is to be explained, in a word."""

    DIVERGED = "diverged"
    OSCILLATES = "oscillates"
    STALLS = "stalls"
    LEARNS = "still learns"
    JUMPED = "jumped"
    FINE = "fine"


def symptom_of(curves: Curves, *, short: bool, diverged: bool) -> Symptom:
    """Return what the training loss shows; `short` tells whether the score is below the data's.

    Among the runs that fall short, one that climbs again and again oscillates, one that hardly
    falls any more stalls. A run that is as good as the data allow is fine unless it got there by
    a jump that anyone can see.
    """
    if diverged:
        return Symptom.DIVERGED
    column = SERIES.index("train_loss")
    epochs, low, high = curves.epochs, curves.low[:, column], curves.high[:, column]
    if len(epochs) < 3 or epochs[-1] < FEWEST_EPOCHS or not np.isfinite(high).all():
        return Symptom.FINE
    if not short:
        recent = epochs >= RECENT * epochs[-1]
        return Symptom.JUMPED if high[recent].max() > JUMPED * high[0] else Symptom.FINE
    lately = epochs >= epochs[-1] / 4
    if _swings(low[lately], high[lately], CLIMB * high[0]):
        return Symptom.OSCILLATES
    return Symptom.STALLS if _fall(low[epochs >= epochs[-1] / 2]) < SETTLED else Symptom.LEARNS


def _swings(low: Doubles, high: Doubles, least: float) -> bool:
    """Tell whether the loss rises more than once, and once by so much above an earlier low."""
    rises = np.count_nonzero(np.diff(high) > 0)
    return bool(rises > 1 and np.max(high - np.minimum.accumulate(low)) >= least)


def _fall(losses: Doubles) -> float:
    """Return the part of the loss that is lost from the first third to the last, by medians."""
    third = max(1, len(losses) // 3)
    first, last = np.median(losses[:third]), np.median(losses[-third:])
    return float(1 - last / first) if first > 0 else 0.0
