"""Pens, the colours and attributes that a terminal writes with, and the way between two.

A pen is read from the parameters of an SGR sequence (ECMA-48, 8.3.117) and knows nothing of cells.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

FOREGROUND, BACKGROUND = "39", "49"
"""The terminal's own colours."""

UNSET = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
"""The attributes by their parameters, and what takes each away."""

VISIBLE_ON_BLANKS = frozenset(("4", "5", "6", "7", "9", "21", "51", "52", "53"))


class Pen(NamedTuple):
    """Two colours and a set of attributes, all as SGR parameters. Equal pens are one object."""

    foreground: str
    background: str
    attributes: frozenset[str]


@lru_cache(maxsize=65536)
def _the(foreground: str, background: str, attributes: frozenset[str]) -> Pen:
    return Pen(foreground, background, attributes)


DEFAULT = _the(FOREGROUND, BACKGROUND, frozenset())


@lru_cache(maxsize=65536)
def pen_of(parameters: str) -> Pen:
    """Return the pen that SGR parameters such as `1;38;5;208` make of the default one."""
    foreground, background, attributes = DEFAULT
    for one in _split(parameters):
        first = one.partition(";")[0]
        if first in UNSET:
            attributes |= {first}
        elif first == "38" or _is_among(first, 30, 39) or _is_among(first, 90, 97):
            foreground = one
        elif first == "48" or _is_among(first, 40, 49) or _is_among(first, 100, 107):
            background = one
        else:  # 0, or an attribute taken away, which no style of Rich begins with
            foreground, background, attributes = DEFAULT
    return _the(foreground, background, attributes)


@lru_cache(maxsize=65536)
def plain_pen_of(parameters: str) -> Pen:
    """Return the pen with bold text for bright colours, which terminals of 8 colours lack."""
    pen = pen_of(parameters)
    if _is_among(pen.foreground, 90, 97):
        pen = _the(f"3{pen.foreground[1]}", pen.background, pen.attributes | {"1"})
    if _is_among(pen.background, 100, 107):
        pen = _the(pen.foreground, f"4{pen.background[2]}", pen.attributes)
    return pen


def _is_among(parameter: str, low: int, high: int) -> bool:
    return parameter.isdigit() and low <= int(parameter) <= high


def _split(parameters: str) -> Iterator[str]:
    """Yield each parameter, colours of 256 or 16 million with all of theirs."""
    words = iter(parameters.split(";"))
    for word in words:
        if word not in ("38", "48"):
            yield word
            continue
        kind = next(words, "")
        count = {"5": 1, "2": 3}.get(kind, 0)
        yield ";".join([word, kind, *(next(words, "0") for _ in range(count))])


@lru_cache(maxsize=65536)
def change(before: Pen | None, after: Pen) -> str:
    """Return the shortest sequence from one pen to another; None is an unknown pen."""
    if before is after:
        return ""
    anew = _sequence(["0", *_added(DEFAULT, after)]) if after is not DEFAULT else "\x1b[m"
    if before is None:
        return anew
    gone = {UNSET[attribute] for attribute in before.attributes - after.attributes}
    kept = frozenset(a for a in before.attributes if UNSET[a] not in gone)
    rest = _added(before._replace(attributes=kept), after)
    return min(_sequence([*sorted(gone), *rest]), anew, key=len)


def change_anew(before: Pen | None, after: Pen) -> str:
    """Return the same for terminals that cannot take a single attribute away, such as a VT100."""
    gone = before is not None and before.attributes - after.attributes
    return change(None if gone else before, after)


def _added(before: Pen, after: Pen) -> list[str]:
    colors = [new for old, new in zip(before[:2], after[:2], strict=True) if new != old]
    return [*sorted(after.attributes - before.attributes), *colors]


def _sequence(parameters: list[str]) -> str:
    return f"\x1b[{';'.join(parameters)}m"


@lru_cache(maxsize=65536)
def swapped(pen: Pen) -> Pen:
    """Return the pen with which a lower half block looks like an upper one written with `pen`."""
    colors = (pen.background.replace("48", "38", 1), pen.foreground.replace("38", "48", 1))
    return _the(*colors, pen.attributes)


def can_swap(pen: Pen) -> bool:
    """Whether both colours are given by number, so that either can be at the front."""
    return pen.foreground.startswith("38;") and pen.background.startswith("48;")


@lru_cache(maxsize=65536)
def blank_pen(pen: Pen) -> Pen:
    """Return the pen of a blank: nobody sees its foreground, nor whether it is bold."""
    attributes = pen.attributes & VISIBLE_ON_BLANKS
    return pen if attributes else _the(FOREGROUND, pen.background, attributes)


@lru_cache(maxsize=65536)
def over_blank(before: Pen, blank: Pen) -> Pen:
    """Return the pen to write a blank with: what nobody sees stays as it was `before`."""
    if blank.attributes or before.attributes & VISIBLE_ON_BLANKS:
        return blank
    return _the(before.foreground, blank.background, before.attributes)
