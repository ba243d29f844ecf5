"""Text for terminals that do not show all of Unicode, in as many cells. Knows no widget.

`plotting.text.safe_text` makes names from outside safe and may change their length; this is for
what stands in cells already.
"""

from collections.abc import Callable, Mapping
from unicodedata import name, normalize

from rich.cells import get_character_cell_size

from .environment import Glyphs

UNSHOWN = "?"

_SIGNS = {
    ">": "▶►▸▷▹‣→⇒⇥›»≥",
    "<": "◀◄◂◁◃←⇐⌫⏎‹«≤",
    "^": "▲▴△▵↑⌃",
    "v": "▼▾▽▿↓",
    "*": "•●∙◉★⭑☆✱",
    "o": "○◦◯◎◌°",
    "O": "⭘⬤",
    "#": "■▪▣◼◆◐█▇▆▅▉▊▛▜▙▟▓",
    "x": "×✗✘✕✖✓✔",
    "+": "✚✛±◇□▢◑",
    "-": "‐‑‒–—―−▔↔",
    " ": "╸╺",  # the ends of Textual's line under a tab: a gap shows which tab it is
    "~": "…≈∼",
    ".": "·⋅▖▗",
    ",": "‚",
    "'": "’‘′▘▝",
    '"': "“”„″▀",
    "_": "▁▂▃▄",
    "|": "▏▎▍▋▕‖∣↕",
    "[": "▐",
    "]": "▌",
    ":": "░",
    "%": "▒",
    "\\": "▚╲",
    "/": "▞╱⁄",
    "X": "╳",
    "8": "∞",
    "l": "λ",
    "s": "σß",
    "S": "Σ∑",
    "V": "∇√",
    "a": "α",
    "b": "β",
    "e": "ε∈",
    "m": "μ",
    "p": "π",
}
"""Each 7-bit character with those that it stands for, one cell wide."""

_PICTURES = {"🔎": "> ", "📁": "+/", "📂": "-/", "📄": ": "}
"""Those of Textual's that are two cells wide."""

SPELLED: Mapping[str, str] = {
    **{sign: letter for letter, signs in _SIGNS.items() for sign in signs},
    **_PICTURES,
}

CONSOLE_GLYPHS = frozenset("•←↑→↓─│┌┐└┘├┤┬┴┼═║╔╗╚╝█░▒■▲▼▶◀£§°±")
"""What all fonts of the Linux console have: the kernel's own, and Debian's by their tables."""

_PLAIN_LINES = {
    "─": "━╌╍┄┅┈┉╴╶╼╾",
    "│": "┃╎╏┆┇┊┋╵╷╹╻╽╿",
    "┌": "╭┏",
    "┐": "╮┓",
    "└": "╰┗",
    "┘": "╯┛",
    "├": "┣",
    "┤": "┫",
    "┬": "┳",
    "┴": "┻",
    "┼": "╋",
}
"""Each light line with the round, heavy and broken ones that it stands for there."""

LIGHT = {line: light for light, lines in _PLAIN_LINES.items() for line in lines}


def seven_bit(text: str) -> str:
    """Return `text` in 7-bit characters, cell for cell.

    Lines, blocks, dots and arrows become the characters that look most like them, letters lose
    their accents; anything else is a `?` for each cell, and nothing if it has no cell.
    """
    return text if text.isascii() else text.translate(_SEVEN_BIT)


def console(text: str) -> str:
    """Return `text` in characters that the fonts of the Linux console have, cell for cell."""
    return text if text.isascii() else text.translate(_CONSOLE)


TRANSLATIONS: Mapping[Glyphs, Callable[[str], str] | None] = {
    "unicode": None,
    "console": console,
    "ascii": seven_bit,
}
"""What to do with text, by what the terminal shows; None where nothing is to be done."""


def _seven_bit(character: str) -> str:
    if character.isascii():
        return character
    return SPELLED.get(character) or _likeness(character) or _bare(character)


def _likeness(character: str) -> str:
    """Return the character for a line, a shape or a braille pattern; nothing for any other."""
    code = ord(character)
    if 0x2500 <= code < 0x2580:
        words = name(character)
        flat = any(word in words for word in ("HORIZONTAL", "LEFT", "RIGHT"))
        upright = any(word in words for word in ("VERTICAL", "UP", "DOWN"))
        return "+" if flat and upright else "-" if flat else "|"
    if 0x25A0 <= code < 0x2600:
        return "#" if "BLACK" in name(character) else "o"
    if 0x2800 <= code < 0x2900:
        return " .:#"[-(-(code - 0x2800).bit_count() // 3)]
    return ""


def _bare(character: str) -> str:
    """Return a letter without its accent, spaces for a wide space, `?` for each cell of others."""
    cells = get_character_cell_size(character)
    bare = " " if character.isspace() else normalize("NFKD", character)[0]
    return bare.ljust(cells) if bare.isascii() and cells else UNSHOWN * cells


def _console(character: str) -> str:
    is_shown = character in CONSOLE_GLYPHS or (character.isalpha() and ord(character) < 0x100)
    return character if is_shown else LIGHT.get(character) or _seven_bit(character)


class _Table(dict[int, str]):
    """A table for `str.translate` that is filled when a character is met."""

    def __init__(self, spelled: Callable[[str], str]) -> None:
        super().__init__()
        self._spelled = spelled

    def __missing__(self, code: int) -> str:
        self[code] = self._spelled(chr(code))
        return self[code]


_SEVEN_BIT, _CONSOLE = _Table(_seven_bit), _Table(_console)
