"""The limits of the losses of several trainings, not thrown far off by one that goes astray."""

from collections.abc import Sequence
from math import isfinite

from ..plotting import log_limits
from ..plotting.scales import Limits

HIGHEST = 10.0
"""Times the middle one of the highest losses: above that curves are cut off."""

WIDEST = 1e5
"""From the highest to the lowest loss that can be told apart."""


def limits_of(extents: Sequence[Limits]) -> Limits:
    """Return limits around losses, given the lowest and the highest of each training."""
    known = [each for each in extents if all(map(isfinite, each))]
    if not known:
        return 0.01, 1.0
    highs = sorted(high for _, high in known)
    high = min(highs[-1], HIGHEST * highs[(len(highs) - 1) // 2])
    return log_limits(min(low for low, _ in known), high, floor=high / WIDEST)
