"""How observations lie in memory: one to a row, as most people write it, or one to a column.

With columns the reductions over the classes run along long contiguous rows; it is how our engine
does it, and compiled code gains from it as well.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .problem import Floats, Parameters


@dataclass(frozen=True)
class Layout:
    """Rows: layers of shape (observations, width). Columns: (width, observations)."""

    columns: bool

    @property
    def class_axis(self) -> int:
        """The axis of the logits along which the classes lie."""
        return 0 if self.columns else 1

    def batches(self, rows: Floats, batch: int) -> Floats:
        """Cut (observations, width) into (batches, batch, width), or (batches, width, batch)."""
        cut = rows.reshape(-1, batch, rows.shape[1])
        return np.ascontiguousarray(cut.transpose(0, 2, 1)) if self.columns else cut

    def start(self, parameters: Parameters) -> list[Any]:
        """Return weights (fan_in, fan_out) and biases that add to a layer, in one flat list."""
        shape = (-1, 1) if self.columns else (1, -1)
        return [array for w, b in parameters for array in (w.copy(), b.reshape(shape).copy())]

    def factors(self, layer: Any, weights: Any) -> tuple[Any, Any]:
        """Return the two matrices whose product is the next layer before its biases."""
        return (weights.T, layer) if self.columns else (layer, weights)


ROWS, COLUMNS = Layout(columns=False), Layout(columns=True)


def in_pairs(arrays: list[Any]) -> list[tuple[Any, Any]]:
    """Return weights and biases layer by layer, of a flat list."""
    return list(zip(arrays[::2], arrays[1::2], strict=True))


def end(arrays: list[Any]) -> Parameters:
    """Return a flat list of arrays that NumPy can read as parameters."""
    return [(np.asarray(w).copy(), np.asarray(b).ravel().copy()) for w, b in in_pairs(arrays)]
