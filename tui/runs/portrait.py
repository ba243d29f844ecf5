"""The boundary of a saved model with the observations, or why it cannot be drawn."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from npnn_tui.datasets.dataset import Floats, Split
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.loading import load
from npnn_tui.datasets.recipe import Recipe
from npnn_tui.datasets.sources import is_file
from npnn_tui.engine.runs import recipe as recipe_file
from npnn_tui.engine.runs.folder import MODEL, Run
from npnn_tui.engine.runs.model import Model
from npnn_tui.engine.sweeps.answers import PERCENTILES, Answers
from npnn_tui.engine.training.answers import ANSWERS

from ..charts.answers import draw_answers
from ..charts.pens import Pens
from ..charts.scene import Scene
from ..plotting import Cells, Observations, draw_points, sample_positions
from .catalogue import stamp_of

SAMPLES = 96
"""Rows and columns of answers: more than a tile has half blocks."""

CELLS_PER_POINT = 8
"""Cells of a picture for each observation in it: more would hide the regions."""

LARGEST_TABLE = 50_000_000
"""Bytes of a table that is still read for a small picture."""


@dataclass(frozen=True, eq=False)
class Portrait:
    """What a model answers on the plane of its data, and whether it errs at the observations."""

    answers: Answers
    scene: Scene
    wrong: np.typing.NDArray[np.bool_]

    @classmethod
    def of(cls, folder: Path) -> "Portrait":
        """Ask the model of a run; raises FieldError where it or its data cannot be read."""
        run = Run(folder)
        model, recipe = run.model, run.experiment.recipe
        split = _split_of(recipe, _stamp_of_table(recipe.data))
        _check(model, split)
        scene = Scene.of(split, "auto")
        return cls(_answers(model, split, scene), scene, _wrong(model, scene))

    def draw(self, width: int, height: int, pens: Pens) -> Cells:
        """Return the answers in so many cells, under as many observations as leave them seen."""
        field = draw_answers(self.answers, width, height, pens)
        count, scene = len(self.scene.targets), self.scene
        if self.answers.shape[-1] == 1 or not width * height:
            return field
        some = np.linspace(0, count - 1, min(count, width * height // CELLS_PER_POINT))
        rows = some.astype(np.intp)
        observations = Observations(
            scene.positions[rows], scene.targets[rows], scene.is_test[rows], self.wrong[rows]
        )
        limits = scene.x_limits, scene.y_limits
        return draw_points(
            field, observations, *limits, marker=pens.marker, background=pens.background
        )


def portrait_stamp(folder: Path) -> tuple[int, ...]:
    """Return what changes whenever a portrait of the run would."""
    return stamp_of(folder, recipe_file.FILE_NAME, MODEL)


@lru_cache(maxsize=4)
def _split_of(recipe: Recipe, _stamp: tuple[int, ...]) -> Split:
    return load(recipe)


def _stamp_of_table(data: str) -> tuple[int, ...]:
    """Return what changes with a table file; raises FieldError for one that is too large."""
    if not is_file(data):
        return ()
    path = Path(os.path.expanduser(data))
    stamp = stamp_of(path.parent, path.name)
    if len(stamp) > 1 and stamp[1] > LARGEST_TABLE:
        raise FieldError("data", "data: the table is too large to be read for a small picture")
    return stamp


def _check(model: Model, split: Split) -> None:
    """Raise FieldError if the data are no longer those that the model was trained on."""
    train = split.train
    if (
        (model.task, model.feature_names) != (split.task, train.feature_names)
        or model.class_names != train.class_names
        or not np.allclose(model.center, split.center)
        or not np.allclose(model.scale, split.scale)
    ):
        raise FieldError("data", "data: they are no longer those that it was trained on")


def _answers(model: Model, split: Split, scene: Scene) -> Answers:
    limits = scene.x_limits, scene.y_limits
    places = sample_positions("ascii", SAMPLES, SAMPLES, *limits)
    values = _ask(model, scene.plane.lift(places))
    if model.task == "regression":
        low, high = np.percentile(split.train.targets, PERCENTILES)
        values = (values - low) / ((high - low) or 1.0)
    with np.errstate(over="ignore"):
        return values.reshape(SAMPLES, SAMPLES, -1).astype(np.float16)


def _wrong(model: Model, scene: Scene) -> np.typing.NDArray[np.bool_]:
    if model.task == "regression":
        return np.zeros(len(scene.targets), bool)
    return np.asarray(_ask(model, scene.inputs).argmax(axis=1) != scene.targets)


def _ask(model: Model, inputs: Floats) -> Floats:
    answers: Floats = ANSWERS[model.task](model.network, inputs).astype(np.float64)
    return answers
