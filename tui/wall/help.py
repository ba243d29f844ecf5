"""The help of the wall: its keys and views."""

from collections.abc import Iterable

from textual.content import Content

from ..screens.page import Page, heading, key_line, paragraph
from .keys import KEYS
from .order import FORM

VIEWS = (
    (
        "Wall",
        "A tile for each combination: what the network answers over the plane of the data, the "
        "training loss (a line) and the test loss (dots) against the epochs on the same axes, the "
        "median figures over the seeds, and the verdict with its reason.",
    ),
    (
        "Curves",
        "The loss of each cell, the median over its seeds; of the selected one the quartiles too.",
    ),
    (
        "Slice",
        "The loss against the value of one knob, coloured by verdict. Lines join cells that differ "
        "in this knob alone.",
    ),
    (
        "Parallel",
        "An axis for each knob that varies and one for the loss. Each cell is a line through its "
        "values, the lower its loss, the brighter.",
    ),
    (
        "Seeds",
        "The quartiles of both losses over the seeds of the selected cell, and the map of places "
        "where the networks disagree: there, the answer is a matter of luck.",
    ),
    ("Filter", f"{FORM[0].upper()}{FORM[1:]}: overfits l2=0.1 test_loss<0.3."),
)


class WallHelp(Page):
    """Explains the keys and the views of the wall."""

    SUBJECT = "Sweep"

    def lines(self) -> Iterable[Content]:
        """Return a line for each key and view."""
        yield Content("Each cell of a sweep is trained and judged. Enter opens one.")
        yield heading("Keys")
        yield from (key_line(key.spelled, key.words) for key in KEYS)
        yield heading("Views")
        yield from (paragraph(*view) for view in VIEWS)
