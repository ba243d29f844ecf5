"""What every screen does about sizes that are past, and about the one it has."""

from textual.await_complete import AwaitComplete
from textual.events import Resize
from textual.screen import Screen, ScreenResultType


class Steady(Screen[ScreenResultType]):
    """A screen that passes over a size which the window no longer has, or the screen has already.

    Textual answers each size with a layout and each layout with the size: two of them in the queue
    at once would follow each other for ever. A new screen is laid out before it is told its size.
    """

    _is_closed = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close, unless it is closed already: two keys may have come at once.

        Textual, which takes a screen away a moment later, would close the one below instead.
        """
        if self._is_closed or not self.is_current:
            return AwaitComplete()
        self._is_closed = True
        return super().dismiss(result)

    def on_resize(self, event: Resize) -> None:
        """Let Textual know of the newest size only, and only once."""
        if event.size != self.app.size or event.size == self.outer_size:
            event.prevent_default()
            event.stop()
