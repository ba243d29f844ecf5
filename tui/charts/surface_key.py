"""The two lines of text around a surface: its scale, and the cursor's readout."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from npnn_tui.datasets.text import printable
from numpy.typing import NDArray
from rich.cells import cell_len

from ..plotting import Cells, short_number
from ..plotting.bands import Bands
from ..plotting.field import SAMPLES_PER_CELL
from ..plotting.palette import FILLED_SHAPES, HOLLOW_SHAPES, Marker
from ..plotting.readings import ASCII_TEST, ASCII_TRAINING
from ..plotting.relief import ascii_level, draw_relief
from ..plotting.text import safe_text, shortened
from .key_line import where_of

NAME_LENGTHS = range(30, 5, -1)
SWATCH_WIDTHS = (2, 1)
LONGEST_LABEL = 14


@dataclass(frozen=True, eq=False)
class Legend:
    """The bands with their colours, what they measure, and whether there are test observations."""

    bands: Bands
    colors: NDArray[np.int32]
    name: str
    has_test: bool


@dataclass(frozen=True)
class Reading:
    """What is predicted at a place whose coordinates have labels; `true` is NaN if unknown."""

    place: tuple[float, float]
    labels: tuple[str, str]
    name: str
    predicted: float
    true: float


def key_of(legend: Legend, width: int, marker: Marker, color: int) -> Cells:
    """Return one row: the scale between its ends, its name, training and test observations.

    What finds no room is shortened or left out, the scale with its ends last.
    """
    row = Cells.blank(width, 1)
    low, high = (short_number(end) for end in (legend.bands.low, legend.bands.high))
    for swatch, rest in _keys(legend, marker):
        scale = _scale(legend, swatch, marker)
        after = f"{high}{rest}"
        if cell_len(low) + scale.width + cell_len(after) + 2 <= width:
            row = row.write(0, 0, low, color).place(scale, cell_len(low) + 1, 0)
            return row.write(cell_len(low) + scale.width + 2, 0, after, color)
    return row


def readout_of(reading: Reading, width: int, marker: Marker) -> str:
    """Return `x 0.52  y -0.31: height 1.23, truth 1.2, error +0.03`.

    To fit into `width` cells, the error is left out, the name shortened, then the truth left out
    and at last the place.
    """
    ascii_only = marker == "ascii"
    text = ""
    for text in _readouts(reading, ascii_only):
        if cell_len(text) <= width:
            return text
    return shortened(text, width, ascii_only=ascii_only)


def _keys(legend: Legend, marker: Marker) -> Iterator[tuple[int, str]]:
    """Yield the width of a swatch and the text behind the scale, ever shorter."""
    training, test = _shapes(legend, marker)
    for shapes in (training + test, test, ""):
        for length, swatch in product(NAME_LENGTHS, SWATCH_WIDTHS):
            name = _name(legend.name, length, marker == "ascii")
            yield swatch, f" {name}{shapes}"
    yield 1, ""


def _shapes(legend: Legend, marker: Marker) -> tuple[str, str]:
    """Return `  ● training` and `  ○ test`, or the first and last character of each in ASCII."""
    shapes = [FILLED_SHAPES[0], HOLLOW_SHAPES[0]]
    if marker == "ascii":
        ends = np.array([0, legend.bands.count - 1])
        levels = [
            ascii_level(ends, legend.bands.count, characters)
            for characters in (ASCII_TRAINING, ASCII_TEST)
        ]
        shapes = ["-".join(level) for level in levels]
    return f"  {shapes[0]} training", f"  {shapes[1]} test" if legend.has_test else ""


def _scale(legend: Legend, swatch: int, marker: Marker) -> Cells:
    """Return a row that shows each band as the field does."""
    rows, columns = SAMPLES_PER_CELL[marker]
    samples = np.tile(legend.bands.middles.repeat(swatch * columns), (rows, 1))
    return draw_relief(samples, legend.bands, legend.colors, marker)


def _readouts(reading: Reading, ascii_only: bool) -> Iterator[str]:
    labels = [_name(label, LONGEST_LABEL, ascii_only) for label in reading.labels]
    where, predicted = where_of(reading.place, labels, 3), f"{reading.predicted:.3g}"
    truth = error = ""
    if math.isfinite(reading.true):
        truth = f", truth {reading.true:.3g}"
        error = f", error {reading.predicted - reading.true:+.2g}"
    for rest in (truth + error, truth, ""):
        for length in NAME_LENGTHS:
            value = f"{_name(reading.name, length, ascii_only)} {predicted}{rest}"
            yield f"{where}: {value}" if where else value
    yield predicted


def _name(name: str, length: int, ascii_only: bool) -> str:
    """Return a name from outside as it can stand in a row of cells."""
    safe = safe_text(printable(name, 200), ascii_only=ascii_only)
    return shortened(safe, length, ascii_only=ascii_only)
