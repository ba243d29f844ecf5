"""The part of the runs screen that asks for texts and has files changed."""

from collections.abc import Callable
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable
from npnn_tui.engine.runs.label import LONGEST_NOTE
from textual import on, work
from textual.widgets import Input

from ..panels.prompt_line import PromptLine
from ..screens.question import Question
from .changes import Change, deleting, labelling, restoring, retagged
from .news import Do
from .reading import ReadingScreen
from .words import counted

FILTER_HINT = "filter: moons, status=finished, learning_rate<0.1, tag=best; empty shows all"
TAGS_HINT = "tags, with spaces between them; empty takes all away"
NOTE_HINT = "note; empty takes it away"


class EditingScreen(ReadingScreen):
    """A screen whose runs can be filtered, tagged, noted on, deleted and brought back."""

    def __init__(self, runs: Path, seconds: float) -> None:
        super().__init__(runs, seconds)
        self._runs = runs
        self._deleted: list[str] = []
        self._take: Callable[[str], None] = self.choice.narrow

    def action_filter(self) -> None:
        """Ask which runs to show."""
        self._ask(self.choice.narrow, self.choice.filter, FILTER_HINT)

    def action_tag(self) -> None:
        """Ask for the tags of the runs."""
        entries = self.choice.concerned
        folders = [entry.folder for entry in entries]
        shared = set.intersection(*(set(each.label.tags) for each in entries)) if entries else ()
        tags = [tag for tag in entries[0].label.tags if tag in shared] if entries else []

        def take(text: str) -> None:
            self._do(labelling(folders, retagged(tags, text), f"tagged {counted(len(folders))}"))

        if entries:
            self._ask(take, printable(" ".join(tags), LONGEST_NOTE), TAGS_HINT)

    def action_note(self) -> None:
        """Ask for a note on the selected run."""
        selected = self.choice.selected
        if selected is None:
            return
        folder = selected.folder

        def take(text: str) -> None:
            selected.label.noted(text)
            self._do(labelling([folder], lambda label: label.noted(text), "noted"))

        self._ask(take, printable(selected.label.note, LONGEST_NOTE), NOTE_HINT)

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
        self.draw()

    @work
    async def action_delete(self) -> None:
        """Ask, and move the runs to the trash."""
        names = [entry.name for entry in self.choice.concerned]
        if not names:
            return
        what = printable(names[0]) if len(names) == 1 else counted(len(names))
        more = "" if len(names) == 1 else ", ".join(map(printable, names))
        if await self.app.push_screen_wait(Question(f"Move {what} to the trash?", more)):
            self._do(deleting(self._runs, names, self._deleted))

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        self._do(restoring(self._runs, self._deleted))

    def _do(self, change: Change) -> None:
        self.reader.send(Do(change))
