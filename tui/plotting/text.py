"""Text for a grid of cells: exactly one cell for each character. Knows no grid and no colours."""

from unicodedata import normalize

from rich.cells import get_character_cell_size

UNSAFE = "?"
ELLIPSIS = "…"


def one_cell_text(text: str, *, ascii_only: bool = False) -> str:
    """Return `text` with a `?` for each character that is not printable and one cell wide.

    Wide, combining and control characters (an emoji, an escape sequence in the name of a column)
    would shift everything to their right. With `ascii_only` the result is 7-bit: an accent or an
    index is taken off (é becomes e, x₁ becomes x1), other letters become `?`.
    """
    if ascii_only:
        text = "".join(normalize("NFKD", character)[0] for character in text)
    return "".join(
        character if _is_one_cell(character, ascii_only) else UNSAFE for character in text
    )


def shortened(text: str, width: int) -> str:
    """Return `text`, its end replaced by an ellipsis when it is longer than `width` cells."""
    if len(text) <= width:
        return text
    ellipsis = "~" if text.isascii() else ELLIPSIS
    return (text[: width - 1] + ellipsis) if width > 0 else ""


def _is_one_cell(character: str, ascii_only: bool) -> bool:
    if ascii_only and not character.isascii():
        return False
    return character.isprintable() and get_character_cell_size(character) == 1
