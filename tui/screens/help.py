"""The help screen: every key, view and knob in a sentence or two."""

from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Markdown, Static

from ..keys import KEYS
from ..panels.parameters import ALL_KNOBS

MORE_KEYS = (
    ("arrows", "Move the cursor on the boundary; escape takes it away"),
    ("tab", "Next field; shift+tab the one before"),
    ("enter", "Take a value; space opens a list or turns a switch"),
    ("t", "Next theme: dark, light, high contrast"),
    ("ctrl+p", "Command palette"),
    ("ctrl+c", "Quit, also from a field"),
)
"""The keys that widgets and the app bring along."""

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
    keys = [*((key.spelled, key.words) for key in KEYS), *MORE_KEYS]
    lines = [Content.assemble((f"{spelled:<8}", "bold $accent"), words) for spelled, words in keys]
    return Content("\n").join(lines)


def _knobs_in_words() -> str:
    parts = []
    for group, knobs in groupby(ALL_KNOBS.values(), key=lambda knob: knob.group):
        parts.append(f"\n## {group}\n")
        for knob in knobs:
            kind = "live" if knob.live else "restarts the run"
            parts.append(f"**{knob.label}** ({kind}). {knob.help}\n")
    return "\n".join(parts)
