"""The widget of one chart of metrics."""

from npnn_tui.datasets.text import printable
from textual.content import Content
from textual.events import Click
from textual.message import Message

from ..charts.picture import Picture
from ..plotting import Cells
from .drawing import Pens, draw_group
from .groups import Group
from .showing import Showing


class ChartChosen(Message):
    """A chart was pointed at, by its number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class MetricChart(Picture, can_focus=False):
    """Draws a group of metrics, or, before there are any, what is waited for."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._showing = Showing()
        self._group: Group | None = None
        self._number = 0
        self._words: tuple[str, ...] = ()

    def show(self, showing: Showing, number: int, group: Group) -> None:
        """Draw the group of this number from now on."""
        self._showing, self._number, self._group = showing, number, group
        self.set_class(number == showing.chosen_chart, "chosen")
        self.border_title = Content(f"{number + 1} {printable(group.quantity, 60)}")
        self.redraw()

    def say(self, *lines: str) -> None:
        """Show some lines of text instead of a chart."""
        self._group, self._words = None, lines
        self.set_class(False, "chosen")
        self.border_title = None
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Return the picture."""
        if self._group:
            pens = Pens(self.marker, self.color)
            return draw_group(self._showing, self._group, width, height, pens)
        cells = Cells.blank(width, height)
        for row, line in enumerate(self._words, max(0, (height - len(self._words)) // 2)):
            column = max(0, (width - len(line)) // 2)
            cells = cells.write(column, row, line, self.color("text"))
        return cells

    def on_click(self, event: Click) -> None:
        """Choose this chart."""
        if self._group:
            self.post_message(ChartChosen(self._number))

    def color(self, component: str) -> int:
        """Return the colour of a component class, mixed with what lies beneath as it asks."""
        mixed = self.background_colors[1] + self.get_component_styles(f"chart--{component}").color
        red, green, blue = mixed.rgb
        return red << 16 | green << 8 | blue
