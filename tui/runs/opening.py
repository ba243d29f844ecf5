"""From a folder of runs to its screen."""

from pathlib import Path

from ..app import NpnnApp
from ..link.link import Link
from .screen import RunsScreen


def show(runs: Path) -> int:
    """Show the runs until the screen is left, and return the exit code."""
    app = NpnnApp(RunsScreen(runs), Link())
    app.run()
    return app.return_code or 0
