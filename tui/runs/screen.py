"""The screen of all runs: its views, the keys, and what the reader tells.

It reads and writes no file: the reader does, on a thread of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Resize
from textual.widgets import Footer, Label, Tab, Tabs

from ..panels.prompt_line import PromptLine
from .curves_view import QUANTITIES, CurvesView
from .editing import EditingScreen
from .help import RunsHelp
from .keys import KEYS
from .news import Tell
from .parameters_view import ParametersView
from .portraits_view import PortraitsView
from .reader import SECONDS
from .status import RunsStatus
from .table_view import RunChosen, TableView
from .view import RunsView

VIEWS: Mapping[str, str] = {
    "runs": "Runs",
    "boundaries": "Boundaries",
    "parameters": "Parameters",
}

WIDE = 150
"""Columns of a window in which the curves have room beside the table."""

TALL = 22
"""Rows of a window in which they have room below it."""

NOT_WHILE_TYPING = frozenset(key.action.partition("(")[0] for key in KEYS) - {"leave"}
"""Actions whose keys belong to the line that asks while there is one."""

OpenRun = Callable[[str], None]
"""What is done with the name of a run that is to be opened."""


class RunsScreen(EditingScreen):
    """All runs of a folder. `open_run` is called for the run to be opened, else it is told of."""

    AUTO_FOCUS = ""
    # Textual does what has priority before it looks at the next key: of several that come at once,
    # none overtakes another, and what follows the key of a question is its answer.
    BINDINGS: ClassVar[list[BindingType]] = [replace(key.binding, priority=True) for key in KEYS]

    def __init__(
        self, runs: Path, open_run: OpenRun | None = None, seconds: float = SECONDS
    ) -> None:
        super().__init__(runs, seconds)
        self.open_run = open_run

    def compose(self) -> ComposeResult:
        """Lay out the tabs, the views of which one is seen, and the lines below."""
        yield Label("", id="too-small-message")
        tabs = Tabs(*(Tab(words, id=f"tab-{name}") for name, words in VIEWS.items()))
        tabs.can_focus = False
        yield tabs
        with Container(id="views"):
            with Container(id="runs"):
                yield TableView("runs-table")
                yield CurvesView("runs-curves")
            yield PortraitsView("boundaries")
            yield ParametersView("parameters")
        yield PromptLine()
        yield RunsStatus(id="status")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the list."""
        self._show_only("runs")

    def on_resize(self, event: Resize) -> None:
        """Find room for the curves, and say so where there is none for anything."""
        width, height = self.app.size
        self.set_class(width < 60 or height < 18, "too-small")
        self.set_class(width >= WIDE, "wide")
        self.set_class(width < WIDE and height < TALL, "short")
        words = f"npnn-tui needs 60 x 18 characters;\nthis window has {width} x {height}."
        self.query_one("#too-small-message", Label).update(words)
        self.call_after_refresh(self.draw)

    @property
    def _is_laid_out(self) -> bool:
        """Whether the views are there: they go before the screen does, and news may come then."""
        return self.is_mounted and bool(self.query(RunsStatus))

    def draw(self) -> None:
        """Draw the views in sight and the lines below, and have read what is missing."""
        if not self._is_laid_out:
            return
        self.watch_compared()
        showing = self.showing
        for view in self.query(RunsView):
            if self.shown in (view.id, view.parent and view.parent.id):
                view.show(showing)
        self.query_one(RunsStatus).show(self.choice, self.notice)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to the line that asks, if there is one."""
        is_asking = any(line.is_asking for line in self.query(PromptLine))
        return not (is_asking and action in NOT_WHILE_TYPING)

    def action_show(self, name: str) -> None:
        """Bring a view to the front."""
        self.query_one(Tabs).active = f"tab-{name}"

    @on(Tabs.TabActivated)
    def _show_tab(self, event: Tabs.TabActivated) -> None:
        if not self._is_laid_out:
            return
        self._show_only(str(event.tab.id).removeprefix("tab-"))
        self.call_after_refresh(self.draw)

    def _show_only(self, shown: str) -> None:
        self.shown = shown
        for name in VIEWS:
            self.query_one(f"#{name}").display = name == shown

    def action_move(self, by: int) -> None:
        """Select another run."""
        self.choice.move(by)
        self.say("")

    def action_turn(self, pages: int) -> None:
        """Select the run a page further."""
        self.action_move(pages * self.query_one(TableView).page)

    @on(RunChosen)
    def _choose(self, message: RunChosen) -> None:
        if message.place < len(self.choice.shown):
            self.choice.select(message.place)
            self.say("")
            if message.is_wanted:
                self.action_open()

    def action_mark(self) -> None:
        """Mark the selected run, or take its mark away, and go on to the next."""
        self.choice.mark()
        self.action_move(1)

    def action_next_sort(self) -> None:
        """Sort in another way."""
        self.choice.sort_next()
        self.say("")

    def action_next_quantity(self) -> None:
        """Show the next curves."""
        names = list(QUANTITIES)
        self.quantity = names[(names.index(self.quantity) + 1) % len(names)]
        self.draw()

    def action_switch_scale(self) -> None:
        """Make the loss axis logarithmic or linear."""
        self.is_log = not self.is_log
        self.draw()

    def action_open(self) -> None:
        """Open the selected run."""
        selected = self.choice.selected
        if selected and self.open_run:
            self.open_run(selected.name)
        else:
            self.action_details()

    def action_details(self) -> None:
        """Tell all about the selected run."""
        if self.choice.selected:
            self.reader.send(Tell(self.choice.selected.folder))

    def action_leave(self) -> None:
        """Leave what is typed, else take marks or the filter away, else leave the screen."""
        line = self.query_one(PromptLine)
        if line.is_asking:
            line.leave()
        elif self.choice.unmark_all():
            self.say("")
        elif self.choice.filter:
            self.choice.narrow("")
            self.say("")
        elif len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.say("q quits")

    def action_help(self) -> None:
        """Explain the keys and the views."""
        self.app.push_screen(RunsHelp())
