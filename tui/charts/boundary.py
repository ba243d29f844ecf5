"""The boundary view: what the network answers everywhere, under the observations."""

from collections.abc import Callable, Mapping
from typing import ClassVar

import numpy as np
from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.tasks import Task
from npnn_tui.datasets.text import printable
from npnn_tui.engine import Answer, Probe, Snapshot
from textual.binding import Binding, BindingType
from textual.events import MouseMove

from ..messages import ProbeMoved
from ..plotting import Cells, ChartFrame, Inner, draw_axes
from .chart import Chart
from .painter import Canvas, Outputs, Painter
from .regions import Regions
from .scene import Scene
from .surface import Surface

KEY_ROWS = 1

PAINTERS: Mapping[Task, Callable[[Split, Scene, str], Painter]] = {
    "classification": Regions,
    "regression": Surface,
}
"""Who paints the answers of each task, given the data, what of them is shown, and their name."""


class BoundaryChart(Chart):
    """Class regions or a surface, the observations, and a cursor to ask at one place.

    It posts ProbeMoved when it wants predictions elsewhere, and draws those that a snapshot
    brings for its newest probe.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move_cursor(-1, 0)", "Cursor", show=False),
        Binding("right", "move_cursor(1, 0)", "Cursor", show=False),
        Binding("up", "move_cursor(0, -1)", "Cursor", show=False),
        Binding("down", "move_cursor(0, 1)", "Cursor", show=False),
        Binding("escape", "hide_cursor", "Hide cursor", show=False),
    ]

    FOLLOWS = ("marker", "plane", "surface", "discretised")

    _painter: Painter

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._scene: Scene | None = None
        self._shown: tuple[Split, str] | None = None
        self._probe: Probe | None = None
        self._grid: tuple[object, ...] = ()
        self._cursor: tuple[int, int] | None = None
        self._inner = Inner(0, 0, 0, 0)
        self._outputs: Outputs | None = None

    def draw(self, width: int, height: int) -> Cells:
        """Draw the key, the field with its axes and observations, and the readout."""
        picture = Cells.blank(width, height)
        if self.snapshot is None:
            return picture
        scene = self._scene_of(self.snapshot)
        self.entitle(self._painter.title(self.view))
        axes, inner = draw_axes(self._frame(scene, width, height - KEY_ROWS))
        self._inner = Inner(inner.column, inner.row + KEY_ROWS, inner.width, inner.height)
        if not inner.width:
            return picture
        if self._cursor and not (self._cursor[0] < inner.width and self._cursor[1] < inner.height):
            self._cursor = None
        canvas = self._canvas(scene, inner)
        self._ask(canvas)
        field = self._field(canvas)
        picture = picture.place(axes, 0, KEY_ROWS).place(field, self._inner.column, self._inner.row)
        picture = picture.place(self._painter.key(canvas), self._inner.column, 0)
        return self._with_readout(picture, canvas)

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

    def _scene_of(self, snapshot: Snapshot) -> Scene:
        """Return the scene of the data on the plane of the view; the same until one changes."""
        split = snapshot.split
        shown = self._shown
        if self._scene is None or shown is None or shown != (split, self.view.plane):
            self._scene, self._shown = Scene.of(split, self.view.plane), (split, self.view.plane)
            data = snapshot.experiment.recipe.data
            self._painter = PAINTERS[split.task](split, self._scene, data)
        return self._scene

    def _canvas(self, scene: Scene, inner: Inner) -> Canvas:
        return Canvas(
            scene,
            self.view,
            inner.width,
            inner.height,
            self.marker,
            self.background,
            self.color,
        )

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

    def _ask(self, canvas: Canvas) -> None:
        """Ask for predictions on the grid and at the observations, if either has changed."""
        grid = (canvas.scene, canvas.marker, canvas.width, canvas.height)
        if grid != self._grid:
            points = canvas.scene.plane.lift(canvas.places)
            probe = Probe(np.concatenate((points, canvas.scene.inputs)))
            self._grid, self._probe = grid, probe
            self.post_message(ProbeMoved(probe))

    def _answer(self) -> Answer | None:
        """Return the predictions at the points of the newest probe, if they have come."""
        answer = self.snapshot.answer if self.snapshot else None
        return answer if answer is not None and answer.probe is self._probe else None

    def _field(self, canvas: Canvas) -> Cells:
        """Draw the answers, the observations and the cursor."""
        answer = self._answer()
        self._outputs = None if answer is None else canvas.parted(answer)[0]
        field = self._painter.field(canvas, answer)
        return field if self._cursor is None else self._with_cursor(field, self._cursor)

    def _with_cursor(self, field: Cells, cursor: tuple[int, int]) -> Cells:
        column, row = cursor
        here = Cells.blank(1, 1, self.color("text")).write(0, 0, "+", self.background)
        here.background[:] = self.color("text")
        return field.place(here, column, row)

    def _with_readout(self, picture: Cells, canvas: Canvas) -> Cells:
        """Say in the last row where the cursor is and what the network answers there."""
        if self._cursor is None or self._outputs is None:
            return picture
        column, row = self._cursor
        here = canvas.cell(self._outputs, column, row)
        if not np.isfinite(here).all():
            return picture
        x = _middle(canvas.scene.x_limits, column, canvas.width)
        y = _middle(canvas.scene.y_limits, canvas.height - 1 - row, canvas.height)
        width, last = picture.width, picture.height - 1
        text = self._painter.readout(canvas, (x, y), here, width)
        return picture.place(Cells.blank(width, 1), 0, last).write(
            0, last, text, self.color("text")
        )


def _middle(limits: tuple[float, float], cell: int, cells: int) -> float:
    low, high = limits
    return low + (high - low) * (cell + 0.5) / cells
