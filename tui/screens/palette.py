"""The command palette, which Textual's own keys and searches may find closed already."""

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.css.query import NoMatches

from .steady import Steady


class Palette(CommandPalette, Steady[None]):
    """Closes once, and takes no notice of what is found after that."""

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Close, unless it is closed already: two keys may have come at once."""
        return super().dismiss(None) if self.is_current else AwaitComplete()

    def _watch__list_visible(self) -> None:
        try:
            super()._watch__list_visible()
        except NoMatches:  # a search has ended after the list was taken away
            return
