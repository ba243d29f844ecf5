"""The transport: buttons for what the keys do, and the pace."""

from npnn_tui.engine import Snapshot, Status
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Button, Label

from ..view import PACES, View


class TransportButton(Button, can_focus=False):
    """A button for the mouse; the keyboard has a key for the same action."""


class Transport(Horizontal):
    """Start, step, reset, new weights, and the pace; each button runs an action of the screen."""

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    view: reactive[View] = reactive(View, repaint=False)

    def compose(self) -> ComposeResult:
        """Yield the buttons, then the paces."""
        yield TransportButton("Start", id="play", action="screen.play_or_pause", compact=True)
        for name, action in (("Step", "step"), ("Reset", "reset"), ("New weights", "new_weights")):
            yield TransportButton(name, id=action, action=f"screen.{action}", compact=True)
        yield Label("Pace", id="pace-label")
        for pace in PACES:
            action = f"screen.set_pace('{pace}')"
            yield TransportButton(pace, id=f"pace-{pace}", action=action, compact=True)
        yield TransportButton("Menu", id="menu", action="app.command_palette", compact=True)

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        """Let the first button say what it would do."""
        running = snapshot is not None and snapshot.status is Status.RUNNING
        words, button = "Pause" if running else "Start", self.query_one("#play", Button)
        if str(button.label) != words:
            button.label = words

    def watch_view(self, view: View) -> None:
        """Mark the pace in force."""
        for pace in PACES:
            self.query_one(f"#pace-{pace}").set_class(pace == view.pace, "chosen")
