"""What is asked when the process that trained a run has gone."""

from typing import ClassVar

from npnn_tui.datasets.text import printable
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from .steady import Steady


class LostScreen(ModalScreen[bool], Steady[bool]):
    """Offers to go on with the run here; the result says whether to."""

    AUTO_FOCUS = "#resume"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(False)", "Look at what is left")]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._run_name = name

    def compose(self) -> ComposeResult:
        """Yield the sentence and the two ways on."""
        with Vertical(id="lost") as box:
            box.border_title = "The training has ended"
            sentence = (
                f"The process that trained {printable(self._run_name)} has gone. What it saved is "
                "there: the run can go on here, as if it had not been interrupted."
            )
            yield Static(sentence, markup=False)
            with Horizontal():
                yield Button("Resume here", id="resume", compact=True)
                yield Button("Quit", id="quit", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Resume or quit."""
        if event.button.id == "quit":
            self.app.exit()
        else:
            self.dismiss(True)
