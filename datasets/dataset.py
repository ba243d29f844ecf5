"""What a data set is: observations with a class each. Knows nothing of where they came from."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Labelled observations.

    `inputs` has the shape (observations, features), `targets` (observations,) with values from 0
    to `len(class_names) - 1`. Names may hold any characters; print them through `printable`.
    """

    inputs: Floats
    targets: Labels
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.targets)

    def take(self, rows: NDArray[np.intp]) -> "Dataset":
        """Return the observations with these row numbers, in this order."""
        return replace(self, inputs=self.inputs[rows], targets=self.targets[rows])


@dataclass(frozen=True, eq=False)
class Split:
    """Observations to train on and others to test on; `test` may have none.

    `center` and `scale`, both of shape (features,), are what standardisation subtracted and
    divided by (0 and 1 without it): raw = inputs * scale + center.
    """

    train: Dataset
    test: Dataset
    center: Floats
    scale: Floats
