"""The runs as a table of which only the rows in sight are drawn, however many there are."""

from collections.abc import Sequence

import numpy as np
from npnn_tui.engine.runs.listing import INTERRUPTED, RUNNING, UNREADABLE, Entry
from rich.cells import set_cell_size
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from ..plotting import Cells
from ..plotting.cells import text_cells
from ..plotting.text import shortened
from .columns import GAP, Fitting, fitting
from .showing import Showing
from .view import RunsView

SIGNS = 4
"""Cells for the cursor and the number of a run."""

CURSOR = "▶"

COMPONENTS = {
    RUNNING: "good",
    INTERRUPTED: "warning",
    UNREADABLE: "bad",
    "diverged": "bad",
    "paused": "warning",
}
"""The component class whose colour a status has; others are not told apart by colour."""

MARK = "•"
"""Stands after the number of a marked run: the one under the cursor is compared unmarked."""


class RunChosen(Message):
    """A run was pointed at; with `is_wanted` it is to be opened."""

    def __init__(self, place: int, *, is_wanted: bool) -> None:
        super().__init__()
        self.place, self.is_wanted = place, is_wanted


class TableView(RunsView):
    """A row for each run; the selected one is always in sight."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._top = self._rows = 0

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Draw the head and the rows around the selected run."""
        self._rows = max(1, height - 1)
        self._top = max(0, min(self._top, len(showing.entries) - self._rows))
        self._top = min(max(self._top, showing.place - self._rows + 1), showing.place)
        seen = showing.entries[self._top : self._top + self._rows]
        columns = fitting(seen, width - SIGNS)
        picture = Cells.blank(width, height)
        heads = [(each, each.column.head) for each in columns]
        _put(picture, 0, self._line("", heads, self.color("axis")))
        for row, entry in enumerate(seen):
            _put(picture, row + 1, self._row(showing, columns, entry, row))
            if self._top + row == showing.place:
                picture.background[row + 1 : row + 2] = self.color("cursor")
        last = self._top + len(seen)
        self.border_subtitle = (
            "" if len(seen) == len(showing.entries)
            else f"{self._top + 1:,} to {last:,} of {len(showing.entries):,}"
        )  # fmt: skip
        return picture

    @property
    def page(self) -> int:
        """How many rows are in sight."""
        return max(1, self._rows - 1)

    def on_click(self, event: Click) -> None:
        """Select the run under the mouse, and open it at the second click."""
        offset = event.get_content_offset(self)
        if offset is not None and 0 < offset.y <= self._rows:
            place = self._top + offset.y - 1
            self.post_message(RunChosen(place, is_wanted=event.chain > 1))

    def on_mouse_scroll_down(self, _event: MouseScrollDown) -> None:
        """Select the next run."""
        self._scroll(1)

    def on_mouse_scroll_up(self, _event: MouseScrollUp) -> None:
        """Select the run before."""
        self._scroll(-1)

    def _scroll(self, by: int) -> None:
        if self.showing is not None:
            self.post_message(RunChosen(max(0, self.showing.place + by), is_wanted=False))

    def _row(self, showing: Showing, columns: Sequence[Fitting], entry: Entry, row: int) -> Cells:
        texts = [(each, each.texts[row]) for each in columns]
        is_selected = self._top + row == showing.place
        line = self._line(_signs(showing, entry, is_selected), texts, self.color("text"))
        self._color_status(line, columns, entry)
        number = showing.numbers.get(entry.folder)
        if number is not None:
            line.foreground[0, 1 : SIGNS - 1] = self.pens.among(number - 1, len(showing.compared))
        return line

    def _line(self, signs: str, texts: Sequence[tuple[Fitting, str]], color: int) -> Cells:
        parts = [_fitted(text, each, self.marker == "ascii") for each, text in texts]
        return text_cells(f"{signs:<{SIGNS}}{(' ' * GAP).join(parts)}", color)

    def _color_status(self, line: Cells, columns: Sequence[Fitting], entry: Entry) -> None:
        component = COMPONENTS.get(entry.status)
        start = SIGNS
        for column, width, _ in columns:
            if component and column.head == "Status":
                line.foreground[0, start : start + width] = np.int32(self.color(component))
            start += width + GAP


def _put(picture: Cells, row: int, line: Cells) -> None:
    """Put a line into a row of a picture that is being made: a copy for each would take long."""
    if row >= picture.height:
        return
    width = min(line.width, picture.width)
    picture.characters[row, :width] = line.characters[0, :width]
    picture.foreground[row, :width] = line.foreground[0, :width]


def _signs(showing: Showing, entry: Entry, is_selected: bool) -> str:
    number = showing.numbers.get(entry.folder) if len(showing.compared) > 1 else None
    mark = MARK if entry.folder in showing.marked else ""
    written = f"{number or ''}{mark}"
    return f"{CURSOR if is_selected else ' '}{written:<3}"


def _fitted(text: str, each: Fitting, ascii_only: bool) -> str:
    cut = shortened(text, each.width, ascii_only=ascii_only)
    if not each.column.is_number:
        return set_cell_size(cut, each.width)
    return cut.rjust(each.width) if cut.isascii() else set_cell_size(cut, each.width)
