"""How many steps to take before the clock is read again."""

LONGEST = 0.002
"""Seconds of steps that are lost when something ends them half way."""


class Bursts:
    """Learns how long a step takes, and deals out steps accordingly."""

    def __init__(self) -> None:
        self._seconds_per_step = LONGEST

    def steps(self, seconds: float) -> int:
        """Return how many steps fit into these seconds, within bounds; one always does."""
        return max(1, int(min(seconds, LONGEST) / self._seconds_per_step))

    def took(self, steps: int, seconds: float) -> None:
        """Take note of how long so many steps took."""
        self._seconds_per_step = max(seconds / steps, 1e-9)
