"""The lines below the runs: how they are looked at, and what is to be said of the selected one."""

from npnn_tui.datasets.text import printable
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from .choice import Choice
from .words import name_of, status_of


class RunsStatus(Widget):
    """Two lines: the number of runs and their order, then a notice or the selected run."""

    lines: reactive[tuple[str, str]] = reactive(("", ""))

    def show(self, choice: Choice, notice: str) -> None:
        """Tell how the runs are looked at, and the notice if there is any."""
        self.lines = choice.words, notice or _selected(choice)

    def render(self) -> Text:
        """Return both lines, cut at the edge."""
        texts = [Text(printable(line, 500), no_wrap=True) for line in self.lines]
        for text in texts:
            text.truncate(max(1, self.content_size.width), overflow="ellipsis")
        return Text("\n").join(texts)


def _selected(choice: Choice) -> str:
    entry = choice.selected
    if entry is None:
        return ""
    reason = entry.summary.reason if entry.summary else ""
    words = [name_of(entry), f"{status_of(entry)}: {reason}" if reason else status_of(entry)]
    if entry.label.tags:
        words.append(" ".join(entry.label.tags))
    return " · ".join([*words, *([entry.label.note] if entry.label.note else [])])
