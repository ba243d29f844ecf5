"""Calls with all their arguments bound, made once and run many times."""

from collections.abc import Callable
from functools import partial

import numpy as np

from ..nn.arrays import Floats

Call = Callable[[], object]
"""Something to run: its arguments and its output are bound already."""

SMALL_PRODUCT = 40_000
"""Bytes of a product up to which np.dot has less overhead than np.matmul."""


def product(left: Floats, right: Floats, out: Floats) -> Call:
    """Plan the matrix product of two arrays into a contiguous one, or of stacks of arrays."""
    function = np.dot if out.nbytes <= SMALL_PRODUCT and out.ndim == 2 else np.matmul
    return partial(function, left, right, out)
