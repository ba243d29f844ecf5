"""A picture made of terminal cells, each one character, one foreground and one background.

Knows nothing of what is drawn, nor of the widget that shows it.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .text import one_cell_text

BLANK = " "
NO_COLOR = -1


@dataclass(frozen=True, eq=False)
class Cells:
    """A grid of terminal cells; only the function that makes one writes to its arrays.

    `characters` has the shape (height, width) and the type `<U1`, each character one cell wide.
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
            np.where(drawn, top.characters, self.characters),
            np.where(drawn, top.foreground, self.foreground),
            np.where(drawn & (top.background >= 0), top.background, self.background),
        )

    def place(self, part: "Cells", column: int, row: int) -> "Cells":
        """Return this grid with `part` in it, blanks included; what does not fit is cut off."""
        left, top = max(column, 0), max(row, 0)
        right = min(column + part.width, self.width)
        bottom = min(row + part.height, self.height)
        if right <= left or bottom <= top:
            return self
        target = np.s_[top:bottom, left:right]
        source = np.s_[top - row : bottom - row, left - column : right - column]
        copy = replace(
            self,
            characters=self.characters.copy(),
            foreground=self.foreground.copy(),
            background=self.background.copy(),
        )
        copy.characters[target] = part.characters[source]
        copy.foreground[target] = part.foreground[source]
        copy.background[target] = part.background[source]
        return copy

    def write(self, column: int, row: int, text: str, foreground: int = NO_COLOR) -> "Cells":
        """Return this grid with `text` in one row; unsafe characters become `?`."""
        return self.place(text_cells(text, foreground), column, row)

    def rows(self) -> list[str]:
        """Return the characters as one string for each row, without the colours."""
        if self.width == 0:
            return [""] * self.height
        joined = np.ascontiguousarray(self.characters).view(f"<U{self.width}")
        return [str(text) for text in joined[:, 0]]


def text_cells(text: str, foreground: int = NO_COLOR) -> Cells:
    """Return one row of cells holding `text`, made safe by `one_cell_text`."""
    characters = np.array([list(one_cell_text(text))], dtype="<U1").reshape(1, len(text))
    colors = np.full((1, len(text)), foreground, dtype=np.int32)
    return Cells(characters, colors, np.full_like(colors, NO_COLOR))


def characters_of(code_points: NDArray[np.integer]) -> NDArray[np.str_]:
    """Return the `<U1` array of the same shape that holds the given Unicode code points."""
    return np.ascontiguousarray(code_points, dtype="<u4").view("<U1")
