"""The help of watching: its keys, and what the charts show."""

from collections.abc import Iterable

from npnn_tui.datasets.knobs import knobs_of
from textual.content import Content

from ..screens.page import Page, heading, key_line, paragraph
from .keys import KEYS
from .look import SHARED_KNOBS, Look

VIEWS = (
    (
        "Charts",
        "A metric shares its chart with its siblings of the training, the validation and the test "
        "data: loss, train_loss, val_loss and Loss/test. Losses come first. The training is a "
        "solid line, what is held out is dotted or dashed.",
    ),
    (
        "Runs",
        "A CSV file is a run, and so are the event files of a folder together. Each has a colour "
        "and a sign of its own, which stands on its lines, too. The number at the end of a row is "
        "the newest value of the chosen chart: what is held out, if anything is.",
    ),
    (
        "Gaps",
        "A × at the upper edge shows where a value was no number or infinite. Of long curves the "
        "smallest and the greatest values are kept, so no spike is lost.",
    ),
    (
        "Files",
        "They are read twice a second and never written. Where steps go back, because a run has "
        "gone on from an earlier point, what had been logged after it is left out.",
    ),
)


class WatchHelp(Page):
    """Explains the keys, the charts and the knobs."""

    SUBJECT = "Watch"

    def lines(self) -> Iterable[Content]:
        """Return a line for each key, subject and knob."""
        yield Content("Metrics files are drawn while they grow, whoever writes them.")
        yield heading("Keys")
        yield key_line("1 to 9", "The chart of this number")
        yield from (key_line(key.spelled, key.words) for key in KEYS if not key.keys.isdigit())
        yield heading("On the screen")
        yield from (paragraph(*view) for view in VIEWS)
        yield heading("Options")
        for knob in (*knobs_of(Look), *SHARED_KNOBS):
            yield Content.assemble((knob.option, "bold"), f" {knob.help}")
