"""What a network answers all over the plane of its data, as a small picture without axes."""

import numpy as np
from npnn_tui.engine.sweeps.answers import Answers
from numpy.typing import NDArray

from ..plotting import Cells, blend, draw_field, grid_shape
from ..plotting.bands import BANDS, Bands, diverging
from ..plotting.relief import draw_relief
from .pens import Pens
from .sampling import sampled


def draw_answers(answers: Answers, width: int, height: int, pens: Pens) -> Cells:
    """Return class regions or a surface: answers (rows, columns, outputs) in so many cells."""
    values = sampled(answers, *grid_shape(pens.marker, width, height)).astype(np.float32)
    if values.shape[-1] > 1:
        return draw_field(values, pens.marker, pens.background)
    return draw_relief(values[..., 0], Bands(0.0, 1.0), _surface_colors(pens), pens.marker)


def _surface_colors(pens: Pens) -> NDArray[np.int32]:
    neutral = int(blend(pens.color("text"), np.array([0.3]), pens.background)[0])
    return diverging(pens.color("low"), neutral, pens.color("high"), BANDS)
