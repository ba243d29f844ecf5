"""The help of the wall: its keys and views."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from ..screens.steady import Steady
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


class WallHelp(ModalScreen[None], Steady[None]):
    """Explains the keys and the views of the wall on one page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,question_mark,f1,q", "dismiss", "Close"),
        ("down,j", "scroll(1)", "Down"),
        ("up,k", "scroll(-1)", "Up"),
    ]

    def compose(self) -> ComposeResult:
        """Yield the text in a scrolling page."""
        lines = [Content("Each cell of a sweep is trained and judged. Enter opens one.")]
        lines.append(Content.assemble("\n", ("Keys", "bold $primary")))
        lines += (
            Content.assemble((f"{key.spelled:<12}", "bold $accent"), key.words) for key in KEYS
        )
        lines.append(Content.assemble("\n", ("Views", "bold $primary")))
        lines += (Content.assemble((name, "bold"), f". {words}") for name, words in VIEWS)
        with VerticalScroll(id="help") as page:
            page.border_title = "Sweep"
            yield Static(Content("\n").join(lines), id="help-text")
        yield Footer(compact=True)

    def action_scroll(self, lines: int) -> None:
        """Scroll the page by so many lines."""
        self.query_one("#help").scroll_relative(y=lines)
