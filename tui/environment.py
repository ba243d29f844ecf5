"""What the environment tells of a terminal: its colours, characters and control sequences."""

import re
from collections.abc import Mapping
from typing import Literal

from .terminfo import Entry
from .understood import ALL, MODES, Kind

Environment = Mapping[str, str]
Glyphs = Literal["unicode", "console", "ascii"]
"""All characters, those in every font of the Linux console, or 7-bit ones."""

TRUECOLOR = 1 << 24
PALETTES = (0, 8, 16, 256, TRUECOLOR)

MODERN = {
    *("xterm", "screen", "tmux", "rxvt", "alacritty", "kitty", "foot", "wezterm", "ghostty", "vte"),
    *("gnome", "konsole", "st", "contour", "rio", "iterm", "iterm2", "mintty", "putty", "mlterm"),
    "nsterm",
}
"""First words of the names of terminals that understand private sequences or read past them."""

_VT100: frozenset[Kind] = frozenset({"wrap", "position"})
_VT220: frozenset[Kind] = _VT100 | {"cursor", "unset"}
UNDERSTOOD: Mapping[str, frozenset[Kind]] = {
    "vt100": _VT100,
    "vt102": _VT100,
    "vt220": _VT220,
    "vt320": _VT220,
    "vt420": _VT220,
    "linux": _VT220 | {"bright"},
}
"""What others understand; they may print the rest of a sequence that they do not know."""

TRUECOLOR_NAMES = {"direct", "kitty", "ghostty", "alacritty", "foot", "wezterm", "contour", "rio"}
TRUECOLOR_PROGRAMS = {"iTerm.app", "WezTerm", "ghostty", "vscode"}


def family_of(environment: Environment) -> str:
    """Return the first word of the terminal's name."""
    return re.split(r"[-.]", environment.get("TERM", ""))[0]


def is_known(environment: Environment) -> bool:
    """Whether the tables know the terminal, so that terminfo need not be asked."""
    return family_of(environment) in MODERN.union(UNDERSTOOD)


def glyphs_of(environment: Environment) -> tuple[Glyphs, str]:
    """Return which characters can be shown, and why not all of them."""
    variable, locale = _locale(environment)
    if not _is_unicode(locale):
        return "ascii", f"this terminal shows no Unicode ({variable} is {locale})"
    if family_of(environment) == "linux":
        return "console", "the font of the Linux console has no such characters"
    return "unicode", ""


def understood_of(environment: Environment, entry: Entry | None) -> frozenset[Kind]:
    """Return the kinds of control sequences that may be sent."""
    family = family_of(environment)
    if family in MODERN or (entry and "?1049h" in entry.modes):
        # Apple's Terminal prints the last letter of a request for a mode.
        apple = environment.get("TERM_PROGRAM") == "Apple_Terminal" or family == "nsterm"
        return ALL - {"request"} if apple else ALL
    return UNDERSTOOD.get(family) or _told_by(entry)


def _told_by(entry: Entry | None) -> frozenset[Kind]:
    """Return what terminfo says of a terminal that is no modern one."""
    if entry is None:
        return frozenset()
    told = {kind for kind, mode in MODES.items() if f"?{mode}l" in entry.modes}
    return frozenset(told | {"bright"} if entry.colors >= 16 else told)


def colors_of(environment: Environment, entry: Entry | None) -> int:
    """Return the size of the largest palette that can be used."""
    family, words = family_of(environment), set(re.split(r"[-.]", environment.get("TERM", "")))
    if environment.get("NO_COLOR") or re.fullmatch(r"vt\d+", family):
        return 0
    if family == "linux":
        return 16
    if family not in MODERN:
        return max(size for size in PALETTES if size <= entry.colors) if entry else 8
    if _is_gnu_screen(environment):
        return 256 if "256color" in words else 16
    told = environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
    program = environment.get("TERM_PROGRAM", "")
    if told or words & TRUECOLOR_NAMES or program in TRUECOLOR_PROGRAMS:
        return TRUECOLOR
    return 256 if "256color" in words else 16


def _is_gnu_screen(environment: Environment) -> bool:
    """It drops truecolor, and inherits COLORTERM from the terminal around it."""
    inside = family_of(environment) == "screen" or "STY" in environment
    return inside and "TMUX" not in environment


def _is_unicode(locale: str) -> bool:
    """Tell whether a locale is UTF-8, or not set at all, as is usual in containers."""
    return not locale or "UTF8" in locale.upper().replace("-", "")


def _locale(environment: Environment) -> tuple[str, str]:
    """Return the variable that decides the locale, and its value.

    Python itself puts C.UTF-8 into LC_CTYPE for a locale that was C (PEP 538), so that this
    value does not tell what the terminal shows.
    """
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = environment.get(name, "")
        if value and (name, value) != ("LC_CTYPE", "C.UTF-8"):
            return name, value
    return "LANG", ""
