"""The part of the dashboard that changes how a run is watched. Knows no session and no chart."""

from dataclasses import replace
from typing import Any

from npnn_tui.datasets.knobs import knobs_of
from textual.reactive import reactive

from .screens.steady import Steady
from .terminal import this_terminal
from .view import View, next_marker, next_pace, next_smoothing, next_surface
from .wording import brief

VIEW_KNOBS = {knob.name: knob for knob in knobs_of(View)}


class WatchingScreen(Steady[None]):
    """A screen with a view, and the actions that turn its knobs; `notice` says what was turned."""

    view: reactive[View] = reactive(View, init=False, repaint=False)
    notice: reactive[str] = reactive("", repaint=False)

    def take_view(self, view: View) -> None:
        """Show things another way."""
        self.view = view

    def set_view(self, name: str, value: Any) -> None:
        """Turn one knob of the view and say so; raises FieldError."""
        self.take_view(replace(self.view, **{name: value}))
        knob = VIEW_KNOBS[name]
        complaint = this_terminal().complaint(value) if name == "marker" else ""
        self.notice = complaint or f"{knob.label} {brief(knob, value)}"

    def action_set_pace(self, pace: str) -> None:
        """Set the epochs trained each second."""
        self.set_view("pace", pace)

    def action_change_pace(self, by: int) -> None:
        """Go to the next faster or slower pace."""
        self.set_view("pace", next_pace(self.view.pace, by))

    def action_switch(self, name: str) -> None:
        """Turn a switch of the view on or off."""
        self.set_view(name, not getattr(self.view, name))

    def action_next_smoothing(self) -> None:
        """Smooth the curves more, or after the most not at all."""
        self.set_view("smoothing", next_smoothing(self.view.smoothing))

    def action_next_surface(self) -> None:
        """Draw the prediction, the truth or the error of a surface."""
        self.set_view("surface", next_surface(self.view.surface))

    def action_next_marker(self) -> None:
        """Draw the boundary with other characters."""
        terminal = this_terminal()
        marker = next_marker(self.view.marker, terminal.marker, terminal.markers)
        self.set_view("marker", marker)
