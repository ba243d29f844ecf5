"""All that is known of a run, as a page to read."""

from collections.abc import Iterable

from textual.content import Content

from ..screens.page import Page, heading
from .details import Details, title_of

LABEL = 20

MARK = "•"


class RunPage(Page):
    """Shows the parts of the details."""

    def __init__(self, details: Details) -> None:
        super().__init__()
        self._details = details
        self.SUBJECT = title_of(details)

    def lines(self) -> Iterable[Content]:
        """Return the lines of each part; those that differ from the defaults stand out."""
        for part in self._details.parts():
            yield heading(part.head)
            for label, text, is_marked in part.lines:
                start = f"{MARK if is_marked else ' '} {label:<{LABEL}} " if label else "  "
                yield Content.assemble((start, "bold $accent" if is_marked else "dim"), text)
