"""A frame in a picture: where values lie in it, and its ticks, labels and title."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..plotting.scales import Scale
from ..plotting.ticks import tick_labels, ticks
from .markup import element, short, words

ACROSS, DOWN = 55, 32
"""Units of the picture that a tick on an axis takes at least, as labels are long but low."""

LABEL_HEIGHT = 4
"""From the middle of a label to the line that it stands on."""


@dataclass(frozen=True)
class Axes:
    """A frame whose upper left corner is (left, top), with a scale for each direction."""

    left: float
    top: float
    width: float
    height: float
    x: Scale
    y: Scale

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def across(self, values: ArrayLike) -> NDArray[np.float64]:
        """Return where values lie from left to right; those outside lie on the edge."""
        return self.left + self.width * self.x.fractions(values)

    def down(self, values: ArrayLike) -> NDArray[np.float64]:
        """Return where values lie from top to bottom."""
        return self.bottom - self.height * self.y.fractions(values)

    def drawn(self, title: str, x_label: str, y_label: str = "") -> str:
        """Return the frame with ticks, labels and its title above; grid lines lie within."""
        frame = element(
            "rect", class_="axis", x=self.left, y=self.top, width=self.width, height=self.height
        )
        head = _text(self.left, self.top - 10, title, font_weight="600")
        below = _text(self.right, self.bottom + 34, x_label, class_="faint", text_anchor="end")
        above = _text(self.right, self.top - 10, y_label, class_="faint", text_anchor="end")
        return "".join((self._x_ticks(), self._y_ticks(), frame, head, below, above))

    def _x_ticks(self) -> str:
        values = ticks(self.x, max(2, int(self.width / ACROSS)))
        parts = []
        for place, label in zip(self.across(values), self._labels(values, self.x), strict=True):
            line = f"M{short(place)} {short(self.bottom)}v5"
            parts.append(element("path", class_="axis", d=line))
            parts.append(_text(place, self.bottom + 18, label, text_anchor="middle"))
        return "".join(parts)

    def _y_ticks(self) -> str:
        values = ticks(self.y, max(2, int(self.height / DOWN)))
        parts = []
        for place, label in zip(self.down(values), self._labels(values, self.y), strict=True):
            line = f"M{short(self.left)} {short(place)}h-5"
            parts.append(element("path", class_="axis", d=line))
            parts.append(_text(self.left - 8, place + LABEL_HEIGHT, label, text_anchor="end"))
        return "".join(parts)

    @staticmethod
    def _labels(values: list[float], scale: Scale) -> list[str]:
        return tick_labels(values, log=scale.log)


def _text(x: float, y: float, text: str, **attributes: str) -> str:
    return element("text", words(text), x=float(x), y=float(y), **attributes) if text else ""
