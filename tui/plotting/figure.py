"""The one place that touches plotext: it gets numbers of dots and gives back characters.

plotext's C++ core aborts the process on NaN, on infinity and on values far outside the limits, so
it gets nothing but the middles of dots within. plotext
is imported at the first drawing (122 ms) and never asked for its shared `plotext.figure`.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .cells import characters_of
from .palette import Marker

DOTS: dict[Marker, tuple[int, int]] = {"braille": (2, 4), "blocks": (2, 2), "ascii": (1, 1)}
"""Columns and rows of dots in one cell."""

PLOTEXT_MARKERS: dict[Marker, str] = {"braille": "braille", "blocks": "hd", "ascii": "*"}

ASCII_FRAME = str.maketrans("─│└┬┤├┴┼┌┐┘", "-|+++++++++")


class Dots(NamedTuple):
    """The dots that a line goes through, in the order of its points, as bytes to compare them by.

    `columns` from the left and `rows` from below are intp arrays (n,), `connected` is one of
    booleans (n,): whether a point is joined to the one before.
    """

    columns: bytes
    rows: bytes
    connected: bytes


@lru_cache(maxsize=16)
def polyline_characters(dots: Dots, size: tuple[int, int], marker: Marker) -> NDArray[np.str_]:
    """Return the characters (height, width) of a line, which nobody may write to.

    `size` is (width, height) in cells. Dots beyond them are moved to the nearest edge.
    """
    width, height = size
    if not dots.columns or width < 1 or height < 1:
        return np.full((max(height, 0), max(width, 0)), " ", dtype="<U1")
    across, up = DOTS[marker]
    figure = _bare_figure(width, height)
    figure.clear.data()
    signal = figure.signal(
        _middles(dots.columns, width * across),
        _middles(dots.rows, height * up),
        marker=PLOTEXT_MARKERS[marker],
    )
    signal.lines(True)
    for index in np.flatnonzero(~np.frombuffer(dots.connected, dtype=np.bool_)).tolist():
        signal.line(index, False)
    # `draw` asks each point for its pixel, to choose colours we do not use: 5 calls into C for
    # each of 480 points cost 3.5 ms, or 19 ms when a training thread takes the GIL in between.
    signal._get_unique_pixels = list
    figure.draw(signal)
    return _characters(figure.build(), width, height)


def frame_characters(
    size: tuple[int, int],
    x_ticks: list[tuple[int, str]],
    y_ticks: list[tuple[int, str]],
    inner_size: tuple[int, int],
    ascii_only: bool,
) -> NDArray[np.str_]:
    """Return the characters (height, width) of a left and a lower axis with their labels.

    Ticks are (column, label) and (row counted from below, label) of the interior, which has the
    `inner_size` (width, height) and lies at the top right.
    """
    figure = _figure(*size)
    figure.axes(False, axis="x", side="upper")
    figure.axes(False, axis="y", side="right")
    for axis, ticks, count in (("x", x_ticks, inner_size[0]), ("y", y_ticks, inner_size[1])):
        positions = [(cell + 0.5) / count for cell, _ in ticks]
        figure.ruler(axis).ticks(positions, [label for _, label in ticks])
    return _characters(figure.build(), *size, ascii_only=ascii_only)


@lru_cache(maxsize=8)
def _bare_figure(width: int, height: int) -> Any:
    """Return the figure without axes that all lines of this size are drawn in by turns."""
    figure = _figure(width, height)
    figure.axes(False)
    figure.ruler("both").frequency(0)
    return figure


def _figure(width: int, height: int) -> Any:
    """Return a new figure of plotext whose limits are 0 and 1, whatever the terminal's size."""
    import plotext

    terminal = type(plotext.terminal)()
    terminal.limit(False, False)
    figure = type(plotext.figure)(parent=terminal)
    figure.plot_size(width, height)
    figure.canvas("default")
    figure.ruler("both").alignment(lim="edge")
    figure.ruler("both").lim(0, 1)
    return figure


def _middles(dots: bytes, count: int) -> list[float]:
    """Return the fractions at the middles of dots, of so many."""
    inside = np.clip(np.frombuffer(dots, dtype=np.intp), 0, count - 1)
    middles: list[float] = ((inside + 0.5) / count).tolist()
    return middles


def _characters(
    matrix: Any, width: int, height: int, *, ascii_only: bool = False
) -> NDArray[np.str_]:
    """Return plotext's matrix without its colours; each of its rows ends with a line feed."""
    text: str = matrix.string(colorless=True)
    if ascii_only:
        text = text.translate(ASCII_FRAME)
    code_points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    return characters_of(code_points.reshape(height, width + 1)[:, :width])
