"""The two lines of text around the boundary: what the shapes mean, and the cursor's readout."""

from collections.abc import Sequence

import numpy as np
from npnn_tui.datasets.text import printable
from numpy.typing import NDArray

from ..plotting.cells import Cells
from ..plotting.palette import (
    ASCII_HOLLOW_SHAPES,
    ASCII_SHAPES,
    ASCII_WRONG_SHAPE,
    FILLED_SHAPES,
    HOLLOW_SHAPES,
    WRONG_SHAPE,
    Marker,
    class_colors,
)
from ..plotting.text import one_cell_text, shortened

LONGEST_NAME, SHORTEST_NAME = 14, 3
GAP = 3
"""One cell between a shape and its name, two after it."""

MOST_PROBABILITIES = 4


def key_of(
    names: Sequence[str], width: int, marker: Marker, color: int, *, has_test: bool
) -> Cells:
    """Return one row: each class by shape, colour and name, then test points and mistakes.

    Names are shortened as far as it takes to make the row fit.
    """
    for longest in range(LONGEST_NAME, SHORTEST_NAME - 1, -1):
        entries = _entries(names, marker, color, longest, has_test=has_test)
        if sum(len(shape) + len(name) + GAP for shape, name, _ in entries) - 2 <= width:
            break
    row, column = Cells.blank(width, 1), 0
    for shape, name, shape_color in entries:
        row = row.write(column, 0, shape, shape_color)
        row = row.write(column + len(shape) + 1, 0, name, color)
        column += len(shape) + len(name) + GAP
    return row


def _entries(
    names: Sequence[str], marker: Marker, color: int, longest: int, *, has_test: bool
) -> list[tuple[str, str, int]]:
    """Return shape, text and the colour of the shape for each entry of the key."""
    ascii_only = marker == "ascii"
    shapes = ASCII_SHAPES if ascii_only else FILLED_SHAPES
    entries = [
        (shapes[number % len(shapes)], shown_name(name, longest), int(class_colors(number)))
        for number, name in enumerate(names)
    ]
    if has_test:
        entries.append(((ASCII_HOLLOW_SHAPES if ascii_only else HOLLOW_SHAPES)[:2], "test", color))
    entries.append((ASCII_WRONG_SHAPE if ascii_only else WRONG_SHAPE, "mistake", color))
    return entries


def readout_of(
    place: tuple[float, float],
    labels: tuple[str, str],
    probabilities: NDArray[np.floating],
    names: Sequence[str],
) -> str:
    """Return `x 0.52  y -0.31: 1 93.0%, 0 7.0%`, the likeliest classes first."""
    where = "  ".join(
        f"{shown_name(label)} {value:.3g}"
        for label, value in zip(labels, place, strict=True)
        if label
    )
    order = np.argsort(-probabilities, kind="stable")[:MOST_PROBABILITIES]
    shares = ", ".join(f"{shown_name(names[k])} {probabilities[k]:.1%}" for k in order)
    return f"{where}: {shares}"


def shown_name(name: str, longest: int = LONGEST_NAME) -> str:
    """Return a name as it can stand in a line of cells, shortened."""
    return shortened(one_cell_text(printable(name, 200)), longest)
