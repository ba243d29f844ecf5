"""What the dashboard leaves of the speed of training, in turns with training without a screen."""

from itertools import pairwise

from .terminal_conditions import CONDITIONS
from .terminal_headless import epochs_per_second
from .terminal_run import measure

CONDITION = "truecolor"
"""The dearest pictures."""


def speeds_kept(size: tuple[int, int], rounds: int, seconds: float) -> list[float]:
    """Return the dashboard's epochs a second by the mean of those without it before and after."""
    dashboard, headless = [], [epochs_per_second(seconds)]
    for _ in range(rounds):
        dashboard.append(measure(size, CONDITIONS[CONDITION], seconds, keys=0).epochs_per_second)
        headless.append(epochs_per_second(seconds))
    around = [sum(pair) / 2 for pair in pairwise(headless)]
    return [ours / theirs for ours, theirs in zip(dashboard, around, strict=True) if ours]
