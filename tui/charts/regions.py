"""The picture of a classification: regions of classes, and the observations with mistakes."""

import numpy as np
from npnn_tui.datasets.dataset import Split
from npnn_tui.engine import Answer

from ..plotting import Cells, Observations, draw_field, draw_points
from ..tasks import TASK_WORDS
from ..view import View
from .key_line import key_of, readout_of
from .painter import Canvas, Outputs
from .scene import Scene


class Regions:
    """Paints class regions shaded by confidence; answers are probabilities (places, classes)."""

    def __init__(self, split: Split, scene: Scene, _data: str) -> None:
        self._names = split.train.class_names
        self._scene = scene

    def title(self, _view: View) -> str:
        """Return the name of the view."""
        return TASK_WORDS["classification"].field

    def key(self, canvas: Canvas) -> Cells:
        """Return the classes, test points and mistakes by shape and colour."""
        has_test = bool(self._scene.is_test.any())
        color = canvas.color("text")
        return key_of(self._names, canvas.width, canvas.marker, color, has_test=has_test)

    def field(self, canvas: Canvas, answer: Answer | None) -> Cells:
        """Return the regions with all observations, mistakes marked."""
        scene = self._scene
        field = Cells.blank(canvas.width, canvas.height)
        wrong = np.zeros(len(scene.targets), dtype=bool)
        if answer is not None:
            on_grid, at_observations = canvas.parted(answer)
            known = np.isfinite(at_observations).all(axis=1)
            wrong = known & (at_observations.argmax(axis=1) != scene.targets)
            discretised = canvas.view.discretised
            field = draw_field(on_grid, canvas.marker, canvas.background, discretised=discretised)
        observations = Observations(scene.positions, scene.targets, scene.is_test, wrong)
        return draw_points(
            field,
            observations,
            scene.x_limits,
            scene.y_limits,
            marker=canvas.marker,
            background=canvas.background,
        )

    def readout(self, canvas: Canvas, place: tuple[float, float], here: Outputs, width: int) -> str:
        """Return the place and the likeliest classes there."""
        labels = self._scene.plane.labels
        return readout_of(place, labels, here, self._names, width=width, marker=canvas.marker)
