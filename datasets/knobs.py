"""A knob: one tunable value, declared once on a field of a frozen dataclass.

The declaration gives the command line its option, the panel its widget, the value its validation
and the run its restart rule. This module knows no data set, no network and no screen.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, get_args

from .kinds import Kind
from .text import printable

T = TypeVar("T")

Family = Literal["classes", "surface", "table"]
"""What data there can be: generated classes, a generated surface, or the rows of a table."""

FAMILIES: tuple[Family, ...] = get_args(Family)
GENERATED_FAMILIES: tuple[Family, ...] = ("classes", "surface")


class FieldError(ValueError):
    """A value that is not allowed: `field` is the knob's name, the text a sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field

    def __reduce__(self) -> tuple[type["FieldError"], tuple[str, str]]:
        # Exceptions are pickled by their message alone, and a worker process sends them home.
        return type(self), (self.field, str(self))


@dataclasses.dataclass(frozen=True)
class Knob:
    """One tunable value: what it is called, what it may be, and what changing it does.

    `surface_default` and `table_default` replace `default`, which is that of generated classes,
    for data of the other families. A `live` knob changes a run in place; any other restarts it. A
    knob means nothing for data that are not of its `families`. `needs` names another knob and the
    values it must have for this one to mean anything.
    """

    name: str
    label: str
    kind: Kind
    default: Any
    surface_default: Any
    table_default: Any
    group: str
    unit: str
    help: str
    live: bool
    families: tuple[Family, ...]
    needs: tuple[str, tuple[Any, ...]] | None

    @property
    def option(self) -> str:
        """The command line's spelling: `--learning-rate`."""
        return "--" + self.name.replace("_", "-")

    @property
    def default_words(self) -> str:
        """The defaults in words: "default sum, for a surface mean, for a table mean"."""
        words = f"default {self.kind.format(self.default) or 'none'}"
        for family in FAMILIES:
            if self.default_for(family) != self.default:
                words += f", for a {family} {self.kind.format(self.default_for(family))}"
        return words

    def default_for(self, family: Family) -> Any:
        """Return the default for data of a family."""
        others = {"surface": self.surface_default, "table": self.table_default}
        return others.get(family, self.default)

    def applies_to(self, values: Mapping[str, Any], family: Family) -> bool:
        """Tell whether the knob means anything beside the values of all, for such data."""
        return family in self.families and self.is_needed(values)

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        """Tell whether the knob that it needs, if there is one, has such a value."""
        return self.needs is None or values[self.needs[0]] in self.needs[1]

    def parse(self, text: str) -> Any:
        """Read a permitted value from text; raises FieldError with a sentence."""
        try:
            value = self.kind.parse(text)
        except (ValueError, OverflowError):
            raise self.refusal(text) from None
        if not self.kind.contains(value):
            raise self.refusal(text)
        return value

    def check(self, value: Any) -> Any:
        """Return a permitted value in plain Python; raises FieldError with a sentence."""
        normal = self.kind.normal(value)
        if not self.kind.contains(normal):
            raise self.refusal(normal)
        return normal

    def refusal(self, value: object) -> FieldError:
        """Return the error that names this field, what it may be, and the value it got."""
        got = printable(str(value)) or "nothing"
        return FieldError(self.name, f"{self.name} must be {self.kind.allowed}, got {got}")


def knob(
    default: T,
    label: str,
    kind: Kind,
    group: str,
    help: str,
    *,
    unit: str = "",
    surface_default: T | None = None,
    table_default: T | None = None,
    live: bool = False,
    families: tuple[Family, ...] = FAMILIES,
    needs: tuple[str, tuple[Any, ...]] | None = None,
) -> T:
    """Declare a dataclass field as a knob. `help` explains it to a learner in two sentences."""
    declared = {
        "label": label,
        "kind": kind,
        "group": group,
        "help": help,
        "unit": unit,
        "live": live,
        "families": families,
        "needs": needs,
        "surface_default": default if surface_default is None else surface_default,
        "table_default": default if table_default is None else table_default,
    }
    return dataclasses.field(default=default, metadata=declared)


@cache
def knobs_of(values: type) -> tuple[Knob, ...]:
    """Return the knobs declared on a dataclass, in the order of their declaration."""
    return tuple(
        Knob(name=field.name, default=field.default, **field.metadata)
        for field in dataclasses.fields(values)
    )


def check_knobs(values: object) -> None:
    """Raise FieldError for the first field of a dataclass instance that is not permitted.

    Permitted values are put in plain Python (a list of widths becomes a tuple), frozen or not.
    """
    kind: type = type(values)
    for declared in knobs_of(kind):
        object.__setattr__(values, declared.name, declared.check(getattr(values, declared.name)))


def defaults(knobs: Iterable[Knob], family: Family) -> Mapping[str, Any]:
    """Return the default of each knob for data of a family."""
    return {declared.name: declared.default_for(family) for declared in knobs}
