"""What every screen does about sizes that are past, and about the one it has."""

from textual.events import Resize
from textual.screen import Screen, ScreenResultType


class Steady(Screen[ScreenResultType]):
    """A screen that passes over a size which the window no longer has, or the screen has already.

    Textual answers each size with a layout and each layout with the size: two of them in the queue
    at once would follow each other for ever. A new screen is laid out before it is told its size.
    """

    def on_resize(self, event: Resize) -> None:
        """Let Textual know of the newest size only, and only once."""
        if event.size != self.app.size or event.size == self.outer_size:
            event.prevent_default()
            event.stop()
