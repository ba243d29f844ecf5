"""The data sets that come with scikit-learn, which is imported only when one is asked for."""

from typing import Any

from .dataset import Dataset
from .knobs import FieldError
from .sources import BUNDLED_TARGETS


def read_bundled(name: str) -> Dataset:
    """Return one of `sources.BUNDLED`; raises FieldError when scikit-learn is not installed."""
    try:
        import sklearn.datasets
    except ImportError:
        install = 'pip install "npnn-tui[sklearn]"'
        raise FieldError("data", f"data: {name} needs scikit-learn: {install}") from None
    reader = getattr(sklearn.datasets, f"load_{name}")
    if name in BUNDLED_TARGETS:
        return _with_numbers(reader(scaled=False), BUNDLED_TARGETS[name])
    return _with_classes(reader())


def _with_classes(bunch: Any) -> Dataset:
    return Dataset(
        bunch.data.astype("float64"),
        bunch.target.astype("int64"),
        _feature_names(bunch),
        tuple(str(target) for target in bunch.target_names),
    )


def _with_numbers(bunch: Any, target_name: str) -> Dataset:
    inputs, targets = bunch.data.astype("float64"), bunch.target.astype("float64")
    return Dataset(inputs, targets, _feature_names(bunch), (), target_name)


def _feature_names(bunch: Any) -> tuple[str, ...]:
    return tuple(str(feature) for feature in bunch.feature_names)
