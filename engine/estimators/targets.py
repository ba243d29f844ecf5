"""Targets as arrays: what `y` may be as labels of classes and as numbers to predict."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..nn.arrays import Doubles
from .complaints import DataConversionWarning, warn_as
from .inputs import refuse_complex, refuse_not_finite, refuse_sparse


def read_labels(y: Any) -> NDArray[Any]:
    """Return labels (observations,) of any type that can be sorted.

    Raises ValueError for several columns (multi-label classification), for numbers that are not
    whole, and for what is missing or cannot be compared.
    """
    labels = _array(y)
    if labels.ndim > 1:
        raise ValueError(
            "y should be a 1d array of labels, got the shape "
            f"{labels.shape}: multi-label classification is not supported"
        )
    if labels.dtype.kind == "f":
        refuse_not_finite("y", labels)
        if np.any(labels != np.floor(labels)):
            raise ValueError(
                "Unknown label type: continuous. The labels in y must be whole numbers or text; "
                "use MLPRegressor to predict other numbers"
            )
    return labels


def classes_of(labels: NDArray[Any]) -> NDArray[Any]:
    """Return the distinct labels in ascending order."""
    try:
        return np.unique(labels)
    except TypeError:
        raise ValueError(
            "Unknown label type: the labels in y are of types that cannot be compared, such as "
            "text and numbers, or some are missing"
        ) from None


def encode(labels: NDArray[Any], classes: NDArray[Any]) -> NDArray[np.int64]:
    """Return the place of each label among the classes; raises ValueError if it has none."""
    found = classes_of(labels)
    unknown = found[~np.isin(found, classes)]
    if len(unknown):
        raise ValueError(f"y has labels {unknown.tolist()} that are not among {classes.tolist()}")
    return np.searchsorted(classes, labels).astype(np.int64)


def read_numbers(y: Any) -> Doubles:
    """Return finite numbers (observations,) or (observations, outputs); raises ValueError."""
    array = _array(y)
    if array.ndim > 2:
        raise ValueError(f"y must have one column, or one per output, got the shape {array.shape}")
    numbers = array.astype(np.float64)
    refuse_not_finite("y", numbers)
    return numbers


def read_weights(sample_weight: Any) -> Doubles | None:
    """Return the weights of observations in a score, if there are any."""
    return None if sample_weight is None else np.asarray(sample_weight, np.float64)


def check_lengths(inputs: NDArray[Any], targets: NDArray[Any]) -> None:
    """Raise ValueError if there is not one target for each observation."""
    if len(inputs) != len(targets):
        raise ValueError(f"X has {len(inputs):,} observations, but y has {len(targets):,}")


def _array(y: Any) -> NDArray[Any]:
    """Return y as an array of one or more axes; a single column loses its second axis."""
    if y is None:
        raise ValueError("fit requires y to be passed, but the target y is None")
    refuse_sparse("y", y)
    array = np.asarray(y)
    refuse_complex("y", array)
    if not array.size or not array.ndim:
        raise ValueError(f"y should be a 1d array of targets, got the shape {array.shape}")
    if array.ndim == 2 and array.shape[1] == 1:
        warn_as(
            DataConversionWarning,
            "A column-vector y was passed when a 1d array was expected: pass y.ravel()",
            calls=5,
        )
        return array.ravel()
    return array
