"""The names of the views, of which a small window shows one at a time."""

from npnn_tui.datasets.tasks import Task
from textual.reactive import reactive
from textual.widgets import Tab, Tabs

from ..tasks import TASK_WORDS

VIEWS = ("boundary", "loss", "accuracy", "parameters")


class ViewTabs(Tabs, can_focus=False):
    """A tab for each view, for the mouse; the keyboard has a key for each.

    The first and the third are called after what the task shows there.
    """

    named_after: reactive[Task] = reactive("classification", init=False, repaint=False)

    def __init__(self) -> None:
        super().__init__(*(Tab(name.capitalize(), id=f"tab-{name}") for name in VIEWS))

    def watch_named_after(self, task: Task) -> None:
        """Rename the views."""
        words = TASK_WORDS[task]
        for name, label in (("boundary", words.field), ("accuracy", words.score)):
            self.query_one(f"#tab-{name}", Tab).label = label

    def bring_forward(self, name: str) -> None:
        """Bring a view to the front."""
        self.active = f"tab-{name}"
