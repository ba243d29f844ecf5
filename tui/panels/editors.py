"""The widget that edits a knob's value, chosen by the knob's kind. Values are text here."""

from npnn_tui.datasets.kinds import Choice, Switch
from npnn_tui.datasets.knobs import Knob
from npnn_tui.datasets.sources import BUNDLED, GENERATED
from npnn_tui.datasets.text import printable
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Select

OTHER_FILE = "a file …"
"""The entry of the data list that asks for a path."""


class Line(Input):
    """A line of text whose length moves no other widget; Textual would lay out the whole screen."""

    virtual_size = reactive(Size(0, 0), layout=False)


class OnOff(Checkbox):
    """A switch whose cross is there or not, so that it can be read without colour."""

    def __init__(self, value: bool) -> None:
        super().__init__("", value, compact=True)
        self.BUTTON_INNER = _cross(value)

    def watch_value(self) -> None:
        """Let the cross follow the value."""
        self.BUTTON_INNER = _cross(self.value)
        super().watch_value()


def _cross(value: bool) -> str:
    return "X" if value else " "


def editor_of(knob: Knob, text: str) -> Widget:
    """Return the widget for a knob, showing `text`."""
    if isinstance(knob.kind, Switch):
        return OnOff(text == "on")
    if isinstance(knob.kind, Choice):
        return Select(
            [(name, name) for name in knob.kind.names], value=text, allow_blank=False, compact=True
        )
    if knob.name == "data":
        return Select(_sources(text), value=text, allow_blank=False, compact=True)
    return Line(text, compact=True, select_on_focus=False)


def text_of(editor: Widget) -> str:
    """Return what the editor holds."""
    if isinstance(editor, Checkbox):
        return "on" if editor.value else "off"
    if isinstance(editor, Select):
        return str(editor.value)
    assert isinstance(editor, Input)
    return editor.value


def show_text(editor: Widget, text: str) -> None:
    """Make the editor hold `text`, without telling anyone."""
    if isinstance(editor, Checkbox):
        with editor.prevent(Checkbox.Changed):
            editor.value = text == "on"
    elif isinstance(editor, Select):
        with editor.prevent(Select.Changed):
            if text not in (value for _, value in editor._options):
                editor.set_options(_sources(text))
            editor.value = text
    elif isinstance(editor, Input):
        with editor.prevent(Input.Changed):
            editor.value = text


def _sources(current: str) -> list[tuple[Content, str]]:
    names = [*GENERATED, *BUNDLED]
    paths = [] if current in (*names, OTHER_FILE) else [current]
    return [(Content(printable(name)), name) for name in (*names, *paths, OTHER_FILE)]
