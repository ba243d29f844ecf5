"""What the boundary chart asks of the painter of a task: a picture of answers on a plane."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from npnn_tui.engine import Answer
from numpy.typing import NDArray

from ..plotting import Cells, Marker, grid_shape, sample_positions
from ..view import View
from .scene import Scene

Outputs = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Canvas:
    """The interior of a chart, `width` by `height` cells, that shows a scene.

    `color` gives the colour of a component class of the chart, `background` what lies beneath.
    """

    scene: Scene
    view: View
    width: int
    height: int
    marker: Marker
    background: int
    color: Callable[[str], int]

    @property
    def places(self) -> NDArray[np.float64]:
        """The coordinates (samples, 2) of the samples of the field, the top row first."""
        limits = self.scene.x_limits, self.scene.y_limits
        return sample_positions(self.marker, self.width, self.height, *limits)

    def parted(self, answer: Answer) -> tuple[Outputs, Outputs]:
        """Return the answers on the grid (rows, columns, outputs) and at the observations."""
        rows, columns = grid_shape(self.marker, self.width, self.height)
        on_grid, at_observations = np.split(answer.values, [rows * columns])
        return on_grid.reshape(rows, columns, -1), at_observations

    def cell(self, on_grid: Outputs, column: int, row: int) -> Outputs:
        """Return the mean answer (outputs,) of the samples in one cell."""
        high, wide = on_grid.shape[0] // self.height, on_grid.shape[1] // self.width
        samples = on_grid[row * high : (row + 1) * high, column * wide : (column + 1) * wide]
        mean: Outputs = samples.mean(axis=(0, 1))
        return mean


class Painter(Protocol):
    """Paints the answers of networks for one split on one plane."""

    def title(self, view: View) -> str:
        """Return what is shown, in a few words."""

    def key(self, canvas: Canvas) -> Cells:
        """Return one row, as wide as the canvas, that explains the picture."""

    def field(self, canvas: Canvas, answer: Answer | None) -> Cells:
        """Return the field with the observations; these alone without an answer."""

    def readout(self, canvas: Canvas, place: tuple[float, float], here: Outputs, width: int) -> str:
        """Say what the network answers at a place, in at most so many cells."""
