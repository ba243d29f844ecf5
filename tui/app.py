"""The Textual application: themes and the dashboard."""

import asyncio
import signal
from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from npnn_tui.datasets.loading import load
from npnn_tui.datasets.plane import Plane
from npnn_tui.engine import Experiment
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from .dashboard import Dashboard
from .keys import KEYS
from .themes import THEMES
from .view import View


class NpnnApp(App[None]):
    """`npnn-tui` itself."""

    TITLE = "npnn-tui"
    CSS_PATH = "npnn.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", "Quit", show=False, priority=True),
        Binding("t", "next_theme", "Theme", show=False),
    ]

    def __init__(self, dashboard: Dashboard) -> None:
        super().__init__()
        self._dashboard = dashboard
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def on_mount(self) -> None:
        """Leave the terminal as it was when told from outside to end."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer the keys of the dashboard in the command palette too."""
        yield from super().get_system_commands(screen)
        if isinstance(screen, Dashboard):
            for key in KEYS:
                run = partial(screen.run_action, key.action)
                yield SystemCommand(key.words, f"Key: {key.spelled}", run)

    def get_default_screen(self) -> Dashboard:
        """Show the dashboard first."""
        return self._dashboard

    def action_next_theme(self) -> None:
        """Change to the next of our themes."""
        names = [theme.name for theme in THEMES]
        position = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(position + 1) % len(names)]


def run(experiment: Experiment, view: View, *, start: bool) -> int:
    """Open the dashboard on an experiment; raises FieldError before anything is drawn."""
    split = load(experiment.recipe)
    Plane.of(split, view.plane)
    app = NpnnApp(Dashboard(experiment, split, view, start=start))
    app.run()
    return app.return_code or 0
