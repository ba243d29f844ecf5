"""Observations as arrays: what `X` may be, and which names its columns have."""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from ..nn.arrays import Floats


def read_inputs(X: Any, dtype: DTypeLike) -> Floats:
    """Return X as finite numbers (observations, features) of a precision.

    X may be all that NumPy makes an array of numbers from, such as a data frame; it is not copied
    without need. Raises TypeError for a sparse matrix, and ValueError for another shape, for
    complex numbers, and for what is missing, infinite or too large for the precision.
    """
    refuse_sparse("X", X)
    array = np.asarray(X)
    refuse_complex("X", array)
    _check_shape(array)
    with np.errstate(over="ignore"):
        numbers = array.astype(np.float64) if array.dtype.kind in "OUS" else array
        inputs: Floats = np.asarray(numbers, dtype)
    refuse_not_finite("X", inputs)
    return inputs


def names_of(X: Any) -> NDArray[np.object_] | None:
    """Return the names of a data frame's columns, or None if they are not text.

    Raises TypeError if some are text and some not.
    """
    columns = getattr(X, "columns", None)
    if columns is None or not len(columns):
        return None
    are_text = [isinstance(name, str) for name in columns]
    if any(are_text) and not all(are_text):
        raise TypeError("the names of X's columns must all be text, or none of them")
    return np.array(list(columns), dtype=object) if all(are_text) else None


def refuse_sparse(name: str, value: Any) -> None:
    """Raise TypeError for a sparse matrix of any library."""
    if hasattr(value, "nnz") and hasattr(value, "shape"):
        raise TypeError(f"{name} is sparse, which is not supported: pass {name}.toarray()")


def refuse_complex(name: str, array: NDArray[Any]) -> None:
    """Raise ValueError for complex numbers."""
    if array.dtype.kind == "c":
        raise ValueError(f"Complex data not supported: {name} has the dtype {array.dtype}")


def refuse_not_finite(name: str, numbers: Floats) -> None:
    """Raise ValueError for NaN and infinities; nothing is allocated to find them."""
    extremes = [np.minimum.reduce(numbers, axis=None), np.maximum.reduce(numbers, axis=None)]
    if np.isnan(extremes).any():
        raise ValueError(f"{name} contains NaN")
    if np.isinf(extremes).any():
        raise ValueError(f"{name} contains inf, or numbers too large for {numbers.dtype}")


def _check_shape(array: NDArray[Any]) -> None:
    shape = array.shape
    if array.ndim != 2:
        raise ValueError(
            f"X must have the shape (observations, features), got {shape}. Reshape your data: "
            "X.reshape(-1, 1) if it is one feature, X.reshape(1, -1) if it is one observation"
        )
    for count, noun in zip(shape, ("sample", "feature"), strict=True):
        if not count:
            raise ValueError(f"X has 0 {noun}(s) (shape={shape}) while a minimum of 1 is required.")
