"""The difference between two rows of cells as the fewest bytes: moves, pens and characters."""

from collections.abc import Callable

from .grid import BLANK, SECOND_HALF, Grid, Row
from .pens import Pen, can_swap, change, over_blank, swapped

UPPER_HALF, LOWER_HALF = "▀", "▄"

Change = Callable[[Pen | None, Pen], str]

MERGED_GAP = 4
"""As many equal cells in the pen at hand are written again: a move of the cursor takes as much."""


class Encoder:
    """Writes rows of a grid one after another; it knows which pen the terminal holds."""

    def __init__(self, change: Change = change) -> None:
        self._change = change
        self._pen: Pen | None = None

    def forget(self) -> None:
        """Take it that nobody knows which pen the terminal holds."""
        self._pen = None

    def count(self, grid: Grid, number: int) -> int:
        """Return how many cells of a row look different from what is wanted."""
        return len(_differing(grid.wanted[number], grid.shown[number]))

    def row(self, grid: Grid, number: int) -> str:
        """Return what makes a row look as wanted, if anything, and take it as shown."""
        wanted, shown = grid.wanted[number], grid.shown[number]
        columns = _differing(wanted, shown)
        if not columns:
            return ""
        grid.shown[number] = Row(wanted.characters.copy(), wanted.pens.copy())
        parts: list[str] = []
        at, written = -1, 0
        for column in columns:
            if column < written:
                continue
            if at != column:
                parts.append(self._way(wanted, at, column, number))
            at = written = self._write(wanted, column, parts)
            if at > 0 and (repeats := _repeats(wanted, shown, at)):
                parts.append(parts[-1] * repeats)
                at = written = at + repeats
        return "".join(parts)

    def _way(self, row: Row, at: int, column: int, number: int) -> str:
        """Return how to come from one column to another: by writing what is between, or a move."""
        if at < 0:
            return f"\x1b[{number + 1};{column + 1}H"
        between = row.characters[at:column]
        if len(between) <= MERGED_GAP and all(
            pen is self._pen and character.isascii() and character
            for character, pen in zip(between, row.pens[at:column], strict=True)
        ):
            return "".join(between)
        return f"\x1b[{column - at}C" if column > at + 1 else "\x1b[C"

    def _write(self, row: Row, column: int, parts: list[str]) -> int:
        """Write a cell and return the column of the cursor then; -1 if that is unsure."""
        character, pen = row.characters[column], row.pens[column]
        if character == BLANK:
            pen = pen if self._pen is None else over_blank(self._pen, pen)
        elif character == UPPER_HALF and can_swap(pen) and self._pen is not None:
            other = swapped(pen)
            if len(self._change(self._pen, other)) < len(self._change(self._pen, pen)):
                character, pen = LOWER_HALF, other
        parts.append(self._change(self._pen, pen))
        parts.append(character)
        self._pen = pen
        return column + 1 if _takes_one_cell(character) else -1


def _differing(wanted: Row, shown: Row) -> list[int]:
    """Return the columns that look different; of wide characters the first halves."""
    if wanted == shown:
        return []
    cells = zip(wanted.characters, shown.characters, wanted.pens, shown.pens, strict=True)
    return [
        column
        for column, (new, old, new_pen, old_pen) in enumerate(cells)
        if (new != old or new_pen is not old_pen) and new != SECOND_HALF
    ]


def _repeats(wanted: Row, shown: Row, column: int) -> int:
    """Return how many cells from a column on are to become what the one before them is."""
    character, pen = wanted.characters[column - 1], wanted.pens[column - 1]
    end, width = column, len(wanted.characters)
    while (
        end < width
        and wanted.characters[end] == character
        and wanted.pens[end] is pen
        and (shown.characters[end] != character or shown.pens[end] is not pen)
    ):
        end += 1
    return end - column


def _takes_one_cell(character: str) -> bool:
    """Whether every terminal agrees that it does."""
    return len(character) == 1 and (character < "\u02b0" or "\u2500" <= character < "\u2900")
