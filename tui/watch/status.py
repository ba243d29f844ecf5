"""The lines below the charts: how the files are, and what is to be said."""

from collections.abc import Sequence

from npnn_tui.datasets.text import printable
from npnn_tui.engine.logs.axes import AXES
from npnn_tui.engine.logs.watch import Watched
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from .showing import Showing

AGES = ((172_800.0, "days", 86_400.0), (7_200.0, "h", 3_600.0), (120.0, "min", 60.0))


class WatchStatus(Widget):
    """Two lines: files, rows and the last change with the way they are drawn, then a notice."""

    lines: reactive[tuple[str, str]] = reactive(("", ""))

    def render(self) -> Text:
        """Return both lines, cut at the edge."""
        rows = [Text(line, no_wrap=True, overflow="ellipsis") for line in self.lines]
        for row in rows:
            row.truncate(max(1, self.content_size.width), overflow="ellipsis")
        return Text("\n").join(rows)


def progress_of(watched: Watched, now: float, *, is_paused: bool) -> str:
    """Say what is being done, of how many files and rows, and when the last change was."""
    files, rows = sum(run.files for run in watched.runs), sum(run.rows for run in watched.runs)
    left, size = sum(run.left for run in watched.runs), sum(run.size for run in watched.runs)
    if is_paused:
        state = "paused"
    elif watched.is_reading and left:
        state = f"reading {1 - left / max(1, size):.0%}"
    else:
        state = "following" if watched.runs else "waiting"
    words = [state, _counted(files, "file"), _counted(rows, "row")]
    if watched.changed_at:
        words.append(f"last change {age(now - watched.changed_at)} ago")
    return " · ".join(words)


def look_of(showing: Showing) -> str:
    """Say how curves are drawn."""
    words = [f"by {AXES[showing.axis_drawn]}"]
    if showing.smoothing:
        words.append(f"smoothing {showing.smoothing:g}")
    if showing.hidden:
        words.append(f"{len(showing.hidden)} hidden")
    return " · ".join(words)


def remarks_of(showing: Showing) -> Sequence[str]:
    """Return what is to be said of the files: of the chosen run first, then of others."""
    watched = showing.watched
    complaints, notes = list[str](), list[str]()
    for number in sorted(range(len(watched.runs)), key=lambda each: each != showing.chosen_run):
        run = watched.runs[number]
        name = f"{watched.names[number]}: " if len(watched.runs) > 1 else ""
        if run.complaint:
            complaints.append(name + run.complaint)
        if run.curves and showing.axis_drawn not in run.axes():
            notes.append(f"{name}has no {AXES[showing.axis_drawn]}: a changes the axis")
        notes += [name + note for note in run.notes]
    return [printable(words, 300) for words in (*complaints, *watched.complaints, *notes)]


def age(seconds: float) -> str:
    """Return how long ago something was: 3 s, 5 min, 4 h or 3 days."""
    seconds = max(0.0, seconds)
    units = (unit for unit in AGES if seconds >= unit[0])
    _, word, size = next(units, (0.0, "s", 1.0))
    return f"{seconds / size:.0f} {word}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
