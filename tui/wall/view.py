"""A view of a wall: a picture of what is known of the sweep."""

from typing import ClassVar

from textual.message import Message

from ..charts.picture import Picture
from ..plotting import Cells
from .pens import COMPONENTS, Pens
from .showing import Showing


class CellChosen(Message):
    """A cell was pointed at; with `is_wanted` it is to be opened."""

    def __init__(self, place: int, *, is_wanted: bool) -> None:
        super().__init__()
        self.place = place
        self.is_wanted = is_wanted


class WallView(Picture, can_focus=False):
    """Draws what `show` was given last; a subclass says how in `picture`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"chart--{name}" for name in COMPONENTS.values()}

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.showing: Showing | None = None

    def show(self, showing: Showing) -> None:
        """Draw this from now on."""
        self.showing = showing
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Return the picture, or that there is nothing to show."""
        if self.showing is None:
            return Cells.blank(width, height)
        if not self.showing.cells:
            words = "no cell is like that: f changes the filter"
            column = max(0, (width - len(words)) // 2)
            return Cells.blank(width, height).write(column, height // 2, words, self.color("axis"))
        return self.picture(self.showing, width, height)

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Return the picture of a sweep with at least one cell."""
        raise NotImplementedError

    def step(self, right: int, down: int) -> int:
        """Return by how many cells a step on the screen moves the selection."""
        return right + down

    def color(self, component: str) -> int:
        """Return the colour of a component class, mixed with what lies beneath as it asks."""
        mixed = self.background_colors[1] + self.get_component_styles(f"chart--{component}").color
        red, green, blue = mixed.rgb
        return red << 16 | green << 8 | blue

    @property
    def pens(self) -> Pens:
        """What to draw with."""
        return Pens(self.marker, self.background, self.color)
