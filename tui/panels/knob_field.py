"""One row of the parameter panel: a knob's name, editor and unit, and what is wrong with it."""

from collections.abc import Iterable

from npnn_tui.datasets.kinds import Choice, Switch
from npnn_tui.datasets.knobs import FieldError, Knob
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Label, Select

from ..messages import FileWanted, KnobEdited
from .editors import OTHER_FILE, editor_of, show_text, text_of


class KnobField(Horizontal):
    """Edits one knob. Posts KnobEdited when a permitted value has been entered.

    `sentence` says what is wrong with the text, and is empty while nothing is. Its label exists
    only as long as there is something to say, and the parts of the row from when it is first
    shown: idle widgets would slow the start and every layout.
    """

    def __init__(self, knob: Knob, text: str, *, wanted: bool) -> None:
        super().__init__(id=f"field-{knob.name}")
        self.knob = knob
        self.sentence = ""
        self.display = self._is_composed = wanted
        self._offered = text
        self._editor = editor_of(knob, text)
        self._caption = Label(f"  {knob.label}", classes="name")
        self._error: Label | None = None

    def compose(self) -> ComposeResult:
        """Lay out the row, if anyone wants it."""
        if self._is_composed:
            yield from self._parts()

    def on_mount(self) -> None:
        """Explain the knob under the mouse."""
        self.tooltip = explained(self.knob)

    def show(self, text: str, *, changed: bool, wanted: bool, applies: bool) -> None:
        """Show the value in force and whether it differs from the default.

        A field that is not wanted is hidden, one that does not apply is greyed.
        """
        self._offered = text
        if text_of(self._editor) != text:
            show_text(self._editor, text)
        self.show_error("")
        if changed is not self.has_class("changed"):
            self.set_class(changed, "changed")
            self._caption.update(f"{'•' if changed else ' '} {self.knob.label}", layout=False)
        self._offer_itself(wanted, applies)

    def _offer_itself(self, wanted: bool, applies: bool) -> None:
        if not applies and self.has_focus_within:
            self.screen.focus_previous()
        if wanted and not self._is_composed:
            self._is_composed = True
            self.mount_all(self._parts())
        self.disabled, self.display = not applies, wanted

    def _parts(self) -> Iterable[Widget]:
        """Yield name, editor and unit, which stand in a row."""
        yield self._caption
        yield self._editor
        if self.knob.unit:
            yield Label(self.knob.unit, classes="unit")

    def take_back(self, text: str) -> None:
        """Let the same text be offered again; a list returns to the value in force."""
        self._offered = text
        if isinstance(self._editor, Select):
            show_text(self._editor, text)

    def show_error(self, sentence: str) -> None:
        """Put a sentence below the value, or take it away."""
        if sentence == self.sentence:
            return
        self.sentence = sentence
        self.set_class(bool(sentence), "invalid")
        if self._error is not None and sentence:
            self._error.update(sentence)
        elif self._error is not None:
            self._error.remove()
            self._error = None
        elif self.parent is not None:
            self._error = Label(sentence, classes="error", markup=False)
            self.screen.query_one("#parameters").mount(self._error, after=self)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what is wrong with the text so far."""
        event.stop()
        self.show_error(self._complaint(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the value over."""
        event.stop()
        self.offer(event.value)

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Leaving the field takes the value over."""
        event.stop()
        self.offer(event.value)

    def on_select_changed(self, event: Select.Changed) -> None:
        """A choice is taken over at once."""
        event.stop()
        if event.value == OTHER_FILE:
            self.post_message(FileWanted())
        else:
            self.offer(str(event.value))

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        """A switch is taken over at once."""
        event.stop()
        self.offer(text_of(self._editor))

    def _complaint(self, text: str) -> str:
        try:
            self.knob.parse(text)
        except FieldError as error:
            return str(error)
        return ""

    def offer(self, text: str) -> None:
        """Say what is wrong with a text, or pass it on if it is new."""
        complaint = self._complaint(text)
        self.show_error(complaint)
        if not complaint and text != self._offered:
            self._offered = text
            self.post_message(KnobEdited(self.knob.name, text))


def explained(knob: Knob) -> Content:
    """Return what a knob may be, unless a list shows that, its default, and what it does."""
    words = knob.default_words
    if not isinstance(knob.kind, Choice | Switch) and knob.name != "data":
        words = f"{knob.kind.allowed} ({words})"
    return Content(f"{words[0].upper()}{words[1:]}. {knob.help}")
