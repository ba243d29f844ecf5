"""The screen of all runs: its views, the keys, and what the reader tells.

It reads and writes no file: the reader does, on a thread of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from npnn_tui.datasets.knobs import FieldError
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Resize
from textual.widgets import Footer, Input, Label, Tab, Tabs

from ..panels.prompt_line import PromptLine
from ..screens.question import Question
from ..screens.steady import Steady
from .changes import Change, deleting, labelling, restoring, retagged
from .choice import Choice
from .curves_view import QUANTITIES, CurvesView
from .help import RunsHelp
from .keys import KEYS
from .news import Close, Do, Done, Listed, Portrayed, Studied, Tell, Told, Watch
from .page import RunPage
from .parameters_view import ParametersView
from .portrait import Portrait
from .portraits_view import PortraitsView
from .reader import SECONDS, Reader
from .showing import Showing
from .status import RunsStatus
from .study import Study
from .table_view import RunChosen, TableView
from .view import RunsView
from .words import counted

VIEWS: Mapping[str, str] = {
    "runs": "Runs",
    "boundaries": "Boundaries",
    "parameters": "Parameters",
}

FILTER_HINT = "filter: moons, status=finished, learning_rate<0.1, tag=best; empty shows all"
TAGS_HINT = "tags, with spaces between them; empty takes all away"
NOTE_HINT = "note; empty takes it away"

WIDE = 150
"""Columns of a window in which the curves have room beside the table."""

TALL = 22
"""Rows of a window in which they have room below it."""

ASKING = frozenset({"filter", "tag", "note"})
"""Actions that are done before the next key is looked at: it belongs to the line that asks."""

OpenRun = Callable[[str], None]
"""What is done with the name of a run that is to be opened."""


class RunsScreen(Steady[None]):
    """All runs of a folder. `open_run` is called for the run to be opened, else it is told of."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        replace(key.binding, priority=key.action in ASKING) for key in KEYS
    ]

    def __init__(
        self, runs: Path, open_run: OpenRun | None = None, seconds: float = SECONDS
    ) -> None:
        super().__init__()
        self._runs, self._open_run = runs, open_run
        self._reader = Reader(runs, self.post_message, seconds)
        self._choice = Choice()
        self._studies: dict[Path, Study] = {}
        self._portraits: dict[Path, Portrait | str] = {}
        self._shown, self._quantity, self._is_log = "runs", next(iter(QUANTITIES)), True
        self._refusal = self._notice = ""
        self._is_read = False
        self._watched = Watch()
        self._deleted: list[str] = []
        self._take: Callable[[str], None] = self._take_filter

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
        """Begin to read."""
        self._show_only("runs")
        self._read()

    def on_unmount(self) -> None:
        """Read no more."""
        self._reader.send(Close())

    @work(thread=True)
    def _read(self) -> None:
        self._reader.run()

    def on_resize(self, event: Resize) -> None:
        """Find room for the curves, and say so where there is none for anything."""
        width, height = self.app.size
        self.set_class(width < 60 or height < 18, "too-small")
        self.set_class(width >= WIDE, "wide")
        self.set_class(width < WIDE and height < TALL, "short")
        words = f"npnn-tui needs 60 x 18 characters;\nthis window has {width} x {height}."
        self.query_one("#too-small-message", Label).update(words)
        self.call_after_refresh(self._draw)

    @property
    def choice(self) -> Choice:
        """Which runs are listed, selected and marked."""
        return self._choice

    @property
    def showing(self) -> Showing:
        """What is to be seen now."""
        choice = self._choice
        return Showing(
            entries=choice.shown,
            selected=choice.selected,
            place=choice.place,
            compared=choice.compared,
            marked=frozenset(entry.folder for entry in choice.marked),
            studies=self._studies,
            portraits=self._portraits,
            quantity=self._quantity,
            is_log=self._is_log,
            has_filter=bool(choice.filter),
            refusal=self._refusal if self._is_read else "reading …",
        )

    @on(Listed)
    def _list(self, message: Listed) -> None:
        self._is_read, self._refusal = True, message.refusal
        self._choice.take(message.entries)
        self._draw()

    @on(Studied)
    def _study(self, message: Studied) -> None:
        self._studies[message.folder] = message.study
        self._draw()

    @on(Portrayed)
    def _portray(self, message: Portrayed) -> None:
        self._portraits[message.folder] = message.portrait
        self._draw()

    @on(Told)
    def _tell_all(self, message: Told) -> None:
        if self.is_current:
            self.app.push_screen(RunPage(message.details))

    @on(Done)
    def _say_done(self, message: Done) -> None:
        self._say(message.words)

    def _draw(self) -> None:
        """Draw the views in sight and the lines below, and have read what is missing."""
        if not self.is_mounted:
            return
        self._watch()
        showing = self.showing
        for view in self.query(RunsView):
            if self._shown in (view.id, view.parent and view.parent.id):
                view.show(showing)
        self.query_one(RunsStatus).show(self._choice, self._notice)

    def _watch(self) -> None:
        folders = [entry.folder for entry in self._choice.compared]
        wanted = Watch(folders, self._shown == "boundaries")
        if wanted != self._watched:
            self._watched = wanted
            self._reader.send(wanted)

    def action_show(self, name: str) -> None:
        """Bring a view to the front."""
        self.query_one(Tabs).active = f"tab-{name}"

    @on(Tabs.TabActivated)
    def _show_tab(self, event: Tabs.TabActivated) -> None:
        self._show_only(str(event.tab.id).removeprefix("tab-"))
        self.call_after_refresh(self._draw)

    def _show_only(self, shown: str) -> None:
        self._shown = shown
        for name in VIEWS:
            self.query_one(f"#{name}").display = name == shown

    def action_move(self, by: int) -> None:
        """Select another run."""
        self._choice.move(by)
        self._say("")

    def action_turn(self, pages: int) -> None:
        """Select the run a page further."""
        self.action_move(pages * self.query_one(TableView).page)

    @on(RunChosen)
    def _choose(self, message: RunChosen) -> None:
        if message.place < len(self._choice.shown):
            self._choice.select(message.place)
            self._say("")
            if message.is_wanted:
                self.action_open()

    def action_mark(self) -> None:
        """Mark the selected run, or take its mark away, and go on to the next."""
        self._choice.mark()
        self.action_move(1)

    def action_next_sort(self) -> None:
        """Sort in another way."""
        self._choice.sort_next()
        self._say("")

    def action_next_quantity(self) -> None:
        """Show the next curves."""
        names = list(QUANTITIES)
        self._quantity = names[(names.index(self._quantity) + 1) % len(names)]
        self._draw()

    def action_switch_scale(self) -> None:
        """Make the loss axis logarithmic or linear."""
        self._is_log = not self._is_log
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters to the line that asks."""
        return not (action in ASKING and any(line.is_asking for line in self.query(PromptLine)))

    def action_filter(self) -> None:
        """Ask which runs to show."""
        self._ask(self._take_filter, self._choice.filter, FILTER_HINT)

    def action_tag(self) -> None:
        """Ask for the tags of the runs."""
        entries = self._choice.concerned
        folders = [entry.folder for entry in entries]
        shared = set.intersection(*(set(each.label.tags) for each in entries)) if entries else ()
        tags = [tag for tag in entries[0].label.tags if tag in shared] if entries else []

        def take(text: str) -> None:
            self._do(labelling(folders, retagged(tags, text), f"tagged {counted(len(folders))}"))

        if entries:
            self._ask(take, " ".join(tags), TAGS_HINT)

    def action_note(self) -> None:
        """Ask for a note on the selected run."""
        selected = self._choice.selected
        if selected is None:
            return
        folder = selected.folder

        def take(text: str) -> None:
            selected.label.noted(text)
            self._do(labelling([folder], lambda label: label.noted(text), "noted"))

        self._ask(take, selected.label.note, NOTE_HINT)

    def _ask(self, take: Callable[[str], None], text: str, hint: str) -> None:
        self._take = take
        self.query_one(PromptLine).ask(text, hint)

    @on(Input.Submitted)
    def _take_text(self, event: Input.Submitted) -> None:
        line = self.query_one(PromptLine)
        try:
            self._take(event.value)
        except FieldError as error:
            line.refuse(str(error))
            return
        line.leave()
        self._draw()

    def _take_filter(self, text: str) -> None:
        self._choice.narrow(text)

    @work
    async def action_delete(self) -> None:
        """Ask, and move the runs to the trash."""
        names = [entry.name for entry in self._choice.concerned]
        if not names:
            return
        what = names[0] if len(names) == 1 else counted(len(names))
        more = "" if len(names) == 1 else ", ".join(names)
        if await self.app.push_screen_wait(Question(f"Move {what} to the trash?", more)):
            self._do(deleting(self._runs, names, self._deleted))

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        self._do(restoring(self._runs, self._deleted))

    def action_open(self) -> None:
        """Open the selected run."""
        selected = self._choice.selected
        if selected and self._open_run:
            self._open_run(selected.name)
        else:
            self.action_details()

    def action_details(self) -> None:
        """Tell all about the selected run."""
        if self._choice.selected:
            self._reader.send(Tell(self._choice.selected.folder))

    def action_leave(self) -> None:
        """Leave what is typed, else take marks or the filter away, else leave the screen."""
        line = self.query_one(PromptLine)
        if line.is_asking:
            line.leave()
        elif self._choice.unmark_all():
            self._say("")
        elif self._choice.filter:
            self._take_filter("")
            self._say("")
        elif len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self._say("q quits")

    def action_help(self) -> None:
        """Explain the keys and the views."""
        self.app.push_screen(RunsHelp())

    def _do(self, change: Change) -> None:
        self._reader.send(Do(change))

    def _say(self, notice: str) -> None:
        self._notice = notice
        self._draw()
