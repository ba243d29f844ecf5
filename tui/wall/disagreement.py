"""The map of the places where networks from several seeds give other answers."""

from collections.abc import Sequence

import numpy as np
from npnn_tui.engine.sweeps.answers import Answers
from numpy.typing import NDArray

from ..charts.pens import Pens
from ..charts.sampling import sampled
from ..plotting import Cells, blend, grid_shape
from ..plotting.bands import BANDS, Bands
from ..plotting.relief import draw_relief

FAINT = 0.12

LIMITS = Bands(0.0, 0.5)
"""With two classes, at most half of the networks differ from what most of them answer."""


def draw_map(answers: Sequence[Answers], size: tuple[int, int], pens: Pens) -> Cells:
    """Return the map, (width, height) cells, below a line that says what its shades mean."""
    width, height = size
    picture, color = Cells.blank(width, height), pens.color("axis")
    if len(answers) < 2:
        return picture.write(0, 0, "no two seeds to compare yet", color)
    is_classes = answers[0].shape[-1] > 1
    values = disagreement(answers) if is_classes else deviation(answers)
    key = _shades(np.linspace(LIMITS.low, LIMITS.high, BANDS)[np.newaxis], (BANDS, 1), pens)
    picture = picture.write(0, 0, "0 %", color).place(key, 4, 0)
    words = "50 % disagree" if is_classes else "50 % of the range apart"
    picture = picture.write(5 + key.width, 0, words, color)
    return picture.place(_shades(values, (width, height - 1), pens), 0, 1)


def _shades(values: NDArray[np.float64], size: tuple[int, int], pens: Pens) -> Cells:
    colors = blend(pens.color("high"), np.linspace(FAINT, 1.0, BANDS), pens.background)
    samples = sampled(values, *grid_shape(pens.marker, *size))
    return draw_relief(samples, LIMITS, colors, pens.marker)


def disagreement(answers: Sequence[Answers]) -> NDArray[np.float64]:
    """Return the share (rows, columns) of networks that answer another class than most do."""
    winners = np.array([each.argmax(axis=-1) for each in answers])
    classes = range(answers[0].shape[-1])
    most = np.max([(winners == number).mean(axis=0) for number in classes], axis=0)
    return np.asarray(1.0 - most)


def deviation(answers: Sequence[Answers]) -> NDArray[np.float64]:
    """Return the standard deviation (rows, columns) of predicted numbers over the networks."""
    return np.asarray(np.std([each[..., 0].astype(np.float64) for each in answers], axis=0))
