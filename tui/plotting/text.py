"""Text for a grid of cells: each character one or two cells wide. Knows no grid and no colours."""

from collections.abc import Sequence
from unicodedata import category, normalize

from rich.cells import cell_len, get_character_cell_size

UNSAFE = "?"
ELLIPSIS, ASCII_ELLIPSIS = "…", "~"

LEFT_OUT = frozenset("\u200b\u200c\u200d\u2060\ufeff") | frozenset(
    map(chr, range(0xE0020, 0xE0080))
)
"""Joiners and the tags of flags: without them an emoji falls apart into those it is made of."""

ASCII_SPELLINGS = {"→": "->", "…": ASCII_ELLIPSIS, "–": "-", "—": "-", "−": "-"}


def safe_text(text: str, *, ascii_only: bool = False) -> str:
    """Return `text` as it can stand in cells, with a `?` for each character that is not printable.

    A control or direction character in the name of a column would move the cursor or reorder the
    row. A character without a width (a joiner, an accent that no letter contains) is left out, as
    terminals disagree on the cells that it takes with its neighbours; every space becomes the
    plain one. With `ascii_only` the result is 7-bit: an accent or an index is taken off (é becomes
    e, x₁ becomes x1), other letters become `?`.
    """
    if text.isascii() and text.isprintable():
        return text
    safe = "".join(map(_safe, normalize("NFC", text)))
    return "".join(map(_seven_bit, safe)) if ascii_only else safe


def shortened(text: str, width: int, *, tail: int = 0, ascii_only: bool = False) -> str:
    """Return `text`, cut with an ellipsis if it takes more than `width` cells.

    The end is cut off, or the middle so that `tail` cells of the end stay. Where a wide character
    would have to be halved, the result is a cell shorter than `width`.
    """
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    ellipsis = ASCII_ELLIPSIS if ascii_only else ELLIPSIS
    return _start(text, width - tail - 1) + ellipsis + _start(text[::-1], tail)[::-1]


def shortened_names(
    names: Sequence[str], width: int, *, ascii_only: bool = False
) -> tuple[str, ...]:
    """Return the names, none wider than `width` cells, as distinct from each other as they can be.

    The end is cut off, or the middle where names such as class10 and class11 differ at the end.
    """
    best: tuple[str, ...] = ()
    for tail in range(max(width - 1, 1)):
        cut = tuple(shortened(name, width, tail=tail, ascii_only=ascii_only) for name in names)
        if not best or count_distinct(cut) > count_distinct(best):
            best = cut
        if count_distinct(best) == count_distinct(names):
            break
    return best


def count_distinct(names: Sequence[str]) -> int:
    """Return how many different names there are."""
    return len(set(names))


def _start(text: str, width: int) -> str:
    """Return as many characters from the start as fit whole into `width` cells."""
    taken = 0
    for index, character in enumerate(text):
        taken += get_character_cell_size(character)
        if taken > width:
            return text[:index]
    return text


def _safe(character: str) -> str:
    if character in LEFT_OUT:
        return ""
    if not character.isprintable():
        return " " if category(character) == "Zs" else UNSAFE
    return character if get_character_cell_size(character) else ""


def _seven_bit(character: str) -> str:
    spelled = ASCII_SPELLINGS.get(character) or normalize("NFKD", character)[0]
    return spelled if spelled.isascii() else UNSAFE
