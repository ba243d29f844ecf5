"""Which texts are numbers, and which numbers a network can take."""

import math
import re

from .text import printable

LARGEST_NUMBER = 1e30
"""In size. Single precision ends at 3.4e38, and the first layer has sums to form."""

BLANKS = " \t"
"""The characters that may surround a number."""

_NUMERAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)


def number(text: str) -> float | None:
    """Return the finite number that the text is in decimal notation, or None.

    Blanks around it are allowed; Python's other spellings (`1_000`, `nan`) are not.
    """
    text = text.strip(BLANKS)
    value = float(text) if _NUMERAL.fullmatch(text) else math.nan
    return value if math.isfinite(value) else None


def number_fault(text: str) -> str:
    """Say why the text is no number that can be learned from; empty when it is one."""
    text = text.strip(BLANKS)
    shown = f'"{printable(text)}"'
    if not text:
        return "the value is missing; every cell must hold a number"
    if not _NUMERAL.fullmatch(text):
        return f"{shown} is not a {'finite ' if _NOT_FINITE.fullmatch(text) else ''}number"
    if abs(float(text)) > LARGEST_NUMBER:
        return f"{shown} is too large, numbers must lie between -1e30 and 1e30"
    return ""
