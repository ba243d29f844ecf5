"""A boundary: areas in the colour of the likeliest class, the stronger the surer."""

import numpy as np
from numpy.typing import NDArray

from ..plotting.palette import CLASS_COLORS
from ..plotting.scales import Scale
from .areas import areas, marks, marks_in
from .axes import Axes
from .ground import Ground
from .markup import element, words

SURENESS = 5
"""Steps of shade, from a guess to certainty."""

MOST_NAMED = 10
"""Classes that the key has room for, five in a row."""


class Classes:
    """Draws the classes of a ground; training observations are filled, test ones hollow."""

    legend = "filled: training, hollow: test"

    def __init__(self, ground: Ground) -> None:
        self._ground, self._names = ground, ground.model.class_names

    def areas(self, axes: Axes) -> str:
        """Return what the model says at each place."""
        return areas(axes, self._numbers, _attributes)

    def points(self, axes: Axes) -> str:
        """Return the observations, each class with a shape of its own."""
        parts = []
        for part, style in (("train", "c"), ("test", "t")):
            positions, targets = self._ground.observations(part)
            for number in np.unique(targets).tolist():
                path = marks_in(axes, positions[targets == number], number)
                parts.append(element("path", class_=f"{style}{_color(number)} mark", d=path))
        return "".join(parts)

    def key(self, axes: Axes) -> str:
        """Return the names of the classes with their marks, below the frame."""
        parts = []
        for number, name in enumerate(self._names[:MOST_NAMED]):
            x = axes.left + 8 + axes.width / 5 * (number % 5)
            y = axes.bottom + 54 + 18 * (number // 5)
            path = marks(np.array([x]), np.array([y]), number)
            parts.append(element("path", class_=f"c{_color(number)} mark", d=path))
            parts.append(element("text", words(name, 10), x=x + 9, y=y + 4))
        if (more := len(self._names) - MOST_NAMED) > 0:
            parts.append(element("text", f"and {more} more", x=axes.left, y=axes.bottom + 94))
        return "".join(parts)

    def _numbers(self, cells: int) -> NDArray[np.intp]:
        """Return class * SURENESS + the step of sureness at each place."""
        shares = self._ground.answers(cells)
        sureness = Scale(1 / shares.shape[-1], 1.0).bins(shares.max(axis=-1), SURENESS)
        return np.asarray(shares.argmax(axis=-1) * SURENESS + sureness)


def _attributes(number: int) -> dict[str, str]:
    color, step = divmod(number, SURENESS)
    return {"class_": f"c{_color(color)}", "fill_opacity": f"{0.12 + 0.11 * step:.2f}"}


def _color(number: int) -> int:
    return number % len(CLASS_COLORS)
