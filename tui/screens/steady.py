"""What every screen does about sizes that are past."""

from textual.events import Resize
from textual.screen import Screen, ScreenResultType


class Steady(Screen[ScreenResultType]):
    """A screen that passes over a size which the window no longer has.

    Textual answers each size with a layout and each layout with the size: two of them in the queue
    at once would follow each other for ever.
    """

    def on_resize(self, event: Resize) -> None:
        """Let Textual know of the newest size only."""
        if event.size != self.app.size:
            event.prevent_default()
            event.stop()
