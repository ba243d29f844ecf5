"""Which cells of a board are looked at, in which order, and which of them is selected."""

from collections.abc import Sequence

from ..sweep.board import Board
from ..sweep.cell import Cell
from .order import filter_of, sorted_by, sorts_of


class Choice:
    """The cells that the filter keeps, sorted; one of them is selected if there is any."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._names: Sequence[str] = list(board.labels)
        self._sort, self.filter = 0, ""
        self.cells: Sequence[Cell] = board.cells
        self.selected: Cell | None = board.cells[0]

    @property
    def sort(self) -> str:
        """What the cells are sorted by."""
        return sorts_of(self._names)[self._sort]

    @property
    def words(self) -> str:
        """The sorting and the filter in words, nothing where all is as it was given."""
        words = [f"sorted by {self.sort}"] if self._sort else []
        if self.filter:
            words.append(f"filter {self.filter}: {len(self.cells)} cells")
        return " · ".join(words)

    def refresh(self) -> None:
        """Sort and filter by what is known now; the selected cell stays so if it is kept."""
        keep = filter_of(self.filter, self._names)
        cells = [cell for cell in self._board.cells if keep(cell)]
        self.cells = sorted_by(cells, self.sort)
        if self.selected not in self.cells:
            self.selected = self.cells[0] if self.cells else None

    def sort_next(self) -> None:
        """Sort in the next way."""
        self._sort = (self._sort + 1) % len(sorts_of(self._names))

    def check(self, text: str) -> None:
        """Raise FieldError (field `filter`) if a text is no filter."""
        filter_of(text, self._names)

    def select(self, place: int) -> None:
        """Select the cell at a place, the first or the last beyond the ends."""
        if self.cells:
            self.selected = self.cells[min(max(place, 0), len(self.cells) - 1)]

    def move(self, by: int) -> None:
        """Select a cell so many places further."""
        if self.selected in self.cells:
            self.select(self.cells.index(self.selected) + by)
