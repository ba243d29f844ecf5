"""What a data set is: observations with a target each. Knows nothing of where they came from.

The target is a class, to be told apart from the others, or a number, to be predicted.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .tasks import Task

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
Targets = NDArray[Any]
"""Labels or Floats: which of the two, the type checker cannot know."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Observations with their targets.

    `inputs` has the shape (observations, features), `targets` (observations,). For classification
    the targets are int64, from 0 to `len(class_names) - 1`. For regression they are float64,
    `class_names` is empty and `target_name` says what they measure. Names may hold any
    characters; print them through `printable`.
    """

    inputs: Floats
    targets: Targets
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]
    target_name: str = ""

    def __len__(self) -> int:
        return len(self.targets)

    @property
    def task(self) -> Task:
        """What there is to learn, which the type of the targets tells."""
        return "regression" if self.targets.dtype.kind == "f" else "classification"

    @property
    def outputs(self) -> int:
        """How many outputs a network for it has: one for each class, or the number itself."""
        return 1 if self.task == "regression" else len(self.class_names)

    def take(self, rows: NDArray[np.intp]) -> "Dataset":
        """Return the observations with these row numbers, in this order."""
        return replace(self, inputs=self.inputs[rows], targets=self.targets[rows])


@dataclass(frozen=True, eq=False)
class Split:
    """Observations to train on and others to test on; `test` may have none.

    `center` and `scale`, both of shape (features,), are what standardisation subtracted and
    divided by (0 and 1 without it): raw = inputs * scale + center. `target_center` and
    `target_scale` are the same for the targets of regression, and 0 and 1 for classes.
    """

    train: Dataset
    test: Dataset
    center: Floats
    scale: Floats
    target_center: float = 0.0
    target_scale: float = 1.0

    @property
    def task(self) -> Task:
        """What there is to learn."""
        return self.train.task

    def raw_targets(self, values: Floats) -> Floats:
        """Return targets or predictions of regression, of any shape, in the units of the data."""
        return values * self.target_scale + self.target_center
