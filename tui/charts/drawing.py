"""A picture of several trainings, without a snapshot to follow."""

from ..plotting import Cells
from .pens import Pens
from .picture import Picture


class Drawing(Picture, can_focus=False):
    """Draws with the colours of its component classes, mixed with what lies beneath them."""

    def color(self, component: str) -> int:
        """Return the colour of a component class, mixed with what lies beneath as it asks."""
        mixed = self.background_colors[1] + self.get_component_styles(f"chart--{component}").color
        red, green, blue = mixed.rgb
        return red << 16 | green << 8 | blue

    @property
    def pens(self) -> Pens:
        """What to draw with."""
        return Pens(self.marker, self.background, self.color)

    def sentence(self, words: str, width: int, height: int) -> Cells:
        """Return a sentence in the middle of else blank cells."""
        column = max(0, (width - len(words)) // 2)
        return Cells.blank(width, height).write(column, height // 2, words, self.color("axis"))
