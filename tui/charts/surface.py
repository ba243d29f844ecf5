"""The picture of a regression: the predicted surface, the true one or the error between them."""

from collections.abc import Callable, Mapping

import numpy as np
from npnn_tui.datasets.dataset import Floats, Split
from npnn_tui.datasets.surfaces import SURFACES
from npnn_tui.engine import Answer
from numpy.typing import NDArray

from ..plotting import Cells, Marker, blend, grid_shape
from ..plotting.bands import BANDS, COARSE_BANDS, Bands, diverging
from ..plotting.readings import Readings, draw_readings
from ..plotting.relief import draw_relief
from ..plotting.scales import Limits
from ..tasks import TASK_WORDS
from ..view import SurfaceChoice, View
from .painter import Canvas, Outputs
from .scene import Scene
from .surface_key import Legend, Reading, key_of, readout_of

OUTLIERS = 2
"""Percent of the targets at each end that fall into the outermost bands, however far off."""

FINER = 4
"""The error is shown on a scale so many times finer than that of the targets."""

NEUTRAL: Mapping[Marker, float] = {"blocks": 0.12, "braille": 0.5, "ascii": 0.5}
"""Share of the text's colour in the middle of the scale: fillings may be faint, not characters."""

FIELDS: Mapping[SurfaceChoice, Callable[[Floats, Floats], Floats]] = {
    "prediction": lambda predicted, _true: predicted,
    "truth": lambda _predicted, true: true,
    "error": np.subtract,
}
"""What the field shows of a prediction and the truth."""


class Surface:
    """Paints numbers in the units of the data; answers (places, 1) are scaled as the targets.

    The scale is that of the observations shown, and stays while the network learns.
    """

    def __init__(self, split: Split, scene: Scene, data: str) -> None:
        self._split, self._scene = split, scene
        self._surface = SURFACES.get(data)
        self._targets = split.raw_targets(scene.targets)
        low, high = np.percentile(self._targets, [OUTLIERS, 100 - OUTLIERS]).tolist()
        self._limits: Limits = low, high
        self._grid: tuple[object, ...] = ()
        self._true = np.empty((0, 0))

    def title(self, view: View) -> str:
        """Return what the surface shows."""
        everywhere = view.surface == "prediction" or self._surface
        where = "" if everywhere else " at the observations"
        return f"{TASK_WORDS['regression'].field}: {view.surface}{where}"

    def key(self, canvas: Canvas) -> Cells:
        """Return the scale with its ends, and the shapes of the observations."""
        bands, colors = self._bands(canvas.view), _colors(canvas)
        has_test = bool(self._scene.is_test.any())
        legend = Legend(bands, colors, self._split.train.target_name, has_test)
        return key_of(legend, canvas.width, canvas.marker, canvas.color("text"))

    def field(self, canvas: Canvas, answer: Answer | None) -> Cells:
        """Return the surface with the observations in the colours of its scale."""
        shown, scene = canvas.view.surface, self._scene
        bands, colors = self._bands(canvas.view), _colors(canvas)
        on_grid, at_observations = self._predictions(canvas, answer)
        values = FIELDS[shown](on_grid, self._truth_on(canvas))
        readings = at_observations - self._targets if shown == "error" else self._targets
        return draw_readings(
            draw_relief(values, bands, colors, canvas.marker),
            Readings(scene.positions, readings, scene.is_test),
            scene.x_limits,
            scene.y_limits,
            bands=bands,
            colors=colors,
            marker=canvas.marker,
            background=canvas.background,
        )

    def readout(self, canvas: Canvas, place: tuple[float, float], here: Outputs, width: int) -> str:
        """Return the place, the prediction, and the truth where it is known."""
        predicted = self._split.raw_targets(here.astype(float)).item()
        true = self._truth(np.array([place])).item()
        labels, name = self._scene.plane.labels, self._split.train.target_name
        return readout_of(Reading(place, labels, name, predicted, true), width, canvas.marker)

    def _bands(self, view: View) -> Bands:
        count = COARSE_BANDS if view.discretised else BANDS
        if view.surface != "error":
            return Bands.between(self._limits, count)
        reach = (self._limits[1] - self._limits[0]) / FINER
        return Bands.between((-reach, reach), count)

    def _predictions(self, canvas: Canvas, answer: Answer | None) -> tuple[Floats, Floats]:
        """Return those on the grid and at the observations; NaN before there is an answer."""
        if answer is None:
            shape = grid_shape(canvas.marker, canvas.width, canvas.height)
            return np.full(shape, np.nan), np.full(len(self._targets), np.nan)
        on_grid, at_observations = canvas.parted(answer)
        raw = self._split.raw_targets
        return raw(on_grid[..., 0].astype(float)), raw(at_observations[:, 0].astype(float))

    def _truth_on(self, canvas: Canvas) -> Floats:
        """Return the truth on the grid, computed once for each size."""
        grid = canvas.marker, canvas.width, canvas.height
        if grid != self._grid:
            self._grid = grid
            self._true = self._truth(canvas.places).reshape(grid_shape(*grid))
        return self._true

    def _truth(self, places: Floats) -> Floats:
        """Return the noiseless heights (n,) at coordinates (n, 2); NaN if nobody knows them."""
        if self._surface is None:
            return np.full(len(places), np.nan)
        inputs = self._scene.plane.lift(places) * self._split.scale + self._split.center
        return self._surface.height(inputs)


def _colors(canvas: Canvas) -> NDArray[np.int32]:
    """Return the colours of the scale, in as many bands as the view asks for."""
    count = COARSE_BANDS if canvas.view.discretised else BANDS
    neutral = int(blend(canvas.color("text"), NEUTRAL[canvas.marker], canvas.background))
    return diverging(canvas.color("low"), neutral, canvas.color("high"), count)
