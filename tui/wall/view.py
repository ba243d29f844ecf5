"""A view of a wall: a picture of what is known of the sweep."""

from typing import ClassVar

from textual.message import Message

from ..charts.drawing import Drawing
from ..plotting import Cells
from .showing import Showing
from .verdicts import COMPONENTS


class CellChosen(Message):
    """A cell was pointed at; with `is_wanted` it is to be opened."""

    def __init__(self, place: int, *, is_wanted: bool) -> None:
        super().__init__()
        self.place = place
        self.is_wanted = is_wanted


class WallView(Drawing, can_focus=False):
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
            return self.sentence("no cell is like that: f changes the filter", width, height)
        return self.picture(self.showing, width, height)

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Return the picture of a sweep with at least one cell."""
        raise NotImplementedError

    def step(self, right: int, down: int) -> int:
        """Return by how many cells a step on the screen moves the selection."""
        return right + down
