"""What the boundary chart shows, without its size: the plane, and the observations on it."""

from dataclasses import dataclass

import numpy as np
from npnn_tui.datasets.dataset import Dataset, Floats, Split, Targets
from npnn_tui.datasets.plane import Plane, window

from ..plotting.scales import Limits

MOST_SHOWN = 1_000
"""Observations of each part that are drawn; more of them would hide the field."""


@dataclass(frozen=True, eq=False)
class Scene:
    """A plane, its limits, and the observations shown: `inputs` (n, d), `positions` (n, 2).

    `targets` (n,) are their classes or numbers.
    """

    plane: Plane
    x_limits: Limits
    y_limits: Limits
    inputs: Floats
    positions: Floats
    targets: Targets
    is_test: np.typing.NDArray[np.bool_]

    @classmethod
    def of(cls, split: Split, choice: str) -> "Scene":
        """Choose the plane and evenly spaced rows; raises FieldError (field `plane`)."""
        plane = Plane.of(split, choice)
        train, test = _some(split.train), _some(split.test)
        inputs = np.concatenate((train.inputs, test.inputs))
        positions = plane.project(inputs)
        return cls(
            plane,
            *window(positions),
            inputs,
            positions,
            np.concatenate((train.targets, test.targets)),
            np.repeat([False, True], [len(train), len(test)]),
        )


def _some(dataset: Dataset) -> Dataset:
    shown = min(len(dataset), MOST_SHOWN)
    return dataset.take(np.linspace(0, len(dataset) - 1, shown).astype(np.intp))
