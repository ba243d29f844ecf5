"""A surface: what is predicted at each place, in bands of one scale like contour lines."""

import numpy as np
from numpy.typing import NDArray

from ..plotting.bands import Bands, diverging
from ..plotting.ticks import short_number
from .areas import areas, marks_in
from .axes import Axes
from .ground import Ground
from .markup import element, words

OUTLIERS = 2
"""Percent of the targets at each end that lie beyond the scale."""

LOW, MIDDLE, HIGH = 0x0072B2, 0xF2F2EE, 0xD55E00


class Numbers:
    """Draws the numbers of a ground; the observations have the colours of the same scale."""

    legend = "circles: training, diamonds: test"

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        _, targets = ground.observations("train")
        low, high = np.percentile(targets, [OUTLIERS, 100 - OUTLIERS]).tolist()
        self._bands = Bands.between((low, high))
        colors = diverging(LOW, MIDDLE, HIGH, self._bands.count).tolist()
        self._fills = [f"#{color:06x}" for color in colors]

    def areas(self, axes: Axes) -> str:
        """Return what the model says at each place."""
        return areas(axes, self._numbers, lambda number: {"fill": self._fills[number]})

    def points(self, axes: Axes) -> str:
        """Return the observations, circles to train on and diamonds to test on."""
        parts = []
        for part, shape in (("train", 0), ("test", 3)):
            positions, targets = self._ground.observations(part)
            bands = self._bands.of(targets)
            for number in np.unique(bands).tolist():
                path = marks_in(axes, positions[bands == number], shape)
                parts.append(element("path", class_="mark", fill=self._fills[number], d=path))
        return "".join(parts)

    def key(self, axes: Axes) -> str:
        """Return the scale with its ends, below the frame."""
        left, top = axes.left + 50, axes.bottom + 46
        step = axes.width / 2 / len(self._fills)
        parts = [
            element("rect", x=left + step * n, y=top, width=step + 0.5, height=10.0, fill=fill)
            for n, fill in enumerate(self._fills)
        ]
        low, high = short_number(self._bands.low), short_number(self._bands.high)
        end = left + axes.width / 2 + 6
        parts.append(element("text", low, x=left - 6, y=top + 9, text_anchor="end"))
        parts.append(element("text", high, x=end, y=top + 9))
        name = words(self._ground.model.target_name, 50)
        parts.append(element("text", name, class_="faint", x=left, y=top + 28))
        return "".join(parts)

    def _numbers(self, cells: int) -> NDArray[np.intp]:
        model, answers = self._ground.model, self._ground.answers(cells)
        return self._bands.of(answers[..., 0] * model.target_scale + model.target_center)
