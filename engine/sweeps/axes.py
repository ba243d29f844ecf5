"""An axis of a sweep: a knob and the values it takes, as `l2=0,0.1,0.3` or `l2=0:0.3:5`."""

from dataclasses import dataclass
from random import Random
from typing import Any, Self

from npnn_tui.datasets.kinds import Real, Whole, Widths
from npnn_tui.datasets.knobs import FieldError, Knob
from npnn_tui.datasets.text import hint, printable

from ..training.experiment import KNOBS
from .span import Span, span_of

FORM = "NAME=VALUE,VALUE or NAME=FIRST:LAST:COUNT, with :log at its end for equal ratios"


@dataclass(frozen=True)
class Axis:
    """A knob with its values in order; of a span without a count, none but those that are drawn."""

    knob: Knob
    values: tuple[Any, ...]
    span: Span | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an axis; raises FieldError that names `vary` or the knob."""
        name, sign, values = text.partition("=")
        if not sign:
            raise FieldError("vary", f"vary must be {FORM}, got {printable(text) or 'nothing'}")
        knob = _knob(name)
        if isinstance(knob.kind, Real | Whole | Widths) and ":" in values:
            span = span_of(knob, values)
            return cls(knob, _once(map(span.value, span.numbers)), span)
        return cls(knob, _once(map(knob.parse, values.split(","))))

    def draw(self, random: Random) -> Any:
        """Return a random value: anywhere in a span, else one of the values."""
        return self.span.draw(random) if self.span else random.choice(self.values)


def _knob(name: str) -> Knob:
    spelled = name.strip().lstrip("-").replace("-", "_")
    if spelled not in KNOBS:
        sentence = f"vary must name a knob of the experiment, got {printable(name) or 'nothing'}"
        raise FieldError("vary", f"{sentence}{hint(spelled, KNOBS)}")
    return KNOBS[spelled]


def _once(values: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))
