"""A field on one grid as a field on another."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)


def sampled(values: NDArray[Kind], rows: int, columns: int) -> NDArray[Kind]:
    """Return the value (rows, columns, ...) that is nearest to the middle of each new sample."""
    down = ((np.arange(rows) + 0.5) / rows * values.shape[0]).astype(np.intp)
    across = ((np.arange(columns) + 0.5) / columns * values.shape[1]).astype(np.intp)
    return np.asarray(values[down][:, across])
