"""From a folder of runs to its screen, and from one of them to a dashboard."""

from functools import partial
from pathlib import Path
from typing import Any

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs.folder import load_run
from npnn_tui.engine.runs.held import is_held
from textual.app import App

from ..app import NpnnApp
from ..begun import Begun, begin
from ..dashboard import Dashboard
from ..link.link import Link
from ..saving import Beginning, Saving
from ..sweeping import RUNS
from ..view import View
from .screen import RunsScreen


def show(runs: Path) -> int:
    """Show the runs until the screen is left, and return the exit code."""
    link = Link()
    screen = RunsScreen(runs)
    app = NpnnApp(screen, link)
    screen.open_run = Opener(app, screen, runs, link).open
    app.run()
    return app.return_code or 0


def runs_screen(app: App[Any], runs: Path, link: Link) -> RunsScreen:
    """Return the screen of all runs, to be put on top of another."""
    screen = RunsScreen(runs)
    screen.open_run = Opener(app, screen, runs, link).open
    return screen


class Opener:
    """Puts a dashboard on top of the runs: it goes on with one, or attaches to its process."""

    def __init__(self, app: App[Any], screen: RunsScreen, runs: Path, link: Link) -> None:
        self._app, self._screen, self._runs, self._link = app, screen, runs, link
        self._is_busy = False

    def open(self, name: str) -> None:
        """Begin to read a run, on a thread; what is wrong with it is said on the screen."""
        if not self._is_busy:
            self._is_busy = True
            self._screen.say(f"opening {name}")
            self._screen.run_worker(partial(self._read, name), thread=True, exit_on_error=True)

    def _read(self, name: str) -> None:
        try:
            run = load_run(name, str(self._runs))
            saving, is_attached = Saving(runs_dir=str(self._runs)), is_held(run.folder)
            beginning = Beginning(run.experiment, saving, name, attached=is_attached)
            begun = begin(beginning)
        except (FieldError, MemoryError) as error:
            self._app.call_later(self._refuse, str(error))
        else:
            self._app.call_later(self._show, beginning, begun)

    def _refuse(self, sentence: str) -> None:
        self._is_busy = False
        self._screen.say(sentence)

    def _show(self, beginning: Beginning, begun: Begun) -> None:
        self._is_busy = False
        self._screen.say("")
        dashboard = Dashboard(
            begun.experiment,
            begun.split,
            View(pace="max"),
            session_of=begun.session_of,
            link=self._link,
            opened_from=RUNS,
            notice=begun.complaint,
            beginning=beginning,
        )
        self._app.push_screen(dashboard)
