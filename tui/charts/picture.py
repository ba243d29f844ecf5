"""A widget that shows a picture made of cells and repaints only the cells that changed."""

from typing import ClassVar

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from ..plotting import Cells, Marker, changed_spans, strips
from ..plotting.reduction import reduced
from ..terminal import this_terminal


class Picture(Widget, can_focus=True):
    """Shows what a subclass draws in `draw`, in the colours of the theme."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chart--text",
        "chart--axis",
        "chart--train",
        "chart--test",
        "chart--low",
        "chart--high",
    }

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._cells = Cells.blank(0, 0)
        self._strips: list[Strip] = []
        self._strips_for: tuple[Style, int, int] | None = None

    def entitle(self, title: str) -> None:
        """Set the title of the frame; setting the same one again would repaint the whole chart."""
        if self.border_title != title:
            self.border_title = title

    def draw(self, width: int, height: int) -> Cells:
        """Return the picture of so many cells."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw anew and repaint what has changed; nothing while the chart cannot be seen."""
        width, height = self.content_size
        if not (width and height):
            return
        picture = reduced(self.draw(width, height), this_terminal().colors, self.background)
        before, self._cells = self._cells, picture
        spans = [] if before is picture else changed_spans(before, picture)
        if self._strips_for != (style := self.rich_style, width, height):
            self._strips_for = style, width, height
            self._strips = strips(self._cells, style)
        elif spans:
            rows = [row for row, _, _ in spans]
            for row, strip in zip(rows, strips(self._cells, style, rows), strict=True):
                self._strips[row] = strip
        for row, start, stop in spans:
            self.refresh(Region(start, row, stop - start, 1))

    def render_line(self, y: int) -> Strip:
        """Return one line of the picture."""
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.content_size.width, self.rich_style)

    def on_resize(self) -> None:
        """Fill the new size."""
        self.redraw()

    def on_mount(self) -> None:
        """Take over the colours of another theme whenever it changes."""
        self.app.theme_changed_signal.subscribe(self, self._follow_theme)

    def _follow_theme(self, _theme: Theme) -> None:
        self.call_after_refresh(self.redraw)

    def color(self, component: str) -> int:
        """Return the colour of a component class as 0xRRGGBB."""
        red, green, blue = self.get_component_styles(f"chart--{component}").color.rgb
        return red << 16 | green << 8 | blue

    @property
    def background(self) -> int:
        """The colour beneath the picture as 0xRRGGBB."""
        red, green, blue = self.background_colors[1].rgb
        return red << 16 | green << 8 | blue

    @property
    def marker(self) -> Marker:
        """What to draw with: what the terminal can show."""
        return this_terminal().marker
