"""The boundaries of the runs that are compared, beside each other."""

from textwrap import wrap

from npnn_tui.datasets.text import printable
from npnn_tui.engine.runs.listing import Entry

from ..charts.tiling import tiling_of
from ..plotting import Cells
from ..plotting.box import draw_box
from ..plotting.text import shortened
from .showing import Showing
from .view import RunsView
from .words import loss_of, score_of, task_words


class PortraitsView(RunsView):
    """A tile for each run, with as many of them as there is room for."""

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Draw the tiles."""
        tiling = tiling_of(len(showing.compared), width, height)
        room = tiling.columns * tiling.rows
        seen = showing.compared[:room] if room else ()
        more = len(showing.compared) - len(seen)
        self.border_subtitle = f"{more} more have no room" if more else ""
        picture = Cells.blank(width, height)
        for number, entry in enumerate(seen):
            row, column = divmod(number, tiling.columns)
            tile = self._tile(showing, entry, tiling.width, tiling.height)
            picture = picture.place(tile, column * tiling.width, row * tiling.height)
        return picture

    def _tile(self, showing: Showing, entry: Entry, width: int, height: int) -> Cells:
        pens = self.pens
        number = showing.numbers[entry.folder]
        color = pens.among(number - 1, len(showing.compared))
        box = draw_box(width, height, color if len(showing.compared) > 1 else pens.color("axis"))
        title = showing.title(entry, width - 6, ascii_only=pens.marker == "ascii")
        box = box.write(2, 0, f" {title} ", pens.color("text"))
        figures = self._short(_figures(entry), width - 6)
        if figures:
            box = box.write(2, height - 1, f" {figures} ", pens.color("text"))
        return box.place(self._inside(showing, entry, width - 4, height - 2), 2, 1)

    def _inside(self, showing: Showing, entry: Entry, width: int, height: int) -> Cells:
        portrait = showing.portraits.get(entry.folder)
        if portrait is None:
            return self.sentence("reading …", width, height)
        if not isinstance(portrait, str):
            return portrait.draw(width, height, self.pens)
        lines = wrap(printable(portrait, 300), width)[:height]
        inside, top = Cells.blank(width, height), max(0, (height - len(lines)) // 2)
        for row, line in enumerate(lines, start=top):
            inside = inside.write(0, row, line, self.color("axis"))
        return inside

    def _short(self, text: str, width: int) -> str:
        return shortened(text, width, ascii_only=self.marker == "ascii")


def _figures(entry: Entry) -> str:
    """Return the loss and the score, or else the status."""
    loss, score = loss_of(entry), score_of(entry)
    if not loss:
        return entry.status
    return f"test loss {loss}  {task_words(entry).short_score} {score}"
