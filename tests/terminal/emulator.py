"""A terminal as its user sees it: two screens, modes, and answers to what a program asks."""

import re
from collections.abc import Callable
from itertools import product

import pyte
from pyte.screens import Char

UNFINISHED = re.compile(rb"\x1b(\[[^@-~]*)?$")
KEYBOARD = re.compile(rb"\x1b\[([<>])\d*u")
"""Pushes and pops of the keyboard protocol, which pyte does not know and would draw."""

ASKS_SYNCHRONIZED, KNOWS_SYNCHRONIZED = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
ALTERNATE = 1049 << 5
"""pyte's spelling of the private mode 1049."""

RUBBISH = Char("╳")


class Screens(pyte.Screen):
    """pyte's screen, which knows no alternate screen, with one."""

    def __init__(self, columns: int, rows: int, answer: Callable[[bytes], None]) -> None:
        super().__init__(columns, rows)
        self._primary: tuple[dict[int, dict[int, Char]], int, int] = ({}, 0, 0)
        self._answer = answer

    def set_mode(self, *modes: int, **options: bool) -> None:
        """Put the primary screen aside when the alternate one is asked for."""
        was_alternate = ALTERNATE in self.mode
        super().set_mode(*modes, **options)
        if ALTERNATE in self.mode and not was_alternate:
            rows = {row: dict(cells) for row, cells in self.buffer.items()}
            self._primary = (rows, self.cursor.x, self.cursor.y)
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **options: bool) -> None:
        """Bring the primary screen back when the alternate one is left."""
        was_alternate = ALTERNATE in self.mode
        super().reset_mode(*modes, **options)
        if was_alternate and ALTERNATE not in self.mode:
            rows, self.cursor.x, self.cursor.y = self._primary
            self.buffer.clear()
            for row, cells in rows.items():
                self.buffer[row].update(cells)

    def report_device_status(self, mode: int) -> None:
        """Tell where the cursor is; past the end of a line it still is in the last column."""
        if mode == 6:
            column = min(self.cursor.x + 1, self.columns)
            self._answer(b"\x1b[%d;%dR" % (min(self.cursor.y + 1, self.lines), column))

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        """Change the size; fill the alternate screen with rubbish, the worst that terminals do."""
        super().resize(lines, columns)
        if ALTERNATE in self.mode:
            for row, column in product(range(self.lines), range(self.columns)):
                self.buffer[row][column] = RUBBISH
        self.cursor.x = min(self.cursor.x, self.columns - 1)
        self.cursor.y = min(self.cursor.y, self.lines - 1)


class Emulator:
    """What stands on the screen after some bytes; `answer` takes what the terminal replies."""

    def __init__(self, columns: int, rows: int, answer: Callable[[bytes], None]) -> None:
        self._screens = Screens(columns, rows, answer)
        self._stream = pyte.ByteStream(self._screens)
        self._unfinished = b""
        self._answer = answer
        self.keyboards_pushed = 0

    def feed(self, data: bytes) -> None:
        """Draw, and answer questions."""
        data = self._unfinished + data
        tail = UNFINISHED.search(data)
        end = tail.start() if tail else len(data)
        data, self._unfinished = data[:end], data[end:]
        for sign in KEYBOARD.findall(data):
            self.keyboards_pushed += 1 if sign == b">" else -1
        if ASKS_SYNCHRONIZED in data:
            self._answer(KNOWS_SYNCHRONIZED)
        self._stream.feed(KEYBOARD.sub(b"", data))

    def resize(self, columns: int, rows: int) -> None:
        """Take another size, as a window that is dragged."""
        self._screens.resize(rows, columns)

    @property
    def text(self) -> str:
        """All rows."""
        return "\n".join(self._screens.display)

    @property
    def is_alternate(self) -> bool:
        """Whether the alternate screen is shown."""
        return ALTERNATE in self._screens.mode

    @property
    def is_painted(self) -> bool:
        """Whether every cell has been drawn since the size last changed."""
        return RUBBISH.data not in self.text

    @property
    def is_as_before(self) -> bool:
        """Whether mouse, paste, cursor, wrapping and keyboard are as a shell expects them."""
        untouched = pyte.Screen(1, 1).mode
        return self._screens.mode == untouched and not self.keyboards_pushed

    @property
    def cells(self) -> list[list[Char]]:
        """All cells with their colours; of a blank, only what can be seen of it."""
        size = range(self._screens.lines), range(self._screens.columns)
        return [[_seen(self._screens.buffer[row][column]) for column in size[1]] for row in size[0]]


def _seen(cell: Char) -> Char:
    """Return one spelling of the cells that look the same."""
    if cell.reverse or cell.underscore or cell.strikethrough:
        return cell
    if cell.data == "▄":
        cell = cell._replace(data="▀", fg=cell.bg, bg=cell.fg)
    if cell.data == "█" or (cell.data == "▀" and cell.fg == cell.bg):
        cell = Char(" ", bg=cell.fg)
    if cell.data == " ":
        return Char(" ", bg=cell.bg)
    return cell._replace(bold=False, italics=False) if cell.data == "▀" else cell
