"""The line in which people say which cells they want to see."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label


class FilterLine(Vertical):
    """An input with room for a complaint, which is there only while it asks."""

    def compose(self) -> ComposeResult:
        """Yield the input and the complaint."""
        placeholder = "filter: converged, l2=0.1, test_loss<0.3; empty shows all"
        yield Input(placeholder=placeholder, compact=True)
        yield Label("", classes="error", markup=False)

    def on_mount(self) -> None:
        """Wait to be asked for."""
        self.display = False

    @property
    def is_asking(self) -> bool:
        """Whether it is on the screen."""
        return bool(self.display)

    def ask(self, text: str) -> None:
        """Ask, with this text to begin with."""
        self.display = True
        self.refuse("")
        line = self.query_one(Input)
        line.value = text
        line.focus()

    def refuse(self, sentence: str) -> None:
        """Say why the text was not taken."""
        label = self.query_one(".error", Label)
        label.update(sentence)
        label.display = bool(sentence)

    def leave(self) -> None:
        """Go from the screen."""
        self.display = False
        self.screen.set_focus(None)
