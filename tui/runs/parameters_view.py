"""The parameters in which the compared runs differ, and their figures, side by side."""

from collections.abc import Sequence

from ..plotting import Cells
from ..plotting.text import shortened
from .comparison import Row, differing, final_figures
from .showing import Showing
from .view import RunsView

LABEL, LEAST, MOST = 20, 12, 26
"""Cells of the labels, and of a run at least and at most."""

GAP = 2

BEST = "★"


class ParametersView(RunsView):
    """A column for each run, with as many of them as there is room for."""

    def picture(self, showing: Showing, width: int, height: int) -> Cells:
        """Draw the names, the parameters and the figures."""
        count = min(len(showing.compared), max(1, (width - LABEL) // (LEAST + GAP)))
        column = min(MOST, (width - LABEL) // count - GAP)
        more = len(showing.compared) - count
        self.border_subtitle = f"{more} more have no room" if more else ""
        picture = self._names(showing, count, column, Cells.blank(width, height))
        for line, row in enumerate(self._rows(showing), start=2):
            if row is not None and line < height:
                picture = self._with_row(picture, row, count, column, line)
        return picture

    def _rows(self, showing: Showing) -> list[Row | None]:
        """Return the rows, None for an empty one between their groups."""
        studies = [showing.studies.get(entry.folder) for entry in showing.compared]
        experiments = [study.experiment if study else None for study in studies]
        parameters = differing(experiments)
        if len(showing.compared) > 1 and not parameters:
            words = "reading …" if None in studies else "none differs"
            parameters = [Row("", "Parameters", [words], [False])]
        return [*parameters, *([None] if parameters else []), *final_figures(showing.compared)]

    def _names(self, showing: Showing, count: int, column: int, picture: Cells) -> Cells:
        for place, entry in enumerate(showing.compared[:count]):
            color = self.pens.among(place, len(showing.compared))
            name = showing.title(entry, column, ascii_only=self.marker == "ascii")
            start = LABEL + place * (column + GAP)
            picture = picture.write(start, 0, name, color)
        return picture

    def _with_row(self, picture: Cells, row: Row, count: int, column: int, line: int) -> Cells:
        picture = picture.write(0, line, self._short(row.label, LABEL - 1), self.color("axis"))
        pairs: Sequence[tuple[str, bool]] = list(zip(row.texts, row.best, strict=True))[:count]
        for place, (text, is_best) in enumerate(pairs):
            room = column if len(row.texts) > 1 else picture.width - LABEL
            written = self._short(f"{text} {BEST}" if is_best else text, room)
            color = self.color("good" if is_best else "text")
            picture = picture.write(LABEL + place * (column + GAP), line, written, color)
        return picture

    def _short(self, text: str, width: int) -> str:
        return shortened(text, width, ascii_only=self.marker == "ascii")
