"""The Textual application: themes, and the opening that becomes the dashboard.

It imports neither NumPy nor the charts: the first frame is painted without them.
"""

import asyncio
import signal
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from .keys import KEYS
from .link.link import Link
from .opening import Opening
from .repairs import mend_lists
from .saving import Beginning
from .screens.palette import Palette
from .terminal import this_terminal
from .themes import themes_of
from .uncolored import Uncolored
from .view import View


class NpnnApp(App[str]):
    """`npnn-tui` itself."""

    TITLE = "npnn-tui"
    CSS_PATH = "npnn.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", "Quit", show=False, priority=True),
        Binding("ctrl+l", "redraw", "Redraw", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True),
        Binding("t", "next_theme", "Theme", show=False),
    ]

    def __init__(self, first: Screen[None], link: Link | None = None) -> None:
        super().__init__()
        mend_lists()
        self._first = first
        self.link = link or Link()
        self._themes = themes_of(this_terminal().colors)
        for theme in self._themes:
            self.register_theme(theme)
        self.theme = self._themes[0].name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Send no colours at all to a terminal without any, or whose owner wants none."""
        return super().get_line_filters() if this_terminal().colors else [Uncolored()]

    def get_driver_class(self) -> type[Driver]:
        """Send less over the way to a terminal than Textual's own driver does."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":  # Windows, a browser, or no screen at all
            return chosen
        from .link.driver import LinkDriver

        return LinkDriver

    def on_load(self) -> None:
        """Be ready to leave the terminal as it was before anything is drawn on it."""
        self._end_on_signals()

    def on_mount(self) -> None:
        """Take the signals back from Textual, whose drivers may have taken them over."""
        self._end_on_signals()

    def _end_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer the keys of the dashboard in the command palette too."""
        from .dashboard import Dashboard

        yield from super().get_system_commands(screen)
        if isinstance(screen, Dashboard):
            for key in KEYS:
                run = partial(screen.run_action, key.action)
                yield SystemCommand(key.words, f"Key: {key.spelled}", run)

    def get_default_screen(self) -> Screen[None]:
        """Show the opening first, or what else was given."""
        return self._first

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no commands before there is a dashboard to obey them."""
        return action != "command_palette" or not isinstance(self.screen, Opening)

    def action_command_palette(self) -> None:
        """Offer everything that can be done."""
        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(id="--command-palette"))

    def action_redraw(self) -> None:
        """Draw the screen anew, should something else have written on it."""
        self.link.redraw()

    def action_next_theme(self) -> None:
        """Change to the next of our themes."""
        names = [theme.name for theme in self._themes]
        position = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(position + 1) % len(names)]


def run(beginning: Beginning, view: View, *, start: bool) -> int:
    """Open the dashboard; raises FieldError, off the screen, for data that cannot be used."""
    link = Link()
    opening = Opening(beginning, view, start=start, link=link)
    app = NpnnApp(opening, link)
    detached = app.run()
    if opening.refusal:
        raise opening.refusal
    if detached:
        from .hosting import go_on_without

        print(go_on_without(beginning.saving, detached))
    return app.return_code or 0
