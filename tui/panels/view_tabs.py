"""The names of the views, of which a small window shows one at a time."""

from textual.widgets import Tab, Tabs

VIEWS = ("boundary", "loss", "accuracy", "parameters")


class ViewTabs(Tabs, can_focus=False):
    """A tab for each view, for the mouse; the keyboard has a key for each."""

    def __init__(self) -> None:
        super().__init__(*(Tab(name.capitalize(), id=f"tab-{name}") for name in VIEWS))

    def bring_forward(self, name: str) -> None:
        """Bring a view to the front."""
        self.active = f"tab-{name}"
