"""The help screen: every key, view and knob in a sentence or two."""

from collections.abc import Iterable
from itertools import groupby

from textual.content import Content

from ..keys import KEYS
from ..panels.parameters import ALL_KNOBS
from .page import Page, heading, key_line, paragraph

MORE_KEYS = (
    ("arrows", "Move the cursor on the boundary; escape takes it away"),
    ("tab", "Next field; shift+tab the one before"),
    ("enter", "Take a value; space opens a list or turns a switch"),
    ("t", "Next theme: dark, light, high contrast"),
    ("ctrl+p", "Command palette"),
    ("ctrl+l", "Draw the screen anew"),
    ("ctrl+z", "Suspend; fg in the shell goes on"),
    ("ctrl+c", "Quit, also from a field"),
)
"""The keys that widgets and the app bring along."""

VIEWS = (
    (
        "Boundary",
        "Each place has the colour of the class that the network would answer there, the stronger "
        "the surer it is. Filled points are training observations, hollow ones test observations, "
        "and a cross marks a mistake.",
    ),
    (
        "Surface",
        "Where numbers are predicted, each place has the colour of the number that the network "
        "predicts there, in steps like contour lines. Observations have the colours of the same "
        "scale, so that a good fit makes them melt into the surface.",
    ),
    (
        "Loss",
        "The mean cross-entropy of the training and of the test observations at each epoch; for "
        "numbers half the mean squared error (MSE), whose derivative is the error itself. Where "
        "the two curves part, the network learns the noise rather than the shape.",
    ),
    (
        "Accuracy",
        "The share of observations that are classified correctly. It moves in steps where the loss "
        "moves smoothly. For numbers it is R², the share of their variance that is explained: 1 is "
        "perfect, 0 no better than their mean.",
    ),
    (
        "Summary",
        "The state is ready, running, paused, finished or diverged, followed by the reason why "
        "training stopped. The objective is the training loss plus the penalty on the weights.",
    ),
    (
        "Diagnosis",
        "When a run diverges, oscillates or stalls, a banner says why and which change of knobs "
        "cures it. One key applies the cure, another takes the banner away for this run.",
    ),
    (
        "Parameters",
        "A dot marks what differs from the default. A live value changes the run in place and "
        "leaves a vertical line on the charts; any other value starts the training anew.",
    ),
)


class HelpScreen(Page):
    """Explains the keys, the views and the knobs."""

    def lines(self) -> Iterable[Content]:
        """Return a line for each key, view and knob."""
        yield Content("A network learns classes or numbers while you watch. Space starts it.")
        yield heading("Keys")
        yield from (key_line(key.spelled, key.words) for key in KEYS)
        yield from (key_line(*more) for more in MORE_KEYS)
        yield heading("Views")
        yield from (paragraph(*view) for view in VIEWS)
        for group, knobs in groupby(ALL_KNOBS.values(), key=lambda knob: knob.group):
            yield heading(group)
            for knob in knobs:
                kind = "live" if knob.live else "restarts the run"
                yield Content.assemble((knob.label, "bold"), f" ({kind}). {knob.help}")
