"""The legend: the name of each line above the plot, beside a sample of the line."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from rich.cells import cell_len

from .cells import BLANK, Cells
from .frame import ChartFrame, LineStyle
from .palette import Marker
from .text import safe_text, shortened_names

SAMPLES: dict[tuple[Marker, LineStyle], str] = {
    ("braille", "solid"): "⠒⠒",
    ("braille", "dotted"): "⠂⠂",
    ("blocks", "solid"): "▀▀",
    ("blocks", "dotted"): "▘▘",
    ("ascii", "solid"): "**",
    ("ascii", "dotted"): "..",
}

LONGEST_NAME, SHORTEST_NAME = 20, 3

GAP = 2
"""Cells between two entries, and between the legend and what stands to its left."""

Entry = tuple[str, int, str]
"""A sample, its colour and its name."""


class Named(Protocol):
    """What the legend says of a line: its name, its colour as 0xRRGGBB and its style."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def color(self) -> int: ...  # noqa: D102
    @property
    def style(self) -> LineStyle: ...  # noqa: D102


def with_legend(chart: Cells, frame: ChartFrame, lines: Sequence[Named]) -> Cells:
    """Return the chart with the names of its lines at the right end of its first row.

    Where the texts there leave too little room, names are shortened; if that is not enough, the
    last ones are left out. Lines without a name are not in the legend.
    """
    written = np.flatnonzero(chart.characters[0] != BLANK)
    room = chart.width - (int(written[-1]) + 1 + GAP if len(written) else 0)
    for entries in _entries(frame, [line for line in lines if line.name]):
        if entries_width(entries) <= room:
            legend = entries_row(entries, frame.foreground)
            return chart.place(legend, chart.width - legend.width, 0)
    return chart


def entries_row(entries: Sequence[Entry], foreground: int) -> Cells:
    """Return one row of entries, the names in the colour `foreground`."""
    row, column = Cells.blank(entries_width(entries), 1), 0
    for sample, color, name in entries:
        row = row.write(column, 0, sample, color)
        row = row.write(column + cell_len(sample) + 1, 0, name, foreground)
        column += cell_len(sample) + 1 + cell_len(name) + GAP
    return row


def entries_width(entries: Sequence[Entry]) -> int:
    """Return the number of cells that `entries_row` takes."""
    widths = [cell_len(sample) + 1 + cell_len(name) for sample, _, name in entries]
    return sum(widths) + GAP * (len(entries) - 1) if entries else 0


def _entries(frame: ChartFrame, lines: Sequence[Named]) -> Iterator[list[Entry]]:
    """Yield the entries with ever shorter names, then ever fewer of them."""
    ascii_only = frame.ascii_only
    samples = [(SAMPLES[frame.marker, line.style], line.color) for line in lines]
    names = [safe_text(line.name, ascii_only=ascii_only) for line in lines]
    entries: list[Entry] = []
    for longest in range(LONGEST_NAME, SHORTEST_NAME - 1, -1):
        shown = shortened_names(names, longest, ascii_only=ascii_only)
        entries = [(*sample, name) for sample, name in zip(samples, shown, strict=True)]
        yield entries
    for count in range(len(entries) - 1, 0, -1):
        yield entries[:count]
