"""A page of text over the screen, to scroll and to close."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from .steady import Steady


class Page(ModalScreen[None], Steady[None]):
    """Shows the lines of a subclass, drawn as a single text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,question_mark,f1,q", "dismiss", "Close"),
        ("down,j", "scroll(1)", "Down"),
        ("up,k", "scroll(-1)", "Up"),
    ]

    SUBJECT = "npnn-tui"

    def lines(self) -> Iterable[Content]:
        """Return what is to be read."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Yield the text in a scrolling page."""
        with VerticalScroll(id="help") as page:
            page.border_title = self.SUBJECT
            yield Static(Content("\n").join(self.lines()), id="help-text")
        yield Footer(compact=True)

    def action_scroll(self, lines: int) -> None:
        """Scroll the page by so many lines."""
        self.query_one("#help").scroll_relative(y=lines)


def heading(text: str) -> Content:
    """Return the title of a part."""
    return Content.assemble("\n", (text, "bold $primary"))


def key_line(spelled: str, words: str) -> Content:
    """Return a line that says what a key does."""
    return Content.assemble((f"{spelled:<8}", "bold $accent"), words)


def paragraph(name: str, words: str) -> Content:
    """Return a text with its subject in front."""
    return Content.assemble((name, "bold"), f". {words}")
