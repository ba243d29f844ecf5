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
    CLASS_COLORS,
    FILLED_SHAPES,
    HOLLOW_SHAPES,
    WRONG_SHAPE,
    Marker,
)
from ..plotting.text import one_cell_text, shortened

LONGEST_NAME = 14
MOST_PROBABILITIES = 4


def key_of(names: Sequence[str], width: int, marker: Marker, color: int, has_test: bool) -> Cells:
    """Return one row: each class by shape, colour and name, then test points and mistakes."""
    shapes = ASCII_SHAPES if marker == "ascii" else FILLED_SHAPES
    hollow = ASCII_HOLLOW_SHAPES if marker == "ascii" else HOLLOW_SHAPES
    wrong = ASCII_WRONG_SHAPE if marker == "ascii" else WRONG_SHAPE
    entries = [
        (shapes[number % len(shapes)], shown_name(name), int(CLASS_COLORS[number % 10]))
        for number, name in enumerate(names)
    ]
    entries += [(hollow[:2], "test", color)] if has_test else []
    entries.append((wrong, "mistake", color))
    row, column = Cells.blank(width, 1), 0
    for shape, name, shape_color in entries:
        row = row.write(column, 0, shape, shape_color).write(
            column + len(shape) + 1, 0, name, color
        )
        column += len(shape) + len(name) + 4
    return row


def readout_of(
    place: tuple[float, float],
    labels: tuple[str, str],
    probabilities: NDArray[np.floating],
    names: Sequence[str],
) -> str:
    """Return `x 0.52  y -0.31: class 1 (1 93 %, 0 7 %)`, the likeliest classes first."""
    where = "  ".join(
        f"{shown_name(label)} {value:.3g}"
        for label, value in zip(labels, place, strict=True)
        if label
    )
    order = np.argsort(-probabilities, kind="stable")[:MOST_PROBABILITIES]
    shares = ", ".join(f"{shown_name(names[k])} {probabilities[k]:.1%}" for k in order)
    return f"{where}: class {shown_name(names[order[0]])} ({shares})"


def shown_name(name: str) -> str:
    """Return a name as it can stand in a line of cells, shortened."""
    return shortened(one_cell_text(printable(name, 200)), LONGEST_NAME)
