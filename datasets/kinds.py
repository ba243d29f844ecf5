"""The kinds of value a knob can take: how each is read from text, written, checked and described.

Each kind has `parse` (raises ValueError for text that is no such value), `format`, `normal`,
`contains` and `allowed`, the phrase that completes "learning_rate must be …".
"""

import math
import re
import sys
from dataclasses import dataclass
from typing import Any, Protocol

from .numerals import number


class Kind(Protocol):
    """What a knob needs to know of its values."""

    @property
    def allowed(self) -> str:
        """Describe the permitted values, to follow "must be"."""

    def parse(self, text: str) -> Any:
        """Read a value; raises ValueError when the text is none."""

    def format(self, value: Any) -> str:
        """Write the value so that `parse` reads it back."""

    def normal(self, value: Any) -> Any:
        """Return NumPy's spelling of a value in plain Python, and any other value as it is."""

    def contains(self, value: Any) -> bool:
        """Tell whether the normal value is permitted."""


# Stricter than int(), which takes 1_0 and the digits of every script.
_WHOLE = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,3}(_[0-9]{3})+)")


def _plain(value: Any) -> Any:
    numpy = sys.modules.get("numpy")  # without it, there can be no value of its types
    return value.item() if numpy and isinstance(value, numpy.generic) else value


def _whole(word: str) -> int:
    if not _WHOLE.fullmatch(word):
        raise ValueError(word)
    return int(re.sub("[,_]", "", word))


def _or_absent(allowed: str, absent: str) -> str:
    return f"{allowed}, or {absent}" if absent else allowed


@dataclass(frozen=True)
class Whole:
    """A whole number from `low` to `high`; the word `absent`, where given, stands for None."""

    low: int
    high: int
    absent: str = ""

    @property
    def allowed(self) -> str:
        """Describe the permitted values, to follow "must be"."""
        return _or_absent(f"a whole number between {self.low:,} and {self.high:,}", self.absent)

    def parse(self, text: str) -> int | None:
        """Read digits, with `_` or `,` between thousands, or the absent word."""
        word = text.strip().lower()
        if self.absent and word == self.absent:
            return None
        return _whole(word)

    def format(self, value: int | None) -> str:
        """Write plain digits or the absent word."""
        return self.absent if value is None else str(value)

    normal = staticmethod(_plain)

    def contains(self, value: Any) -> bool:
        """Tell whether the value is an int (not a bool) within the range."""
        if value is None:
            return bool(self.absent)
        return type(value) is int and self.low <= value <= self.high


@dataclass(frozen=True)
class Real:
    """A finite number from `low` to `high`; the word `absent`, where given, stands for None."""

    low: float
    high: float
    absent: str = ""

    @property
    def allowed(self) -> str:
        """Describe the permitted values, to follow "must be"."""
        return _or_absent(f"between {self.low:g} and {self.high:g}", self.absent)

    def parse(self, text: str) -> float | None:
        """Read a decimal number or the absent word."""
        word = text.strip().lower()
        if self.absent and word == self.absent:
            return None
        value = number(word)
        if value is None:
            raise ValueError(text)
        return value

    def format(self, value: float | None) -> str:
        """Write the shortest text that reads back as the same number."""
        if value is None:
            return self.absent
        return f"{value:g}" if float(f"{value:g}") == value else repr(float(value))

    normal = staticmethod(_plain)

    def contains(self, value: Any) -> bool:
        """Tell whether the value is a finite number within the range."""
        if value is None:
            return bool(self.absent)
        if not isinstance(value, int | float) or isinstance(value, bool):
            return False
        return self.low <= value <= self.high and math.isfinite(value)


@dataclass(frozen=True)
class Choice:
    """One of a few names."""

    names: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """Describe the permitted values, to follow "must be"."""
        return "one of " + ", ".join(self.names)

    def parse(self, text: str) -> str:
        """Read a name, in any case."""
        return text.strip().lower()

    def format(self, value: str) -> str:
        """Write the name."""
        return value

    normal = staticmethod(_plain)

    def contains(self, value: Any) -> bool:
        """Tell whether the value is one of the names."""
        return isinstance(value, str) and value in self.names


@dataclass(frozen=True)
class Switch:
    """On or off."""

    allowed: str = "on or off"

    def parse(self, text: str) -> bool:
        """Read on, off, yes, no, true, false, 1 or 0."""
        words = {"on": True, "yes": True, "true": True, "1": True}
        words |= {"off": False, "no": False, "false": False, "0": False}
        if text.strip().lower() not in words:
            raise ValueError(text)
        return words[text.strip().lower()]

    def format(self, value: bool) -> str:
        """Write on or off."""
        return "on" if value else "off"

    normal = staticmethod(_plain)

    def contains(self, value: Any) -> bool:
        """Tell whether the value is a bool."""
        return isinstance(value, bool)


@dataclass(frozen=True)
class Text:
    """Any text of at most `longest` characters; `allowed` describes it."""

    allowed: str
    longest: int = 4096

    def parse(self, text: str) -> str:
        """Take the text as it is."""
        return text

    def format(self, value: str) -> str:
        """Return the text as it is."""
        return value

    normal = staticmethod(_plain)

    def contains(self, value: Any) -> bool:
        """Tell whether the value is text of a permitted length."""
        return isinstance(value, str) and len(value) <= self.longest


@dataclass(frozen=True)
class Widths:
    """The widths of the hidden layers, as a tuple; the word none stands for no hidden layer."""

    widest: int = 4096
    deepest: int = 16

    @property
    def allowed(self) -> str:
        """Describe the permitted values, to follow "must be"."""
        return (
            f"1 to {self.deepest} layer widths between 1 and {self.widest:,}, "
            "separated by commas (32 or 32,32), or none"
        )

    def parse(self, text: str) -> tuple[int, ...]:
        """Read `32`, `32,16`, `32 16`, `32x16` or `none`."""
        word = text.strip().lower()
        if word == "none":
            return ()
        return tuple(_whole(width) for width in re.split(r"\s*[,x]\s*|\s+", word))

    def format(self, value: tuple[int, ...]) -> str:
        """Write the widths separated by commas, or none."""
        return ",".join(str(width) for width in value) or "none"

    def normal(self, value: Any) -> Any:
        """Return a list or a tuple as a tuple of plain numbers, and any other value as it is."""
        return tuple(map(_plain, value)) if isinstance(value, list | tuple) else value

    def contains(self, value: Any) -> bool:
        """Tell whether the value is a tuple of widths within the limits."""
        if not isinstance(value, tuple) or len(value) > self.deepest:
            return False
        return all(type(width) is int and 1 <= width <= self.widest for width in value)
