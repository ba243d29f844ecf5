"""The help screen: every key, view and knob in a sentence or two."""

from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Markdown, Static

from ..panels.parameters import ALL_KNOBS

KEYS = (
    ("space, F5", "start or pause the training"),
    ("s", "train one epoch, then pause"),
    ("r", "reset: the same initial weights again"),
    ("n", "new initial weights: the next seed"),
    ("+  -", "a faster or a slower pace"),
    ("l", "loss axis logarithmic or linear"),
    ("x", "epoch axis logarithmic or linear"),
    ("m", "more smoothing of the curves, then none"),
    ("b", "boundary in blocks, braille or ASCII"),
    ("d", "flat colours or shades of confidence"),
    ("arrows", "move the cursor on the boundary"),
    ("escape", "take the cursor away; leave the parameters"),
    ("p", "go to the parameters"),
    ("1 2 3 4", "boundary, loss, accuracy, parameters"),
    ("t", "next theme: dark, light, high contrast"),
    ("? F1", "this help; escape closes it"),
    ("ctrl+p", "command palette"),
    ("q, ctrl+c", "quit"),
)

INTRODUCTION = """\
A multilayer perceptron learns to tell classes apart while you watch. Press **space** to start.

## Views

**Boundary.** Each place has the colour of the class that the network would answer there, the \
stronger the surer it is. Filled points are training observations, hollow ones test observations, \
and a cross marks a mistake.

**Loss.** The mean cross-entropy of the training and of the test observations at each epoch. Where \
the two curves part, the network learns the noise rather than the shape.

**Accuracy.** The share of observations that are classified correctly. It moves in steps where the \
loss moves smoothly.

**Summary.** The state is ready, running, paused, finished or diverged, followed by the reason why \
training stopped. The objective is the training loss plus the penalty on the weights.

**Parameters.** A dot marks what differs from the default. A live value changes the run in place \
and leaves a vertical line on the charts; any other value starts the training anew.

# Parameters
"""


class HelpScreen(ModalScreen[None]):
    """Explains the keys, the views and the knobs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,question_mark,f1,q", "dismiss", "Close"),
        ("down,j", "scroll_down", "Down"),
        ("up,k", "scroll_up", "Up"),
    ]

    def compose(self) -> ComposeResult:
        """Yield the text in a scrolling page."""
        with VerticalScroll(id="help"):
            yield Static(_keys(), id="keys")
            yield Markdown(INTRODUCTION + _knobs_in_words(), open_links=False)
        yield Footer()

    def action_scroll_down(self) -> None:
        """Scroll a line down."""
        self.query_one("#help").scroll_down()

    def action_scroll_up(self) -> None:
        """Scroll a line up."""
        self.query_one("#help").scroll_up()


def _keys() -> Content:
    """Return the keys, each with what it does, a line each."""
    lines = [Content.assemble((f"{keys:<12}", "bold $accent"), words) for keys, words in KEYS]
    return Content("\n").join(lines)


def _knobs_in_words() -> str:
    parts = []
    for group, knobs in groupby(ALL_KNOBS.values(), key=lambda knob: knob.group):
        parts.append(f"\n## {group}\n")
        for knob in knobs:
            kind = "live" if knob.live else "restarts the run"
            parts.append(f"**{knob.label}** ({kind}). {knob.help}\n")
    return "\n".join(parts)
