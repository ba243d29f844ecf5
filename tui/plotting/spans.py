"""What differs between two pictures, as the run of cells a widget has to repaint in each row."""

import numpy as np
from numpy.typing import NDArray

from .cells import BLANK, Cells, second_halves

Span = tuple[int, int, int]


def changed_spans(old: Cells, new: Cells) -> list[Span]:
    """Return (row, start, stop) of each row, from its first cell that looks different to its last.

    A wide character is in a run as a whole. All rows in full if the sizes differ. The foreground
    of two blanks is not looked at.
    """
    if old.characters.shape != new.characters.shape:
        return [(row, 0, new.width) for row in range(new.height) if new.width]
    differing = _differing(old, new)
    rows = np.flatnonzero(differing.any(axis=1))
    first = differing[rows].argmax(axis=1)
    stop = new.width - differing[rows, ::-1].argmax(axis=1)
    return list(zip(rows.tolist(), first.tolist(), stop.tolist(), strict=True))


def _differing(old: Cells, new: Cells) -> NDArray[np.bool_]:
    recolored = (old.foreground != new.foreground) & (new.characters != BLANK)
    moved = old.characters != new.characters
    differing = np.asarray(moved | recolored | (old.background != new.background))
    return _with_both_halves(
        differing, second_halves(old.characters) & second_halves(new.characters)
    )


def _with_both_halves(differing: NDArray[np.bool_], second: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark both cells of a wide character where one is, given its `second` cells in both pictures.

    Where only one of the pictures has a wide character, its two cells differ anyway.
    """
    either = second[:, 1:] & (differing[:, 1:] | differing[:, :-1])
    differing[:, 1:] |= either
    differing[:, :-1] |= either
    return differing
