"""The parameter panel, generated from the knobs of the experiment and of the view."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from npnn_tui.datasets.knobs import Knob, knobs_of
from npnn_tui.datasets.sources import family_of
from npnn_tui.engine import KNOBS, Experiment
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import DescendantFocus
from textual.reactive import reactive
from textual.widgets import Button, Label, Static

from ..messages import DefaultsWanted
from ..view import View
from .knob_field import KnobField, explained

VIEW_KNOBS: Mapping[str, Knob] = {knob.name: knob for knob in knobs_of(View)}
ALL_KNOBS: Mapping[str, Knob] = {**KNOBS, **VIEW_KNOBS}
"""The knobs of the experiment, then those of the view."""


HOW_TO_EDIT = (
    "p leads here, tab and shift+tab from field to field, escape back. Enter takes a value, "
    "space opens a list. • differs from the default."
)


class ParameterPanel(VerticalScroll):
    """A field for every knob, in groups. Shows the experiment and the view that are in force."""

    BORDER_TITLE = "Parameters"

    experiment: reactive[Experiment] = reactive(Experiment, init=False, repaint=False)
    view: reactive[View] = reactive(View, init=False, repaint=False)

    def __init__(self, experiment: Experiment, view: View) -> None:
        super().__init__(id="parameters", can_focus=False)
        self.set_reactive(ParameterPanel.experiment, experiment)
        self.set_reactive(ParameterPanel.view, view)
        values = self._values
        self._fields = {name: _field(knob, values) for name, knob in ALL_KNOBS.items()}

    def compose(self) -> ComposeResult:
        """Yield a title for each group and a field for each knob."""
        for group, knobs in groupby(ALL_KNOBS.values(), key=lambda knob: knob.group):
            yield Label(group, classes="group")
            yield from (self._fields[knob.name] for knob in knobs)
        yield Button("Reset to defaults", id="defaults", compact=True)
        yield Static(HOW_TO_EDIT, id="hint")

    def on_mount(self) -> None:
        """Mark what differs from the defaults from the start."""
        self.show_values()

    def watch_experiment(self) -> None:
        """Show the experiment that is being trained."""
        self.show_values()

    def watch_view(self) -> None:
        """Show the view in force; what is being typed elsewhere stays."""
        self.show_values(VIEW_KNOBS)

    def show_error(self, name: str, sentence: str) -> None:
        """Put a sentence at the field of a knob and bring it into sight."""
        field = self._fields[name]
        field.show_error(sentence)
        field.scroll_visible(animate=False)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Explain the knob that is being edited, and what it may be."""
        fields = [node for node in event.widget.ancestors if isinstance(node, KnobField)]
        hint = explained(fields[0].knob) if fields else HOW_TO_EDIT
        self.query_one("#hint", Static).update(hint, layout=False)

    def on_descendant_blur(self) -> None:
        """Explain the panel itself while nothing is being edited."""
        self.query_one("#hint", Static).update(HOW_TO_EDIT, layout=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Ask for the defaults."""
        event.stop()
        self.post_message(DefaultsWanted())

    @property
    def _values(self) -> Mapping[str, Any]:
        return {**self.experiment.values, **vars(self.view)}

    def refuse(self, name: str, sentence: str) -> None:
        """Say why a value was not taken, and show what is in force where it was chosen."""
        knob = ALL_KNOBS[name]
        field = self._fields[name]
        field.take_back(knob.kind.format(self._values[name]))
        self.show_error(name, sentence)

    def clear_errors(self) -> None:
        """Take all sentences away."""
        for field in self._fields.values():
            field.show_error("")

    def offer(self, name: str, text: str) -> None:
        """Enter a value as if a person had."""
        self._fields[name].offer(text)

    def show_values(self, names: Iterable[str] = ALL_KNOBS) -> None:
        """Show the values in force in these fields."""
        family, values = family_of(self.experiment.recipe.data), self._values
        for name in names:
            field, knob, value = self._fields[name], ALL_KNOBS[name], values[name]
            field.show(
                knob.kind.format(value),
                changed=value != knob.default_for(family),
                wanted=knob.is_needed(values),
                applies=knob.applies_to(values, family),
            )


def _field(knob: Knob, values: Mapping[str, Any]) -> KnobField:
    return KnobField(knob, knob.kind.format(values[knob.name]), wanted=knob.is_needed(values))
