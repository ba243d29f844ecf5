"""The terminal in use: what it can show and which control sequences it understands.

It is found out once from the environment. Imports nothing heavy: the start is measured.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .environment import (
    TRUECOLOR,
    Environment,
    Glyphs,
    colors_of,
    glyphs_of,
    is_known,
    understood_of,
)
from .terminfo import Entry, entry_of
from .understood import Kind, kind_of

if TYPE_CHECKING:
    from .plotting.palette import Marker
    from .view import MarkerChoice

MARKERS: Mapping[Glyphs, "tuple[Marker, ...]"] = {
    "unicode": ("blocks", "braille", "ascii"),
    "console": ("ascii",),  # Debian's fonts have no half blocks, no font has braille
    "ascii": ("ascii",),
}


@dataclass(frozen=True)
class Terminal:
    """A terminal: its number of `colors` is 0, 8, 16, 256 or `TRUECOLOR`.

    `understood` are the kinds of control sequences, besides drawing, that may be sent. `lack`
    says why not everything can be drawn; it is empty where everything can.
    """

    name: str
    colors: int
    glyphs: Glyphs
    understood: frozenset[Kind]
    lack: str = ""

    @property
    def markers(self) -> "tuple[Marker, ...]":
        """What charts can be drawn with; in blocks, classes differ by colour alone."""
        return tuple(name for name in MARKERS[self.glyphs] if self.colors or name != "blocks")

    @property
    def marker(self) -> "Marker":
        """What they are drawn with unless someone chooses.

        Half blocks tell classes apart by shades of colour alone, braille by its patterns too.
        """
        return "braille" if self.colors <= 16 and "braille" in self.markers else self.markers[0]

    @property
    def color_system(self) -> str:
        """What Rich and Textual call its colours."""
        return {TRUECOLOR: "truecolor", 256: "256"}.get(self.colors, "standard")

    def marker_for(self, choice: "MarkerChoice") -> "Marker":
        """Return what a choice is drawn with here."""
        return choice if choice != "auto" and choice in self.markers else self.marker

    def complaint(self, choice: "MarkerChoice") -> str:
        """Say that a choice is not drawn as it was meant, and why; nothing if it is."""
        if choice in ("auto", *self.markers):
            return ""
        why = self.lack or "blocks tell classes apart by colour, and there is none"
        drawn = "ASCII" if self.marker == "ascii" else self.marker
        return f"marker: {why}, so the boundary is drawn in {drawn}"

    def understands(self, sequence: str) -> bool:
        """Tell whether one control sequence may be sent. Those that draw are always understood."""
        kind = kind_of(sequence)
        return kind is None or kind in self.understood


def terminal_of(
    environment: Environment, look_up: Callable[[str], Entry | None] = entry_of
) -> Terminal:
    """Return the terminal that the environment tells of; `look_up` asks terminfo about others."""
    name = environment.get("TERM", "")
    entry = None if is_known(environment) else look_up(name)
    glyphs, lack = glyphs_of(environment)
    understood = understood_of(environment, entry)
    return Terminal(name, colors_of(environment, entry), glyphs, understood, lack)


_in_use: list[Terminal] = []


def this_terminal() -> Terminal:
    """Return the terminal in use: as someone has described it, else as the environment does."""
    if not _in_use:
        _in_use.append(terminal_of(os.environ))
    return _in_use[0]


def use_terminal(terminal: Terminal | None) -> None:
    """Describe the terminal in use; with None it is found out anew."""
    _in_use[:] = [terminal] if terminal else []


def detected_marker() -> "Marker":
    """Return what charts are drawn with unless someone chooses."""
    return this_terminal().marker


def shows_unicode() -> bool:
    """Tell whether the locale is UTF-8, or not set at all, as is usual in containers."""
    return glyphs_of(os.environ)[0] != "ascii"
