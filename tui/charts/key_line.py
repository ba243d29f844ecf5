"""The two lines of text around the boundary: what the shapes mean, and the cursor's readout."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

import numpy as np
from npnn_tui.datasets.text import printable
from numpy.typing import NDArray
from rich.cells import cell_len

from ..plotting.cells import Cells
from ..plotting.legend import Entry, entries_row, entries_width
from ..plotting.palette import (
    Marker,
    Shapes,
    class_colors,
    shapes_of,
)
from ..plotting.text import count_distinct, safe_text, shortened, shortened_names

LONGEST_NAME, SHORTEST_NAME = 14, 3

NARROWEST_ENTRY = 4
"""Cells of a shape, a name of one character and the spaces around it."""

MOST_PROBABILITIES = 4


def key_of(
    names: Sequence[str], width: int, marker: Marker, color: int, *, has_test: bool
) -> Cells:
    """Return one row: each class by shape, colour and name, then test points and mistakes.

    Names are shortened as far as they stay distinct; the classes that still find no room are
    counted (`+3 more`).
    """
    return _key_of(tuple(names), width, marker, color, has_test)


@lru_cache(maxsize=16)
def _key_of(
    names: tuple[str, ...], width: int, marker: Marker, color: int, has_test: bool
) -> Cells:
    """Return the key; drawn once for many frames."""
    for entries in _keys(names, width, marker, color, has_test):
        if entries_width(entries) <= width:
            return Cells.blank(width, 1).place(entries_row(entries, color), 0, 0)
    return Cells.blank(width, 1)


def _keys(
    names: tuple[str, ...], width: int, marker: Marker, color: int, has_test: bool
) -> Iterator[list[Entry]]:
    """Yield the entries of the key: with as many classes, then as long names, as can be."""
    ascii_only = marker == "ascii"
    shapes = shapes_of(marker)
    always = _test_and_mistake(shapes, color, has_test)
    shorter = list(_ever_shorter(names[: width // NARROWEST_ENTRY], ascii_only))
    for count in range(len(shorter[0]), -1, -1):
        hidden = len(names) - count
        more = [(f"+{hidden}", color, "more")] if hidden else []
        for shown in shorter:
            yield [*_classes(shown[:count], shapes.filled), *more, *always]
    for left_out in range(len(always)):
        yield always[left_out:]


def _ever_shorter(names: tuple[str, ...], ascii_only: bool) -> Iterator[tuple[str, ...]]:
    """Yield the names for a row of cells, shortened more and more while they stay distinct."""
    safe = _shown_names(names, LONGEST_NAME, ascii_only)
    yield safe
    for longest in range(LONGEST_NAME - 1, SHORTEST_NAME - 1, -1):
        shown = _shown_names(names, longest, ascii_only)
        if count_distinct(shown) < count_distinct(safe):
            return
        yield shown


def _classes(names: Sequence[str], shapes: str) -> list[Entry]:
    return [
        (shapes[number % len(shapes)], int(class_colors(number)), name)
        for number, name in enumerate(names)
    ]


def _test_and_mistake(shapes: Shapes, color: int, has_test: bool) -> list[Entry]:
    test = [(shapes.hollow[:2], color, "test")] if has_test else []
    return [*test, (shapes.wrong, color, "mistake")]


def readout_of(
    place: tuple[float, float],
    labels: tuple[str, str],
    probabilities: NDArray[np.floating],
    names: Sequence[str],
    *,
    width: int = 80,
    marker: Marker = "braille",
) -> str:
    """Return `x 0.52  y -0.31: 1 93.0%, 0 7.0%`, the likeliest classes first.

    To fit into `width` cells, names are shortened as far as they stay distinct, then the place is
    rounded and left out, then the least likely classes.
    """
    ascii_only = marker == "ascii"
    order = np.argsort(-probabilities, kind="stable")[:MOST_PROBABILITIES].tolist()
    likeliest = [(number, float(probabilities[number])) for number in order]
    text = ""
    for text in _readouts(place, labels, likeliest, tuple(names), ascii_only):
        if cell_len(text) <= width:
            return text
    return shortened(text, width, ascii_only=ascii_only)


def _readouts(
    place: tuple[float, float],
    labels: tuple[str, str],
    likeliest: list[tuple[int, float]],
    names: tuple[str, ...],
    ascii_only: bool,
) -> Iterator[str]:
    """Yield the readout in fewer and fewer cells; the last is one bare probability."""
    classes, axes = (list(_ever_shorter(each, ascii_only)) for each in (names, labels))
    for digits, step in product((3, 2), range(max(len(classes), len(axes)))):
        where = where_of(place, axes[min(step, len(axes) - 1)], digits)
        shares = _shares(likeliest, classes[min(step, len(classes) - 1)])
        yield f"{where}: {shares}" if where else shares
    for shown in classes:
        yield _shares(likeliest, shown)
    for count in range(len(likeliest) - 1, 0, -1):
        yield _shares(likeliest[:count], classes[-1])
    yield f"{likeliest[0][1]:.1%}"


def where_of(place: tuple[float, float], labels: Sequence[str], digits: int) -> str:
    """Return the coordinates of a place, those without a label left out."""
    shown = zip(labels, place, strict=True)
    return "  ".join(f"{label} {value:.{digits}g}" for label, value in shown if label)


def _shares(likeliest: list[tuple[int, float]], names: Sequence[str]) -> str:
    return ", ".join(f"{names[number]} {share:.1%}" for number, share in likeliest)


@lru_cache(maxsize=64)
def _shown_names(names: tuple[str, ...], longest: int, ascii_only: bool) -> tuple[str, ...]:
    """Return names from outside as they can stand in a row of cells, as distinct as can be."""
    safe = tuple(safe_text(printable(name, 200), ascii_only=ascii_only) for name in names)
    return shortened_names(safe, longest, ascii_only=ascii_only)
