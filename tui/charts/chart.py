"""A picture of a run: it follows the snapshots and the knobs of the view that concern it."""

from typing import ClassVar

from npnn_tui.engine import Snapshot
from textual.reactive import reactive

from ..plotting import Marker
from ..terminal import this_terminal
from ..view import View
from .picture import Picture


class Chart(Picture):
    """Draws the snapshot in the way of the view; a subclass says how in `draw`."""

    FOLLOWS: ClassVar[tuple[str, ...]] = ()
    """The knobs of the view that change the picture."""

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    view: reactive[View] = reactive(View, repaint=False)

    def watch_snapshot(self, before: Snapshot | None, after: Snapshot) -> None:
        """Follow the run."""
        self.redraw()

    def watch_view(self, before: View, after: View) -> None:
        """Follow the knobs of the view that change the picture, once the key has its answer."""
        if any(getattr(before, name) != getattr(after, name) for name in self.FOLLOWS):
            self.call_after_refresh(self.redraw)

    @property
    def marker(self) -> Marker:
        """What to draw with: the view's choice, or what the terminal can show."""
        return this_terminal().marker_for(self.view.marker)
