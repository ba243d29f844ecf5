"""A cell of a wall as a full dashboard run."""

from typing import Any

from textual.app import App

from ..begun import begin
from ..dashboard import Dashboard
from ..link.link import Link
from ..saving import Beginning, Saving
from ..sweep.cell import Cell
from ..sweeping import WALL
from ..view import View


def open_cell(app: App[Any], cell: Cell, saving: Saving, link: Link) -> None:
    """Put a dashboard on top that trains the first seed of a cell, at full speed.

    Raises FieldError for one that cannot be trained.
    """
    beginning = Beginning(cell.points[0].experiment, saving)
    begun = begin(beginning)
    dashboard = Dashboard(
        begun.experiment,
        begun.split,
        View(pace="max"),
        start=True,
        session_of=begun.session_of,
        link=link,
        opened_from=WALL,
        beginning=beginning,
    )
    app.push_screen(dashboard)
