"""Rounds: some steps in a row, planned as one list of calls."""

from collections.abc import Sequence
from itertools import accumulate, repeat

from .calls import Call


class Round:
    """Steps in a row; any stretch of them can be run. A round of one step can be run often."""

    def __init__(self, steps: Sequence[Sequence[Call]]) -> None:
        self.steps = len(steps)
        self._calls = [call for step in steps for call in step]
        self._ends = [0, *accumulate(map(len, steps))]

    def run(self, first: int, count: int) -> None:
        """Run `count` steps from step `first` on."""
        for call in self._calls[self._ends[first] : self._ends[first + count]]:
            call()

    def repeat(self, times: int) -> None:
        """Run all the steps so many times."""
        calls = self._calls
        for _ in repeat(None, times):
            for call in calls:
                call()
