"""The line in which people type what they were asked for: a filter, a note."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label


class PromptLine(Vertical):
    """An input with room for a complaint, which is there only while it asks."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Yield the input and the complaint."""
        yield Input(placeholder=self._placeholder, compact=True)
        yield Label("", classes="error", markup=False)

    def on_mount(self) -> None:
        """Wait to be asked for."""
        self.display = False

    @property
    def is_asking(self) -> bool:
        """Whether it is on the screen."""
        return bool(self.display)

    def ask(self, text: str, placeholder: str | None = None) -> None:
        """Ask, with this text to begin with, and say what for in place of what was said first."""
        self.display = True
        self.refuse("")
        line = self.query_one(Input)
        line.placeholder = self._placeholder if placeholder is None else placeholder
        line.value = text
        self.screen.set_focus(line)  # at once: the next key may be on its way already

    def refuse(self, sentence: str) -> None:
        """Say why the text was not taken."""
        label = self.query_one(".error", Label)
        label.update(sentence)
        label.display = bool(sentence)

    def leave(self) -> None:
        """Go from the screen."""
        self.display = False
        self.screen.set_focus(None)
