"""A range of numbers that an axis runs through: linear, or in equal ratios."""

import math
import re
from dataclasses import dataclass
from random import Random
from typing import Any

from npnn_tui.datasets.kinds import Real, Widths
from npnn_tui.datasets.knobs import FieldError, Knob
from npnn_tui.datasets.text import printable

MOST = 10_000
"""Values of one span."""

DIGITS = 6
"""Of a value between the ends: 0.3 rather than 0.30000000000000004, 0.00316228 rather than more."""


@dataclass(frozen=True)
class Span:
    """The numbers from `first` to `last`, `count` of them on a grid; a layer's width is one too."""

    knob: Knob
    first: float
    last: float
    count: int
    is_log: bool

    @property
    def numbers(self) -> list[float]:
        """The numbers of the grid, of which the ends are exact."""
        return [self._at(place / (self.count - 1)) for place in range(self.count)]

    def value(self, number: float) -> Any:
        """Return the knob's value for a number: whole where it must be."""
        if isinstance(self.knob.kind, Real):
            return float(number)
        return (round(number),) if isinstance(self.knob.kind, Widths) else round(number)

    def draw(self, random: Random) -> Any:
        """Return a value of which every part of the span is as likely."""
        return self.value(self._at(random.random()))

    def _at(self, share: float) -> float:
        if share in (0.0, 1.0):
            return self.last if share else self.first
        if self.is_log:
            between = self.first * (self.last / self.first) ** share
        else:
            between = self.first + share * (self.last - self.first)
        return float(f"{between:.{DIGITS}g}")


def span_of(knob: Knob, text: str) -> Span:
    """Read FIRST:LAST, FIRST:LAST:COUNT or FIRST:LAST:COUNT:log; raises FieldError."""
    words = text.split(":")
    is_log = words[-1].strip().lower() == "log"
    ends, counts = words[:2], words[2 : -1 if is_log else None]
    if len(ends) < 2 or len(counts) > 1 or (is_log and len(words) < 3):
        raise _refusal(knob, text, "FIRST:LAST:COUNT or FIRST:LAST:COUNT:log")
    first, last = (_number(knob, word) for word in ends)
    if is_log and min(first, last) <= 0:
        raise _refusal(knob, text, "a range above 0 for log")
    count = counts[0].strip() if counts else "0"
    if not re.fullmatch("[0-9]{1,5}", count) or (counts and not 2 <= int(count) <= MOST):
        raise _refusal(knob, text, f"a range with a count between 2 and {MOST:,}")
    return Span(knob, first, last, int(count), is_log)


def _number(knob: Knob, word: str) -> float:
    value = knob.parse(word)
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, tuple) or value is None or not math.isfinite(value):
        raise _refusal(knob, word, "a number at each end of a range")
    return float(value)


def _refusal(knob: Knob, text: str, allowed: str) -> FieldError:
    return FieldError(knob.name, f"{knob.name} must vary over {allowed}, got {printable(text)}")
