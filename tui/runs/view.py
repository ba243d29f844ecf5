"""A view of runs: a picture of what is known of them."""

from typing import ClassVar

from ..charts.drawing import Drawing
from ..plotting import Cells
from .showing import Showing


class RunsView(Drawing, can_focus=False):
    """Draws what `show` was given last; a subclass says how in `picture`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chart--good",
        "chart--warning",
        "chart--bad",
        "chart--cursor",
    }

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.showing: Showing | None = None

    def show(self, showing: Showing) -> None:
        """Draw this from now on."""
        self.showing = showing
        self.redraw()

    def draw(self, width: int, height: int) -> Cells:
        """Return the picture, or why there is nothing to show."""
        if self.showing is None:
            return Cells.blank(width, height)
        if self.showing.vacancy:
            return self.sentence(self.showing.vacancy, width, height)
        return self.picture(self.showing, width, height)

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Return the picture of at least one run."""
        raise NotImplementedError
