"""Which runs to give up, by their age, their number and their status."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

from .held import is_held
from .listing import Entry, newest_first

UNITS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
"""Seconds in minutes, hours, days and weeks."""

_AGE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)([mhdw])")


@dataclass(frozen=True)
class Pruning:
    """What makes a run one to give up; all that is given must hold, and something must be given.

    `older_than` is in seconds since it was saved, `keep` the number of newest runs that stay
    whatever they are. Tagged runs stay unless `tagged`. Raises FieldError.
    """

    older_than: float | None = None
    keep: int | None = None
    status: str | None = None
    tagged: bool = False

    def __post_init__(self) -> None:
        if all(given is None for given in (self.older_than, self.keep, self.status)):
            sentence = "prune must be told which runs, by older-than, keep or status, got nothing"
            raise FieldError("prune", sentence)

    def of(self, entries: Sequence[Entry], now: float) -> list[Entry]:
        """Return the runs to give up, the newest first. One that is being trained is none."""
        candidates = newest_first(list(entries))[self.keep or 0 :]
        return [each for each in candidates if self._takes(each, now) and not is_held(each.folder)]

    def spared(self, entries: Sequence[Entry], now: float) -> int:
        """Return how many runs stay for their tags alone."""
        return len(replace(self, tagged=True).of(entries, now)) - len(self.of(entries, now))

    def _takes(self, entry: Entry, now: float) -> bool:
        if entry.label.tags and not self.tagged:
            return False
        if self.status is not None and entry.status != self.status:
            return False
        return self.older_than is None or now - entry.saved > self.older_than


def read_age(text: str) -> float:
    """Return the seconds of an age such as 30d; raises FieldError (field `older_than`)."""
    match = _AGE.fullmatch(text.strip().lower())
    if not match:
        got = printable(text) or "nothing"
        allowed = "older_than must be a number of m, h, d or w, such as 30d"
        raise FieldError("older_than", f"{allowed}, got {got}")
    return float(match[1]) * UNITS[match[2]]
