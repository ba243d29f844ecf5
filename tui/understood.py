"""The control sequences that not every terminal understands, by kind. Knows no terminal."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, get_args

Kind = Literal[
    "wrap",
    "cursor",
    "screen",
    "mouse",
    "focus",
    "paste",
    "synchronised",
    "resize",
    "request",
    "keyboard",
    "position",
    "string",
    "private",
    "unset",
    "bright",
]

ALL: frozenset[Kind] = frozenset(get_args(Kind))

MODES: Mapping[Kind, str] = {
    "wrap": "7",
    "cursor": "25",
    "screen": "1049",
    "mouse": "1000|1002|1003|1005|1006|1015|1016",
    "focus": "1004",
    "paste": "2004",
    "synchronised": "2026",
    "resize": "2048",
}
"""The private modes, set by `CSI ? mode h` and reset by `CSI ? mode l`."""

PATTERNS: Mapping[Kind, str] = {
    **{kind: rf"\x1b\[\?({modes})[hl]" for kind, modes in MODES.items()},
    "request": r"\x1b\[\??\d*\$p",
    "keyboard": r"\x1b\[[<>=?][\d;]*u",
    "position": r"\x1b\[6n",
    "string": r"\x1b[\]PX^_].*",
    "private": r"\x1b\[([<>=?].*|[\d;]*[nct])",
    "unset": r"\x1b\[2[2-9]m",
    "bright": r"\x1b\[(9|10)[0-7]m",
}
"""Each kind as a pattern; the first that fits counts.

The last two are asked about once: taking single attributes away, and the upper eight of 16 colours.
"""

_PATTERNS = [(kind, re.compile(pattern, re.DOTALL)) for kind, pattern in PATTERNS.items()]


@lru_cache(maxsize=256)
def kind_of(sequence: str) -> Kind | None:
    """Return the kind of one control sequence; None for those that every terminal understands.

    These move the cursor, erase, set attributes and choose colours (ECMA-48).
    """
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(sequence)), None)
