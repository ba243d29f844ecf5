"""The list of runs: the sign and colour of each, its name, and where it is."""

import numpy as np
from npnn_tui.datasets.text import printable
from textual.events import Click
from textual.message import Message

from ..charts.picture import Picture
from ..plotting import Cells, safe_text, short_number
from ..plotting.text import shortened, shortened_names
from .drawing import last_value
from .marks import color_of, mark_of
from .showing import Showing

VALUE = 10
"""Cells for the newest value of a run."""


class RunChosen(Message):
    """A run was pointed at, by its number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class RunList(Picture, can_focus=False):
    """A row for each run, with the newest value of the chosen chart at its end."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._showing = Showing()

    def show(self, showing: Showing) -> None:
        """Show these runs from now on."""
        self._showing = showing
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Return the rows, beginning so late that the chosen run is seen."""
        showing, ascii_only = self._showing, self.marker == "ascii"
        room = max(3, width - VALUE - 5)
        safe = [safe_text(printable(name, 200), ascii_only=ascii_only) for name in self._names]
        names = shortened_names(safe, room, ascii_only=ascii_only)
        cells = Cells.blank(width, height)
        for row, number in enumerate(range(self._first(height), len(showing.runs))):
            run = showing.runs[number]
            is_hidden = run.path in showing.hidden
            text = self.color("axis" if is_hidden else "text")
            if number == showing.chosen_run:
                cells = cells.write(0, row, ">", self.color("text"))
            sign = "-" if is_hidden else mark_of(number, self.marker)
            cells = cells.write(1, row, sign, text if is_hidden else color_of(number))
            cells = cells.write(3, row, names[number], text)
            value = shortened(self._value(number), VALUE, ascii_only=ascii_only)
            cells = cells.write(width - 1 - len(value), row, value, text)
        return cells

    def on_click(self, event: Click) -> None:
        """Choose a run."""
        number = self._first(self.content_size.height) + event.y
        if number < len(self._showing.runs):
            self.post_message(RunChosen(number))

    @property
    def _names(self) -> tuple[str, ...]:
        return self._showing.watched.names

    def _first(self, height: int) -> int:
        """Return the number of the run in the first row."""
        showing = self._showing
        latest = max(0, len(showing.runs) - height)
        return min(max(0, showing.chosen_run - height // 2), latest)

    def _value(self, number: int) -> str:
        showing = self._showing
        run, groups = showing.runs[number], showing.groups
        if run.path in showing.hidden:
            return "hidden"
        if run.complaint:
            return "!"
        if not groups:
            return ""
        value = last_value(run, groups[min(showing.chosen_chart, len(groups) - 1)])
        return "" if np.isnan(value) else short_number(value, 4)
