"""Fields of numbered areas and marks upon them, in as little text as possible."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from npnn_tui.datasets.dataset import Floats
from numpy.typing import NDArray

from .axes import Axes
from .markup import element, short

CELLS = (160, 80, 40)
"""Along each side of a field; fewer where the finest would take too much text."""

LONGEST = 120_000
"""Characters that a field may take."""

SHAPES = (
    "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
    "m-2.7-2.7h5.4v5.4h-5.4z",
    "m0-3.5l3.3 5.8h-6.6z",
    "m0-3.8l3.8 3.8-3.8 3.8-3.8-3.8z",
    "m0 3.5l3.3-5.8h-6.6z",
)
"""Circle, square, triangle, diamond and triangle, around the place to which a path has moved."""


def areas(
    axes: Axes,
    numbers_of: Callable[[int], NDArray[np.intp]],
    attributes_of: Callable[[int], Mapping[str, str]],
) -> str:
    """Return a path for each number in a field: `numbers_of` gives (cells, cells) of them."""
    for cells in CELLS:
        numbers = numbers_of(cells)
        paths = {number: "".join(_runs(numbers == number)) for number in np.unique(numbers)}
        if sum(map(len, paths.values())) < LONGEST:
            break
    drawn = (element("path", d=path, **attributes_of(int(n))) for n, path in paths.items())
    place = f"translate({short(axes.left)} {short(axes.top)})"
    scale = f"scale({axes.width / cells:.4f} {axes.height / cells:.4f})"
    # Without the hint, neighbours of different colours show the paper between them.
    return element("g", *drawn, transform=f"{place} {scale}", shape_rendering="crispEdges")


def marks(x: Floats, y: Floats, shape: int) -> str:
    """Return a path with a shape at each place."""
    outline = SHAPES[shape % len(SHAPES)]
    return "".join(f"M{short(a)} {short(b)}{outline}" for a, b in zip(x, y, strict=True))


def marks_in(axes: Axes, positions: Floats, shape: int) -> str:
    """Return a path with a shape at each of the positions (n, 2) in the units of the axes."""
    return marks(axes.across(positions[:, 0]), axes.down(positions[:, 1]), shape)


def _runs(inside: NDArray[np.bool_]) -> Iterator[str]:
    """Yield each row's runs of cells that are inside, as rectangles one cell high."""
    edges = np.diff(np.pad(inside, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield f"M{start} {row}h{end - start}v1h{start - end}z"
