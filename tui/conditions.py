"""Conditions such as test_loss<0.3, with which people say what to show. Knows no runs and cells."""

import re
from collections.abc import Callable, Mapping
from math import isfinite, nan
from operator import eq, ge, gt, le, lt
from typing import Any

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<=": le,
    ">=": ge,
    "<": lt,
    ">": gt,
    "=": eq,
}

_CONDITION = re.compile(r"([a-z_0-9]+)(<=|>=|<|>|=)(.+)")


def condition_of(word: str) -> tuple[str, str, str] | None:
    """Return name, sign and value of a word such as l2<=0.1, None if it is no condition."""
    match = _CONDITION.fullmatch(word)
    return (match[1], match[2], match[3]) if match else None


def number_in(text: str, name: str) -> float:
    """Return the number that something is compared with; raises FieldError (field `filter`)."""
    try:
        number = float(text)
    except ValueError:
        number = nan
    if isfinite(number):
        return number
    allowed = f"filter must compare {name} with a number"
    raise FieldError("filter", f"{allowed}, got {printable(text)}")


def number_of(value: object) -> float | None:
    """Return the number that a knob's value is: a single width is one too."""
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None  # type: ignore[arg-type]
