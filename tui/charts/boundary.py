"""The boundary view: what the network answers everywhere, under the observations."""

from typing import ClassVar

import numpy as np
from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.text import printable
from npnn_tui.engine import Answer, Probe
from numpy.typing import NDArray
from textual.binding import Binding, BindingType
from textual.events import MouseMove

from ..messages import ProbeMoved
from ..plotting import (
    Cells,
    ChartFrame,
    Inner,
    Observations,
    draw_axes,
    draw_field,
    draw_points,
    grid_shape,
    sample_positions,
)
from .chart import Chart
from .key_line import key_of, readout_of
from .scene import Scene

KEY_ROWS = 1


class BoundaryChart(Chart):
    """Class regions shaded by confidence, the observations, and a cursor to ask at one place.

    It posts ProbeMoved when it wants predictions elsewhere, and draws those that a snapshot
    brings for its newest probe.
    """

    BORDER_TITLE = "Boundary"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move_cursor(-1, 0)", "Cursor", show=False),
        Binding("right", "move_cursor(1, 0)", "Cursor", show=False),
        Binding("up", "move_cursor(0, -1)", "Cursor", show=False),
        Binding("down", "move_cursor(0, 1)", "Cursor", show=False),
        Binding("escape", "hide_cursor", "Hide cursor", show=False),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._scene: Scene | None = None
        self._shown: tuple[Split, str] | None = None
        self._probe: Probe | None = None
        self._grid: tuple[object, ...] = ()
        self._cursor: tuple[int, int] | None = None
        self._inner = Inner(0, 0, 0, 0)
        self._probabilities: NDArray[np.floating] | None = None

    def draw(self, width: int, height: int) -> Cells:
        """Draw the key, the field with its axes and observations, and the readout."""
        picture = Cells.blank(width, height)
        if self.snapshot is None:
            return picture
        scene = self._scene_of(self.snapshot.split)
        axes, inner = draw_axes(self._frame(scene, width, height - KEY_ROWS))
        self._inner = Inner(inner.column, inner.row + KEY_ROWS, inner.width, inner.height)
        if not inner.width:
            return picture
        if self._cursor and not (self._cursor[0] < inner.width and self._cursor[1] < inner.height):
            self._cursor = None
        self._ask(scene, inner)
        field = self._field(scene, inner, self._answer())
        picture = picture.place(axes, 0, KEY_ROWS).place(field, self._inner.column, self._inner.row)
        names = self.snapshot.split.train.class_names
        has_test = bool(scene.is_test.any())
        key = key_of(names, inner.width, self.marker, self.color("text"), has_test=has_test)
        picture = picture.place(key, self._inner.column, 0)
        return self._with_readout(picture, scene, inner, names)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Put the cursor under the mouse."""
        offset = event.get_content_offset(self)
        if offset is not None:
            self._put_cursor(offset.x - self._inner.column, offset.y - self._inner.row)

    def on_leave(self) -> None:
        """Take the cursor away with the mouse."""
        self.action_hide_cursor()

    def action_move_cursor(self, right: int, down: int) -> None:
        """Move the cursor by cells; it begins in the middle."""
        column, row = self._cursor or (self._inner.width // 2, self._inner.height // 2)
        column = min(max(column + right, 0), self._inner.width - 1)
        row = min(max(row + down, 0), self._inner.height - 1)
        self._put_cursor(column, row)

    def action_hide_cursor(self) -> None:
        """Take the cursor away."""
        self._cursor = None
        self.redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave escape to the dashboard while there is no cursor."""
        return self._cursor is not None if action == "hide_cursor" else True

    def _put_cursor(self, column: int, row: int) -> None:
        inside = 0 <= column < self._inner.width and 0 <= row < self._inner.height
        self._cursor = (column, row) if inside else None
        self.redraw()

    def _scene_of(self, split: Split) -> Scene:
        """Return the scene of these data on the plane of the view; the same until one changes."""
        shown = self._shown
        if self._scene is None or shown is None or shown != (split, self.view.plane):
            self._scene, self._shown = Scene.of(split, self.view.plane), (split, self.view.plane)
        return self._scene

    def _frame(self, scene: Scene, width: int, height: int) -> ChartFrame:
        x_label, y_label = (printable(label) for label in scene.plane.labels)
        return ChartFrame(
            width=width,
            height=height,
            x_limits=scene.x_limits,
            y_limits=scene.y_limits,
            x_label=x_label,
            y_label=y_label,
            marker=self.marker,
            foreground=self.color("text"),
            muted=self.color("axis"),
        )

    def _ask(self, scene: Scene, inner: Inner) -> None:
        """Ask for predictions on the grid and at the observations, if either has changed."""
        grid = (scene, self.marker, inner.width, inner.height)
        if grid != self._grid:
            limits = scene.x_limits, scene.y_limits
            places = sample_positions(self.marker, inner.width, inner.height, *limits)
            points = np.concatenate((scene.plane.lift(places), scene.inputs))
            self._grid, self._probe = grid, Probe(points)
            self.post_message(ProbeMoved(self._probe))

    def _answer(self) -> Answer | None:
        """Return the predictions at the points of the newest probe, if they have come."""
        answer = self.snapshot.answer if self.snapshot else None
        return answer if answer is not None and answer.probe is self._probe else None

    def _field(self, scene: Scene, inner: Inner, answer: Answer | None) -> Cells:
        """Draw class regions, observations and cursor; observations alone without an answer."""
        rows, columns = grid_shape(self.marker, inner.width, inner.height)
        field = Cells.blank(inner.width, inner.height)
        wrong = np.zeros(len(scene.targets), dtype=bool)
        self._probabilities = None
        if answer is not None:
            on_grid, at_observations = np.split(answer.values, [rows * columns])
            self._probabilities = on_grid.reshape(rows, columns, -1)
            known = np.isfinite(at_observations).all(axis=1)
            wrong = known & (at_observations.argmax(axis=1) != scene.targets)
            field = draw_field(
                self._probabilities,
                self.marker,
                self.background,
                discretised=self.view.discretised,
            )
        observations = Observations(scene.positions, scene.targets, scene.is_test, wrong)
        limits = scene.x_limits, scene.y_limits
        field = draw_points(
            field, observations, *limits, marker=self.marker, background=self.background
        )
        return field if self._cursor is None else self._with_cursor(field, self._cursor)

    def _with_cursor(self, field: Cells, cursor: tuple[int, int]) -> Cells:
        column, row = cursor
        here = Cells.blank(1, 1, self.color("text")).write(0, 0, "+", self.background)
        here.background[:] = self.color("text")
        return field.place(here, column, row)

    def _with_readout(
        self, picture: Cells, scene: Scene, inner: Inner, names: tuple[str, ...]
    ) -> Cells:
        """Say in the last row where the cursor is and how sure the network is there."""
        if self._cursor is None or self._probabilities is None:
            return picture
        column, row = self._cursor
        here = _cell(self._probabilities, inner, column, row)
        if not np.isfinite(here).all():
            return picture
        x = _middle(scene.x_limits, column, inner.width)
        y = _middle(scene.y_limits, inner.height - 1 - row, inner.height)
        width, last = picture.width, picture.height - 1
        text = readout_of((x, y), scene.plane.labels, here, names, width=width, marker=self.marker)
        return picture.place(Cells.blank(width, 1), 0, last).write(
            0, last, text, self.color("text")
        )


def _cell(
    probabilities: NDArray[np.floating], inner: Inner, column: int, row: int
) -> NDArray[np.floating]:
    """Return the mean probabilities of the samples in one cell."""
    rows, columns = probabilities.shape[:2]
    high, wide = rows // inner.height, columns // inner.width
    samples = probabilities[row * high : (row + 1) * high, column * wide : (column + 1) * wide]
    mean: NDArray[np.floating] = samples.mean(axis=(0, 1))
    return mean


def _middle(limits: tuple[float, float], cell: int, cells: int) -> float:
    low, high = limits
    return low + (high - low) * (cell + 0.5) / cells
