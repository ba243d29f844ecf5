"""Which runs are listed, in which order, which one is selected and which are marked."""

from collections.abc import Sequence
from pathlib import Path

from npnn_tui.engine.runs.listing import Entry

from .order import filter_of, sorted_by
from .words import counted

SORTS = ("when", "name", "data", "status", "test_loss", "score", "epoch")
"""What one key sorts by, in turn."""

MOST = 99
"""Runs that are compared at once: they are numbered."""


class Choice:
    """All runs, and how they are looked at. A run is known by its folder, wherever it stands."""

    def __init__(self) -> None:
        self._all: dict[Path, Entry] = {}
        self._marked: dict[Path, None] = {}  # in the order of marking, which numbers them
        self._place = 0
        self.sort, self.filter = SORTS[0], ""
        self.shown: Sequence[Entry] = ()

    @property
    def count(self) -> int:
        """How many runs there are."""
        return len(self._all)

    @property
    def place(self) -> int:
        """Where the selected run stands, 0 if there is none."""
        return self._place

    @property
    def selected(self) -> Entry | None:
        """The run under the cursor."""
        return self.shown[self._place] if self.shown else None

    @property
    def marked(self) -> list[Entry]:
        """The marked runs, in the order of marking, hidden ones too."""
        return [self._all[folder] for folder in self._marked]

    @property
    def compared(self) -> list[Entry]:
        """The marked runs, and the selected one behind them if it is not one of them."""
        selected, marked = self.selected, self.marked
        is_new = selected is not None and selected.folder not in self._marked
        return [*marked[: MOST - 1], *([selected] if selected and is_new else [])]

    @property
    def concerned(self) -> list[Entry]:
        """The runs that a change is for: the marked ones, or without any the selected one."""
        return self.marked or self.compared

    @property
    def words(self) -> str:
        """How many runs there are, and how they are looked at."""
        words = [counted(self.count)]
        if self.filter:
            words.append(f"filter {self.filter}: {counted(len(self.shown))}")
        by = self.sort.replace("_", " ")
        words.append("newest first" if by == "when" else f"sorted by {by}")
        if self._marked:
            words.append(f"{len(self.marked):,} marked")
        return " · ".join(words)

    def take(self, entries: Sequence[Entry]) -> None:
        """Take note of all runs; the marks of those that have gone are forgotten."""
        self._all = {entry.folder: entry for entry in entries}
        self._marked = {folder: None for folder in self._marked if folder in self._all}
        self._refresh()

    def narrow(self, text: str) -> None:
        """Show only what a filter keeps; raises FieldError (field `filter`)."""
        filter_of(text)
        self.filter = text.strip()
        self._refresh()

    def sort_next(self) -> None:
        """Sort by the next column."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self._refresh()

    def move(self, by: int) -> None:
        """Select a run so many places further, the first or the last beyond the ends."""
        self.select(self._place + by)

    def select(self, place: int) -> None:
        """Select the run at a place."""
        self._place = min(max(place, 0), max(0, len(self.shown) - 1))

    def mark(self) -> None:
        """Mark the selected run, or take its mark away."""
        selected = self.selected
        if selected is None:
            return
        if selected.folder in self._marked:
            del self._marked[selected.folder]
        else:
            self._marked[selected.folder] = None

    def unmark_all(self) -> bool:
        """Take all marks away, and return whether there was any."""
        had_any = bool(self._marked)
        self._marked.clear()
        return had_any

    def _refresh(self) -> None:
        """Filter and sort; the selected run stays so, or else the place of the cursor does."""
        before, keep = self.selected, filter_of(self.filter)
        self.shown = sorted_by([entry for entry in self._all.values() if keep(entry)], self.sort)
        places = {entry.folder: place for place, entry in enumerate(self.shown)}
        self.select(places.get(before.folder, self._place) if before else self._place)
