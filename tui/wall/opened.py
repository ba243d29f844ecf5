"""A cell of a wall as a full dashboard run."""

from typing import Any

from npnn_tui.datasets.loading import load
from textual.app import App

from ..dashboard import Dashboard
from ..link.link import Link
from ..sweep.cell import Cell
from ..sweeping import WALL
from ..view import View


def open_cell(app: App[Any], cell: Cell, link: Link) -> None:
    """Put a dashboard on top that trains the first seed of a cell, at full speed.

    Raises FieldError for one that cannot be trained.
    """
    experiment = cell.points[0].experiment
    split = load(experiment.recipe)
    view = View(pace="max")
    app.push_screen(Dashboard(experiment, split, view, start=True, link=link, opened_from=WALL))
