"""What a network answers all over the plane of its data, in few and small numbers."""

from functools import lru_cache

import numpy as np
from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.plane import Plane, window
from numpy.typing import NDArray

from ..nn.arrays import Floats
from ..nn.network import Network
from ..training.answers import ANSWERS
from .sweep import Grid

PERCENTILES = (2, 98)

Answers = NDArray[np.float16]
"""What a network answers on a grid over the window of its data: (rows, columns, outputs).

The first row is the top one.
Of classification these are probabilities. Of regression it is one number: 0 is the 2nd percentile
of the targets that it was trained on, 1 the 98th.
"""


def answers_of(network: Network, split: Split, grid: Grid) -> Answers:
    """Return the answers on the automatic plane of the data; not finite where the network is."""
    with np.errstate(over="ignore", invalid="ignore"):
        values = ANSWERS[split.task](network, _points(split, grid).astype(network.parameters.dtype))
        if split.task == "regression":
            low, high = np.percentile(split.train.targets, PERCENTILES)
            values = (values - low) / ((high - low) or 1.0)
        return values.reshape(*grid, -1).astype(np.float16)


@lru_cache(maxsize=4)
def _points(split: Split, grid: Grid) -> Floats:
    """Return the inputs (points, features) at the middles of the samples."""
    rows, columns = grid
    plane = Plane.of(split)
    seen = plane.project(np.concatenate((split.train.inputs, split.test.inputs)))
    (left, right), (bottom, top) = window(seen)
    x = left + (np.arange(columns) + 0.5) / columns * (right - left)
    y = top - (np.arange(rows) + 0.5) / rows * (top - bottom)
    return plane.lift(np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2))
