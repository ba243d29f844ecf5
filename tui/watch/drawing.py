"""The picture of one group of metrics: a line for each run and part, axes and a legend."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from npnn_tui.datasets.text import printable
from npnn_tui.engine.logs.run import RunState
from npnn_tui.engine.logs.series import Curve

from ..plotting import Cells, ChartFrame, Marker, growing_limit, linear_limits, log_limits, smooth
from ..plotting.legend import Entry, entries_row, entries_width
from ..plotting.scales import Limits
from ..plotting.strokes import PATTERNS, Pattern, Stroke, draw_strokes, sample_of
from ..plotting.text import safe_text, shortened_names
from ..plotting.ticks import short_number
from .groups import TRAINING, Group
from .marks import color_of, mark_of
from .showing import Showing, axis_words, extent

DECADES = 1e12
"""The least number on a logarithmic axis is this much smaller than the greatest."""

LATE = 0.5
"""Axes that begin after this share of their end do not begin at 0."""

LONGEST_PART = 16


@dataclass(frozen=True)
class Pens:
    """What to draw with: characters, and the colours of component classes."""

    marker: Marker
    color: Callable[[str], int]


@dataclass(frozen=True, eq=False)
class Drawn:
    """A line: the run, its number, the part, its curve and how it is drawn."""

    number: int
    part: str
    curve: Curve
    stroke: Stroke


def draw_group(showing: Showing, group: Group, width: int, height: int, pens: Pens) -> Cells:
    """Return the chart of a group; blank if there is no room for it."""
    lines = list(_lines(showing, group, pens))
    label, unit = axis_words(showing.axis_drawn, extent([line.stroke.x for line in lines])[1])
    strokes = [replace(line.stroke, x=line.stroke.x / unit) for line in lines]
    frame = _frame(showing, group, strokes, (width, height), pens)
    chart = draw_strokes(replace(frame, x_label=label), strokes)
    return _with_legend(chart, _entries(showing, group, lines, pens), pens)


def pattern_of(part: str, group: Group) -> Pattern:
    """Return the pattern of a part: the training is solid, what is held out is not."""
    others = [each for each in group.parts if not _is_training(each)]
    if part not in others:
        return "solid"
    place = others.index(part) + (len(others) < len(group.parts))
    return PATTERNS[min(place, len(PATTERNS) - 1)]


def last_value(run: RunState, group: Group) -> float:
    """Return the newest value of a run in a group: what is held out, if anything is."""
    names = [name for name, _ in sorted(group.members, key=lambda member: _is_training(member[1]))]
    return next((run.curves[name].last for name in names if name in run.curves), np.nan)


def _is_training(part: str) -> bool:
    words = part.split()
    return not words or words[0] in TRAINING


def _lines(showing: Showing, group: Group, pens: Pens) -> Iterator[Drawn]:
    is_one = len(showing.runs) == 1
    for number, run in enumerate(showing.runs):
        if run.path in showing.hidden:
            continue
        for name, part in group.members:
            if name not in run.curves:
                continue
            x, low, high = run.curves[name].along(showing.axis_drawn)
            if showing.smoothing:
                low = high = smooth(low / 2 + high / 2, showing.smoothing)
            pattern = pattern_of(part, group)
            if is_one:
                color, mark = pens.color("train" if pattern == "solid" else "test"), ""
            else:
                color, mark = color_of(number), mark_of(number, pens.marker)
            yield Drawn(number, part, run.curves[name], Stroke(x, low, high, color, pattern, mark))


def _frame(
    showing: Showing, group: Group, strokes: Sequence[Stroke], size: tuple[int, int], pens: Pens
) -> ChartFrame:
    low, high = extent([array for stroke in strokes for array in (stroke.low, stroke.high)])
    log_y = showing.is_log(group)
    return ChartFrame(
        width=size[0],
        height=size[1],
        x_limits=_x_limits(strokes, log=showing.log_x),
        y_limits=_y_limits(strokes, low, high, log=log_y),
        x_label="x",
        log_x=showing.log_x,
        log_y=log_y,
        marker=pens.marker,
        foreground=pens.color("text"),
        muted=pens.color("axis"),
    )


def _x_limits(strokes: Sequence[Stroke], *, log: bool) -> Limits:
    places = [stroke.x[stroke.x > 0] if log else stroke.x for stroke in strokes]
    low, high = extent(places)
    if log:
        return low, growing_limit(high)
    return (low, high) if low > LATE * high else (min(low, 0.0), growing_limit(high))


def _y_limits(strokes: Sequence[Stroke], low: float, high: float, *, log: bool) -> Limits:
    if not log:
        return linear_limits(low, high, from_zero=False)
    positive = [stroke.low[stroke.low > 0] for stroke in strokes]
    return log_limits(extent(positive)[0], high, floor=max(high / DECADES, 1e-300))


def _entries(
    showing: Showing, group: Group, lines: Sequence[Drawn], pens: Pens
) -> list[tuple[str, int, str, str]]:
    """Return sample, colour, name and newest value for each part; the value if there is one run."""
    entries = {}
    for line in sorted(lines, key=lambda line: group.parts.index(line.part)):
        is_one = len(showing.runs) == 1
        color = line.stroke.color if is_one else pens.color("text")
        value = short_number(line.curve.last, 4) if is_one else ""
        name = safe_text(printable(line.part, 60), ascii_only=pens.marker == "ascii")
        entries[line.part] = sample_of(line.stroke.pattern, pens.marker), color, name, value
    return list(entries.values())


def _with_legend(chart: Cells, parts: Sequence[tuple[str, int, str, str]], pens: Pens) -> Cells:
    """Return the chart with its legend at the right of the first row, shortened to fit."""
    names = [name for _, _, name, _ in parts]
    for longest in (LONGEST_PART, 10, 6, 3):
        shown = shortened_names(names, longest, ascii_only=pens.marker == "ascii")
        entries: list[Entry] = [
            (sample, color, f"{name} {value}".strip())
            for (sample, color, _, value), name in zip(parts, shown, strict=True)
        ]
        for count in range(len(entries), 0, -1) if longest == 3 else (len(entries),):
            if 0 < entries_width(entries[:count]) <= chart.width:
                row = entries_row(entries[:count], pens.color("text"))
                return chart.place(row, chart.width - row.width, 0)
    return chart
