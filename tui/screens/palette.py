"""The command palette, which Textual's own keys and searches may find closed already."""

from contextlib import suppress

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.css.query import NoMatches

from .steady import Steady


class Palette(CommandPalette, Steady[None]):
    """Closes once, and takes no notice of what is found or shown to be busy after that.

    Its parts go before it does itself, and what follows a search then looks for them in vain.
    """

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Close, unless it is closed already: two keys may have come at once."""
        if not self.is_current:
            return AwaitComplete()
        self._stop_no_matches_countdown()
        self._stop_busy_countdown()
        return super().dismiss(None)

    def _watch__list_visible(self) -> None:
        with suppress(NoMatches):
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        with suppress(NoMatches):
            await super()._watch__show_busy()
