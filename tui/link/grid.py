"""A model of the terminal's screen: what it shall show, and what it shows by now.

It understands what Textual writes (moves of the cursor, colours, text) and hands everything else
back. It knows no terminal.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

from .pens import DEFAULT, Pen, blank_pen, pen_of

TOKENS = re.compile(
    r"\x1b\[([0-9;]*)([mH])([^\x1b\n\r]*)"  # a pen or a place, with the text behind it
    r"|(\x1b(?:\[[0-?]*[ -/]*[@-~]"  # another control sequence
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-Z=>c-~]))"  # a string
    r"|([^\x1b\n\r]+)"
)
LINK = "\x1b]8;"
"""A hyperlink: it would be lost wherever a cell is not written again, so none is sent."""

COMPLEX = re.compile("[^ -~\u00a1-\u02ff\u2010-\u2027\u2190-\u2319\u2500-\u25fc\u2800-\u28ff]")
"""What may take no cell or two, or is no character to see at all."""

CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "?")

BLANK = " "
SECOND_HALF = ""
"""What the right one of the two cells of a wide character holds."""

Translate = Callable[[str], str]


class Row(NamedTuple):
    """One line: a character and a pen for each cell."""

    characters: list[str]
    pens: list[Pen]

    @classmethod
    def filled(cls, width: int, character: str) -> "Row":
        """Return a row of the same character everywhere."""
        return cls([character] * width, [DEFAULT] * width)


UNKNOWN = "\0"
"""What a cell holds of which nobody knows what it shows."""


class Grid:
    """Rows that are `wanted` and rows that are `shown`, `width` by `height`; (0, 0) is the corner.

    `changed` holds the wanted rows that may differ from the shown ones, the oldest change first.
    """

    def __init__(self, translate: Translate = str, pen_of: Callable[[str], Pen] = pen_of) -> None:
        self._translate, self._pen_of = translate, pen_of
        self.width = self.height = 0
        self.wanted: list[Row] = []
        self.shown: list[Row] = []
        self.changed: dict[int, None] = {}
        self.cursor = (0, 0)

    def resize(self, width: int, height: int) -> None:
        """Take another size; what fits is still wanted, and nothing is known as shown."""
        before, self.width, self.height = self.wanted, width, height
        self.wanted = [Row.filled(width, BLANK) for _ in range(height)]
        for old, new in zip(before, self.wanted, strict=False):
            new.characters[: len(old.characters)] = old.characters[:width]
            new.pens[: len(old.pens)] = old.pens[:width]
        self.forget()

    def forget(self) -> None:
        """Take it that nobody knows what the terminal shows."""
        self.shown = [Row.filled(self.width, UNKNOWN) for _ in range(self.height)]
        self.changed = dict.fromkeys(range(self.height))

    def clear(self) -> None:
        """Take it that the terminal shows nothing at all."""
        self.shown = [Row.filled(self.width, BLANK) for _ in range(self.height)]
        self.changed = dict.fromkeys(range(self.height))

    def feed(self, data: str) -> Iterator[str]:
        """Draw what Textual writes, and yield the sequences that do not draw."""
        pen, (column, row) = DEFAULT, self.cursor
        for parameters, final, text, control, bare in TOKENS.findall(data):
            if final == "m":
                pen = self._pen_of(parameters) if parameters not in ("", "0") else DEFAULT
            elif final == "H":
                line, _, place = parameters.partition(";")
                column, row = int(place or 1) - 1, int(line or 1) - 1
            elif control:
                if not control.startswith(LINK):
                    yield control
                continue
            if words := text or bare:
                column = self._put(column, row, words, pen)
        self.cursor = column, row

    def _put(self, column: int, row: int, text: str, pen: Pen) -> int:
        """Write text and return the column behind it."""
        text = self._translate(text)
        if COMPLEX.search(text):
            characters, width = _cells_of(text.translate(CONTROLS))
        else:
            characters, width = list(text), len(text)
        end = column + width
        if 0 <= row < self.height and column < self.width:
            room = self.width - column
            line = self.wanted[row]
            _blank_halves(line.characters, column, end)
            line.characters[column:end] = characters[:room]
            pens = [pen] * width
            if BLANK in text:
                blank = blank_pen(pen)
                pens = [blank if character == BLANK else pen for character in characters]
            line.pens[column:end] = pens[:room]
            self.changed.setdefault(row)
        return end


def _blank_halves(characters: list[str], start: int, end: int) -> None:
    """Blank the other half of a wide character of which what is written from `start` covers one."""
    if characters[start] == SECOND_HALF:
        characters[start - 1] = BLANK
    if end < len(characters) and characters[end] == SECOND_HALF:
        characters[end] = BLANK


def _cells_of(text: str) -> tuple[list[str], int]:
    """Return what each cell holds; a character without a width stands with the one before it."""
    cells: list[str] = []
    for character in text:
        width = get_character_cell_size(character)
        if width == 0 and cells:
            place = -1 if cells[-1] != SECOND_HALF else -2
            cells[place] += character
        else:
            cells.extend([character, SECOND_HALF][: max(width, 1)])
    width = cell_len(text)  # as Textual counts them, whose next words stand behind these
    return [*cells, *[BLANK] * (width - len(cells))][:width], width
