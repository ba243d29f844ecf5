"""The line of tabs: the names of the charts where not all of them are seen."""

from collections.abc import Sequence

from npnn_tui.datasets.text import printable
from rich.cells import cell_len
from textual.events import Click

from ..charts.picture import Picture
from ..plotting import Cells, safe_text
from ..plotting.text import shortened
from .groups import Group
from .metric_chart import ChartChosen

LONGEST = 20


class ChartTabs(Picture, can_focus=False):
    """Shows a tab for each chart, as many as there is room for; the chosen one has brackets."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._names: list[str] = []
        self._chosen = 0
        self._ends: list[tuple[int, int]] = []

    def show(self, groups: Sequence[Group], chosen: int) -> None:
        """Show these tabs from now on."""
        self._names = [f"{place} {group.quantity}" for place, group in enumerate(groups, 1)]
        self._chosen = chosen
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Return the tabs, beginning so late that the chosen one is seen."""
        ascii_only = self.marker == "ascii"
        tabs = []
        for place, name in enumerate(self._names):
            text = shortened(
                safe_text(printable(name, 60), ascii_only=ascii_only),
                LONGEST,
                ascii_only=ascii_only,
            )
            tabs.append(f"[{text}]" if place == self._chosen else f" {text} ")
        first = 0
        while first < self._chosen and sum(map(cell_len, tabs[first : self._chosen + 1])) > width:
            first += 1
        cells, column, self._ends = Cells.blank(width, height), 0, []
        for place, tab in enumerate(tabs[first:], first):
            color = self.color("train" if place == self._chosen else "text")
            cells = cells.write(column, 0, tab, color)
            column += cell_len(tab)
            self._ends.append((column, place))
        return cells

    def on_click(self, event: Click) -> None:
        """Choose the chart of a tab."""
        for end, place in self._ends:
            if event.x < end:
                self.post_message(ChartChosen(place))
                return
