"""A picture made of terminal cells, each one character, one foreground and one background.

Knows nothing of what is drawn, nor of the widget that shows it.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rich.cells import get_character_cell_size

from .text import safe_text

BLANK = " "
NO_COLOR = -1

SECOND_HALF = ""
"""What the right one of the two cells of a wide character holds."""

NUL = "\0"
"""A `SECOND_HALF` in a string that NumPy joined."""


@dataclass(frozen=True, eq=False)
class Cells:
    """A grid of terminal cells; only the function that makes one writes to its arrays.

    `characters` has the shape (height, width) and the type `<U1`. A character two cells wide stands
    in the left one of its cells, and `SECOND_HALF` in the right one: there is never half of it.
    `foreground` and `background` have the same shape and hold 0xRRGGBB as int32, or -1 for the
    terminal's own colour.
    """

    characters: NDArray[np.str_]
    foreground: NDArray[np.int32]
    background: NDArray[np.int32]

    @classmethod
    def blank(cls, width: int, height: int, background: int = NO_COLOR) -> Self:
        """Return a grid of spaces, `width` by `height` cells; negative sizes count as zero."""
        shape = (max(height, 0), max(width, 0))
        return cls(
            np.full(shape, BLANK, dtype="<U1"),
            np.full(shape, NO_COLOR, dtype=np.int32),
            np.full(shape, background, dtype=np.int32),
        )

    @property
    def width(self) -> int:
        """Number of columns."""
        return int(self.characters.shape[1])

    @property
    def height(self) -> int:
        """Number of rows."""
        return int(self.characters.shape[0])

    def overlay(self, top: "Cells") -> "Cells":
        """Return `top` laid over this grid of the same size.

        A character of `top` that is not blank wins together with its foreground, and with its
        background if it has one; everywhere else this grid shows through.
        """
        drawn = top.characters != BLANK
        return Cells(
            np.where(drawn, top.characters, _whole(self.characters, drawn)),
            np.where(drawn, top.foreground, self.foreground),
            np.where(drawn & (top.background >= 0), top.background, self.background),
        )

    def place(self, part: "Cells", column: int, row: int) -> "Cells":
        """Return this grid with `part` in it, blanks included; what does not fit is cut off.

        Half a wide character, cut at an edge of either, becomes a blank.
        """
        left, top = max(column, 0), max(row, 0)
        right = min(column + part.width, self.width)
        bottom = min(row + part.height, self.height)
        if right <= left or bottom <= top:
            return self
        target = np.s_[top:bottom, left:right]
        source = np.s_[top - row : bottom - row, left - column : right - column]
        copy = replace(
            self,
            characters=_whole(self.characters, _inside(self, target)).copy(),
            foreground=self.foreground.copy(),
            background=self.background.copy(),
        )
        copy.characters[target] = _whole(part.characters, _inside(part, source))[source]
        copy.foreground[target] = part.foreground[source]
        copy.background[target] = part.background[source]
        return copy

    def write(self, column: int, row: int, text: str, foreground: int = NO_COLOR) -> "Cells":
        """Return this grid with `text` in one row; unsafe characters become `?`."""
        return self.place(text_cells(text, foreground), column, row)

    def rows(self) -> list[str]:
        """Return the characters as one string for each row, without the colours."""
        return [text.replace(NUL, "") for text in joined_rows(self)]


def text_cells(text: str, foreground: int = NO_COLOR) -> Cells:
    """Return one row of cells holding `text`, made safe by `safe_text`."""
    row = [half for character in safe_text(text) for half in _halves(character)]
    characters = np.array([row], dtype="<U1").reshape(1, len(row))
    colors = np.full(characters.shape, foreground, dtype=np.int32)
    return Cells(characters, colors, np.full_like(colors, NO_COLOR))


def joined_rows(cells: Cells) -> list[str]:
    """Return each row as a string with one character a cell, NUL for a `SECOND_HALF`.

    NumPy leaves out those at the end of a row.
    """
    if cells.width == 0:
        return [""] * cells.height
    joined = np.ascontiguousarray(cells.characters).view(f"<U{cells.width}")
    return [str(text) for text in joined[:, 0]]


def second_halves(characters: NDArray[np.str_]) -> NDArray[np.bool_]:
    """Mark the cells that hold the second half of a wide character."""
    return np.asarray(np.ascontiguousarray(characters).view("<u4") == 0)


def characters_of(code_points: NDArray[np.integer]) -> NDArray[np.str_]:
    """Return the `<U1` array of the same shape that holds the given Unicode code points."""
    return np.ascontiguousarray(code_points, dtype="<u4").view("<U1")


def _halves(character: str) -> tuple[str, ...]:
    wide = get_character_cell_size(character) == 2
    return (character, SECOND_HALF) if wide else (character,)


def _inside(cells: Cells, area: tuple[slice, slice]) -> NDArray[np.bool_]:
    inside = np.zeros(cells.characters.shape, dtype=bool)
    inside[area] = True
    return inside


def _whole(characters: NDArray[np.str_], cut: NDArray[np.bool_]) -> NDArray[np.str_]:
    """Return the characters, with blanks for each wide one that is half in the `cut`, half out."""
    second = second_halves(characters)
    if not second.any():
        return characters
    parted = second[:, 1:] & (cut[:, 1:] != cut[:, :-1])
    whole = characters.copy()
    whole[:, 1:][parted] = BLANK
    whole[:, :-1][parted] = BLANK
    return whole
