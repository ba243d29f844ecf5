"""The part of the dashboard that arranges its regions in the window. Knows no session."""

from npnn_tui.engine.diagnosis import Diagnosis
from textual import on
from textual.events import Resize
from textual.widgets import Label, Tabs

from .layout import layout_classes
from .messages import DiagnosisChanged
from .panels.diagnosis import DiagnosisBanner
from .panels.view_tabs import VIEWS, ViewTabs
from .watching import WatchingScreen


class ArrangedScreen(WatchingScreen):
    """A screen with the views that the tabs name, in the layout that the window has room for.

    Its classes tell the style sheet the layout, the view in front (`show-NAME`), and that a
    diagnosis is shown and needs room (`ill`).
    """

    diagnosis: Diagnosis | None = None

    def on_compose(self) -> None:
        """Choose the layout before there is anything that would be styled twice."""
        self._lay_out()

    def on_resize(self, event: Resize) -> None:
        """Choose the layout for the window."""
        self._lay_out()
        width, height = self.app.size
        self.query_one("#too-small-message", Label).update(
            f"npnn-tui needs 60 x 18 characters;\nthis window has {width} x {height}.\n"
            "Training goes on; q quits."
        )

    def action_show_view(self, name: str) -> None:
        """Bring a view to the front and go to it."""
        self.query_one(ViewTabs).bring_forward(name)
        target = self.query_one(f"#{name}")
        (target if target.can_focus else target.query("*:can-focus").first()).focus()

    @on(Tabs.TabActivated)
    def _show_tab(self, event: Tabs.TabActivated) -> None:
        self.update_classes({f"show-{name}": event.tab.id == f"tab-{name}" for name in VIEWS})

    def action_leave(self) -> None:
        """Take the diagnosis away, or else leave the parameters."""
        if self.diagnosis:
            self.action_dismiss_diagnosis()
        else:
            self.action_show_view("boundary")

    def action_dismiss_diagnosis(self) -> None:
        """Take the diagnosis away for the rest of the run."""
        self.query_one(DiagnosisBanner).dismiss()

    @on(DiagnosisChanged)
    def _make_room(self, message: DiagnosisChanged) -> None:
        self.diagnosis = message.diagnosis
        self.set_class(message.diagnosis is not None, "ill")
        self.refresh_bindings()

    def _lay_out(self) -> None:
        size = self.app.size
        self.update_classes({**layout_classes(*size), "narrow": size.width < 80})
