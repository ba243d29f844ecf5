"""The wall itself: a tile for each cell, as many as there is room for."""

from textual.events import Click

from ..charts.tiling import Tiling, tiling_of
from ..plotting import Cells
from ..sweep.cell import Cell
from .showing import Showing, title_of
from .tile import Frame, draw_tile, title_room
from .view import CellChosen, WallView

Drawn = tuple[int, Frame, bool, object]
"""What a tile depends on besides its cell: its version, the frame, the selection, the colours."""


class TilesView(WallView):
    """Tiles in rows; the row of the selected one is always in sight."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._tiling = Tiling(1, 1, 0, 0)
        self._top = 0
        self._tiles: dict[Cell, tuple[Drawn, Cells]] = {}

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Draw the tiles in sight; those that look the same as before are taken from then."""
        self._tiling = tiling = tiling_of(len(showing.cells), width, height)
        selected = showing.selected
        place = showing.cells.index(selected) if selected else 0
        self._top = tiling.first_row(place, self._top)
        rows = -(-len(showing.cells) // tiling.columns)
        self._top = max(0, min(self._top, rows - tiling.rows))
        first = self._top * tiling.columns
        seen = showing.cells[first : first + tiling.columns * tiling.rows]
        room = title_room(tiling.width)
        is_named = all(len(title_of(cell)) <= room for cell in seen)
        frame = Frame(tiling.width, tiling.height, showing.epochs, showing.losses, is_named)
        self._tiles = {cell: self._tile(showing, cell, frame) for cell in seen}
        picture = Cells.blank(width, height)
        for number, (_, tile) in enumerate(self._tiles.values()):
            row, column = divmod(number, tiling.columns)
            picture = picture.place(tile, column * tiling.width, row * tiling.height)
        self.border_subtitle = _more(first, len(seen), len(showing.cells))
        return picture

    def step(self, right: int, down: int) -> int:
        """Move to the tile beside, or to that above or below."""
        return right + down * self._tiling.columns

    def on_click(self, event: Click) -> None:
        """Select the tile under the mouse, and open it at the second click."""
        offset = event.get_content_offset(self)
        if offset is None or not self._tiling.width:
            return
        column, row = offset.x // self._tiling.width, offset.y // self._tiling.height
        if column < self._tiling.columns:
            place = (self._top + row) * self._tiling.columns + column
            self.post_message(CellChosen(place, is_wanted=event.chain > 1))

    def _tile(self, showing: Showing, cell: Cell, frame: Frame) -> tuple[Drawn, Cells]:
        is_selected = cell is showing.selected
        pens = self.pens
        looks = (pens.marker, pens.background, pens.color("text"), pens.color("train"))
        drawn = cell.version, frame, is_selected, looks
        before = self._tiles.get(cell)
        if before is not None and before[0] == drawn:
            return before
        digest = showing.digest(cell)
        return drawn, draw_tile(cell, digest, frame, pens, is_selected=is_selected)


def _more(first: int, seen: int, count: int) -> str:
    return "" if seen == count else f"{first + 1} to {first + seen} of {count:,}"
