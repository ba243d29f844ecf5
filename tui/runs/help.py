"""The help of the runs screen: its keys and views."""

from collections.abc import Iterable

from textual.content import Content

from ..screens.page import Page, heading, key_line, paragraph
from .keys import KEYS
from .order import FORM

VIEWS = (
    (
        "Runs",
        "A row for each run, and the curves of those that are compared: the marked ones, and the "
        "one under the cursor. A number joins row, curve, picture and column of a run. A run is "
        "interrupted when it should be trained but no process does so.",
    ),
    (
        "Boundaries",
        "What each saved network answers over the plane of its data, with some observations.",
    ),
    (
        "Parameters",
        "Only those that differ, and the figures at the end; a star marks the best of each.",
    ),
    ("Filter", f"{FORM[0].upper()}{FORM[1:]}: moons status=finished learning_rate<0.1 tag=best."),
    (
        "Trash",
        "What is deleted can be brought back: u, or npnn-tui runs restore NAME, until npnn-tui "
        "runs prune --trash removes it for good.",
    ),
)


class RunsHelp(Page):
    """Explains the keys and the views of the runs screen."""

    SUBJECT = "Runs"

    def lines(self) -> Iterable[Content]:
        """Return a line for each key and view."""
        yield Content("Every run that was saved. Mark some with space to compare them.")
        yield heading("Keys")
        yield from (key_line(key.spelled, key.words) for key in KEYS)
        yield heading("Views")
        yield from (paragraph(*view) for view in VIEWS)
