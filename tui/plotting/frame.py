"""What a chart is asked to show: its frame and its lines, as values. Draws nothing."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .cells import NO_COLOR
from .palette import Marker
from .scales import Limits, Scale

LineStyle = Literal["solid", "dotted"]


@dataclass(frozen=True)
class ChartFrame:
    """Everything about a chart but its data; two equal frames have the same axes.

    `width` and `height` count cells, colours are 0xRRGGBB or -1 for the terminal's own. Any limits
    can be given: `x_scale` and `y_scale` turn them into some that can be drawn.
    """

    width: int
    height: int
    x_limits: Limits
    y_limits: Limits
    x_label: str = ""
    y_label: str = ""
    title: str = ""
    log_x: bool = False
    log_y: bool = False
    marker: Marker = "braille"
    foreground: int = NO_COLOR
    muted: int = NO_COLOR

    @property
    def ascii_only(self) -> bool:
        """Whether every character must be 7-bit."""
        return self.marker == "ascii"

    @property
    def x_scale(self) -> Scale:
        """The horizontal axis."""
        return Scale.of(self.x_limits, self.log_x)

    @property
    def y_scale(self) -> Scale:
        """The vertical axis."""
        return Scale.of(self.y_limits, self.log_y)


@dataclass(frozen=True)
class Inner:
    """The interior of a plot, between its axes, in cells from the top left of the chart."""

    column: int
    row: int
    width: int
    height: int


@dataclass(frozen=True, eq=False)
class Line:
    """A series of buckets: ascending `x` (n,), least `low` (n,) and greatest `high` (n,) value.

    NaN and infinity make a gap. `style` tells lines apart without colour; the legend has a line
    with a `name`.
    """

    name: str
    x: NDArray[np.floating]
    low: NDArray[np.floating]
    high: NDArray[np.floating]
    color: int
    style: LineStyle = "solid"
