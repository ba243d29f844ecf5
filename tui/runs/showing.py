"""What the views of the runs screen show at one moment, as a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from npnn_tui.engine.runs.listing import Entry

from ..plotting.text import shortened
from .portrait import Portrait
from .study import Study
from .words import name_of

NOTHING_YET = "No runs yet: each one that npnn-tui saves is listed here."


@dataclass(frozen=True, eq=False)
class Showing:
    """The runs in their order, and those that are compared, numbered from 1 in theirs.

    `quantity` is the column that curves show, `is_log` whether on a logarithmic axis. `refusal`
    says why there is no list.
    """

    entries: Sequence[Entry]
    selected: Entry | None
    place: int
    compared: Sequence[Entry]
    marked: frozenset[Path]
    studies: Mapping[Path, Study]
    portraits: Mapping[Path, Portrait | str]
    quantity: str
    is_log: bool
    has_filter: bool
    refusal: str

    @property
    def vacancy(self) -> str:
        """Why there is nothing to see; nothing where there is something."""
        if self.entries or self.refusal:
            return self.refusal
        return "No run is like that: f changes the filter." if self.has_filter else NOTHING_YET

    @property
    def numbers(self) -> Mapping[Path, int]:
        """The numbers of the runs that are compared."""
        return {entry.folder: number for number, entry in enumerate(self.compared, start=1)}

    def title(self, entry: Entry, width: int, *, ascii_only: bool = False) -> str:
        """Return number and name of a run that is compared; a single one needs no number.

        Names that begin with a date differ at their end, so the middle is cut.
        """
        number = f"{self.numbers[entry.folder]} " if len(self.compared) > 1 else ""
        room = width - len(number)
        name = shortened(name_of(entry), room, tail=room * 2 // 3, ascii_only=ascii_only)
        return f"{number}{name}"
