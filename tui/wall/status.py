"""The lines below a wall: how far the sweep is, and what is to be said of the selected cell."""

from math import isfinite
from typing import ClassVar

from npnn_tui.datasets.text import printable
from npnn_tui.engine.sweeps.report import State
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from ..sweep.board import Board
from ..wording import duration
from .drive import Drive
from .showing import Showing, title_of
from .verdicts import reason_of, word_of

BAR = 24
"""Columns of the progress bar."""

FULL, EMPTY = "█░"


class Status(Widget):
    """Two lines: progress with a bar, then a notice or the selected cell and its reason."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "summary--label",
        "summary--running",
        "summary--paused",
    }

    lines: reactive[tuple[Text, Text] | None] = reactive(None)

    def show(self, drive: Drive, showing: Showing, words: str, notice: str) -> None:
        """Tell how far the sweep is, how it is looked at (`words`), and the notice if any."""
        first = self._progress(drive)
        if words:
            first.append(f" · {words}")
        self.lines = first, Text(notice) if notice else self._selected(showing)

    def render(self) -> Text:
        """Return both lines, cut at the edge."""
        lines = self.lines or ()
        for line in lines:
            line.no_wrap, line.overflow = True, "ellipsis"
            line.truncate(max(1, self.content_size.width), overflow="ellipsis")
        return Text("\n").join(lines)

    def _progress(self, drive: Drive) -> Text:
        board = drive.board
        if drive.is_stopped and board.over < board.size:
            state, style = "stopped", "paused"
        else:
            state, style = "training" if drive.is_running else "done", "running"
        line = Text.assemble((state, self._style(style)), " ", self._bar(board))
        line.append(f" {board.count(State.FINISHED):,} of {board.size:,} trained")
        if state == "training" and isfinite(left := board.seconds_left):
            line.append(f" · {duration(left)} left")
        for kind in (State.CANCELLED, State.REFUSED, State.FAILED):
            if count := board.count(kind):
                line.append(f" · {count:,} {kind}")
        return line

    def _bar(self, board: Board) -> Text:
        full = round(BAR * board.over / max(1, board.size))
        rest = (EMPTY * (BAR - full), self._style("label"))
        return Text.assemble((FULL * full, self._style("running")), rest)

    def _selected(self, showing: Showing) -> Text:
        cell = showing.selected
        if cell is None:
            return Text()
        reason = printable(reason_of(cell), 200)
        words = f"{word_of(cell)}: {reason}" if reason else str(word_of(cell))
        return Text(f"{printable(title_of(cell), 80)} · {words}")

    def _style(self, name: str) -> str:
        return str(self.get_component_rich_style(f"summary--{name}", partial=True))
