"""The data sets that come with scikit-learn, which is imported only when one is asked for."""

from .dataset import Dataset
from .knobs import FieldError


def read_bundled(name: str) -> Dataset:
    """Return one of `sources.BUNDLED`; raises FieldError when scikit-learn is not installed."""
    try:
        import sklearn.datasets
    except ImportError:
        install = 'pip install "npnn-tui[sklearn]"'
        raise FieldError("data", f"data: {name} needs scikit-learn: {install}") from None
    bunch = getattr(sklearn.datasets, f"load_{name}")()
    return Dataset(
        bunch.data.astype("float64"),
        bunch.target.astype("int64"),
        tuple(str(feature) for feature in bunch.feature_names),
        tuple(str(target) for target in bunch.target_names),
    )
