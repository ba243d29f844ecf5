"""The legend: the name of each line in a corner of the plot, beside a sample of the line."""

from collections.abc import Sequence

from .cells import Cells, text_cells
from .frame import BELOW_GAPS, ChartFrame, Line, LineStyle
from .palette import Marker
from .text import one_cell_text, shortened

SAMPLES: dict[tuple[Marker, LineStyle], str] = {
    ("braille", "solid"): "⠒⠒",
    ("braille", "dotted"): "⠂⠂",
    ("blocks", "solid"): "▀▀",
    ("blocks", "dotted"): "▘▘",
    ("ascii", "solid"): "**",
    ("ascii", "dotted"): "..",
}

LARGEST_SHARE = 0.5
"""Longest entry as a share of the interior's width: the curves matter more."""


def with_legend(canvas: Cells, frame: ChartFrame, lines: Sequence[Line]) -> Cells:
    """Return the interior of a plot with one row for each line in the corner of the frame.

    Left out if it would cover more than half of the height.
    """
    if frame.legend is None or 2 * len(lines) > canvas.height or not lines:
        return canvas
    longest = int(canvas.width * LARGEST_SHARE) - 4
    entries = _entries(frame, lines, longest) if longest > 0 else []
    width = max((entry.width for entry in entries), default=0)
    column = 1 if "left" in frame.legend else canvas.width - width - 1
    row = BELOW_GAPS if "top" in frame.legend else canvas.height - len(entries)
    for offset, entry in enumerate(entries):
        canvas = canvas.place(Cells.blank(width, 1).place(entry, 0, 0), column, row + offset)
    return canvas


def _entries(frame: ChartFrame, lines: Sequence[Line], longest: int) -> list[Cells]:
    return [_entry(frame, line, longest) for line in lines]


def _entry(frame: ChartFrame, line: Line, longest: int) -> Cells:
    name = shortened(one_cell_text(line.name, ascii_only=frame.ascii_only), longest)
    sample = text_cells(SAMPLES[frame.marker, line.style], line.color)
    label = text_cells(" " + name, frame.foreground)
    whole = Cells.blank(sample.width + label.width, 1)
    return whole.place(sample, 0, 0).place(label, sample.width, 0)
