"""Time taken in turns, so that whatever else the machine does falls on everyone alike."""

from collections.abc import Collection
from math import ceil
from statistics import median
from time import perf_counter
from typing import Protocol

ENOUGH = 0.3
"""Seconds that a turn lasts at least, in runs of the same steps."""

MOST_RUNS = 50


class Runner(Protocol):
    """What can be timed."""

    def reset(self) -> None:
        """Go back to the start; this is not timed."""

    def run(self, steps: int) -> None:
        """Do so many steps, and return when the last one is done."""


class Turns:
    """A runner with the number of runs in each of its turns, and what its turns took.

    It runs once here, to see how long that takes, and should have run before: what it compiles or
    allocates at first is not to count.
    """

    def __init__(self, runner: Runner, steps: int) -> None:
        self._runner, self._steps = runner, steps
        self._seconds: list[float] = []
        self._runs = min(MOST_RUNS, ceil(ENOUGH / self._run()))

    def take(self) -> None:
        """Run from the start as often as a turn has runs."""
        self._seconds.append(sum(self._run() for _ in range(self._runs)) / self._runs)

    @property
    def seconds_per_step(self) -> float:
        """The median over the turns."""
        return median(self._seconds) / self._steps

    def _run(self) -> float:
        self._runner.reset()
        began = perf_counter()
        self._runner.run(self._steps)
        return perf_counter() - began


def take_turns(all_turns: Collection[Turns], rounds: int) -> None:
    """Let everyone take one turn in each round, in order."""
    for _ in range(rounds):
        for turns in all_turns:
            turns.take()
