"""What a model says all over a plane through its features, and the observations on it."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from npnn_tui.datasets.dataset import Dataset, Floats, Split
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.loading import load
from npnn_tui.datasets.plane import Plane, window
from npnn_tui.engine.runs.folder import Run
from npnn_tui.engine.runs.model import Model
from npnn_tui.engine.training.answers import ANSWERS
from numpy.typing import NDArray

ROWS_AT_ONCE = 8

MOST_POINTS = 400
"""Observations of each part that are drawn; of more, as many evenly spread ones."""


@dataclass(frozen=True, eq=False)
class Ground:
    """A plane and the data of a run, whose inputs are scaled as its model has them."""

    model: Model
    split: Split
    plane: Plane

    @classmethod
    def of(cls, run: Run) -> Self:
        """Return the ground of a run; raises FieldError when its data are no longer there."""
        model = run.model
        split = load(run.experiment.recipe)
        if _names_of(split) != (model.feature_names, model.class_names):
            raise FieldError("data", "data: they are others than those that the run learned from")
        split = replace(
            split,
            train=_rescaled(split.train, split, model),
            test=_rescaled(split.test, split, model),
            center=model.center,
            scale=model.scale,
        )
        return cls(model, split, Plane.of(split))

    def window(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the limits of both coordinates, around all training observations."""
        return window(self.plane.project(self.split.train.inputs))

    def answers(self, cells: int) -> Floats:
        """Return answers (cells, cells, outputs) in the middles of a grid, the top row first."""
        across, up = (_middles(limits, cells) for limits in self.window())
        parts = []
        for start in range(0, cells, ROWS_AT_ONCE):
            rows = up[::-1][start : start + ROWS_AT_ONCE]
            points = np.stack(np.meshgrid(across, rows), axis=-1).reshape(-1, 2)
            inputs = self.plane.lift(points)
            parts.append(ANSWERS[self.model.task](self.model.network, inputs))
        return np.concatenate(parts).reshape(cells, cells, -1).astype(np.float64)

    def observations(self, part: str) -> tuple[Floats, NDArray[np.float64]]:
        """Return coordinates (n, 2) and targets (n,) of `train` or `test`, not too many."""
        dataset: Dataset = getattr(self.split, part)
        rows = np.linspace(0, len(dataset) - 1, min(len(dataset), MOST_POINTS)).astype(np.intp)
        return self.plane.project(dataset.inputs[rows]), dataset.targets[rows]

    def shown_of_all(self) -> tuple[int, int]:
        """Return how many observations are drawn, and how many there are."""
        sizes = [len(part) for part in (self.split.train, self.split.test)]
        return sum(min(size, MOST_POINTS) for size in sizes), sum(sizes)


def _names_of(split: Split) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return split.train.feature_names, split.train.class_names


def _rescaled(dataset: Dataset, split: Split, model: Model) -> Dataset:
    """Return observations as the model takes them, and numbers to predict in raw units."""
    raw = dataset.inputs * split.scale + split.center
    targets = dataset.targets
    if split.task == "regression":
        targets = split.raw_targets(targets)
    return replace(dataset, inputs=model.inputs_of(raw), targets=targets)


def _middles(limits: tuple[float, float], cells: int) -> Floats:
    low, high = limits
    return low + (np.arange(cells) + 0.5) / cells * (high - low)
