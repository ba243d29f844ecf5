"""The form in which people say what to sweep over."""

from typing import ClassVar

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.sweeps.sweep import Point
from npnn_tui.engine.training.experiment import Experiment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select, Static

from ..screens.steady import Steady
from .plan import pictures, planned

Plan = tuple[list[Point], list[str]]
"""The points and the names of the knobs that vary."""

EXPLAINED = (
    "Vary takes knobs with their values: learning_rate=0.01,0.1,1 or hidden=4:64:5:log, with "
    "spaces between several. Seeds is how often each combination is trained, from other initial "
    "weights; seeds alone show how much is luck."
)


class SweepForm(ModalScreen[Plan | None], Steady[Plan | None]):
    """Asks for a picture of the original, knobs and seeds; the result is a plan, or None."""

    AUTO_FOCUS = "#vary"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Cancel")]

    def __init__(self, experiment: Experiment, seeds: int) -> None:
        super().__init__()
        self._experiment, self._seeds = experiment, seeds

    def compose(self) -> ComposeResult:
        """Yield a row for each field, with room for a complaint below it."""
        with Vertical(id="sweep-form") as form:
            form.border_title = "Sweep"
            with Horizontal():
                yield Label("Sweep", classes="name")
                yield Select(pictures(), value="", allow_blank=False, compact=True, id="picture")
            for name, value in (("vary", ""), ("seeds", str(self._seeds))):
                with Horizontal():
                    yield Label(name.capitalize(), classes="name")
                    placeholder = "learning_rate=0.001:1:6:log" if name == "vary" else ""
                    yield Input(value, placeholder, compact=True, id=name)
                yield Label("", classes="error", id=f"{name}-error", markup=False)
            yield Static(EXPLAINED, markup=False)
            yield Button("Start", id="start", compact=True)

    def on_input_submitted(self) -> None:
        """Start at enter."""
        self._start()

    def on_button_pressed(self) -> None:
        """Start."""
        self._start()

    def _start(self) -> None:
        for name in ("vary", "seeds"):
            self.query_one(f"#{name}-error", Label).update("")
        picture = str(self.query_one("#picture", Select).value)
        vary, seeds = (self.query_one(f"#{name}", Input).value for name in ("vary", "seeds"))
        try:
            plan = planned(self._experiment, picture, vary, seeds)
        except FieldError as error:
            name = "seeds" if error.field == "seeds" else "vary"
            self.query_one(f"#{name}-error", Label).update(str(error))
        else:
            self.dismiss(plan)
