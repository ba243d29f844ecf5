"""What the app wants on the screen, sent as the link takes it: one picture, never a queue."""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from time import monotonic

from .encoding import Encoder
from .gate import FIRST_WINDOW, Gate
from .grid import Grid, Translate
from .pens import change, change_anew, pen_of, plain_pen_of
from .wire import Wire

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"
"""Synchronized output: the terminal shows what is between them at once."""

OTHER_SCREEN = "\x1b[?1049h"
OTHER_SCREENS = (OTHER_SCREEN, "\x1b[?1049l")
"""To the alternate screen and back: nothing is known of what either shows."""

BLANK_SCREEN = b"\x1b[m\x1b[2J\x1b[H"
"""Each terminal obeys this one; where there is no other screen, the one screen is blank then."""

BRIGHT, NOT_REVERSE = "\x1b[97m", "\x1b[27m"
"""Bright colours, and taking one attribute away: terminals understand all of a kind or none."""

QUESTION = "\x1b[6n"
"""Where is the cursor? Terminals since the VT100 answer when they have come so far."""

PATIENCE = 5.0
"""Seconds to wait for an answer; then it is taken as lost."""

FIRST_PATIENCE = 1.5
"""Seconds without any answer after which the terminal is taken for one that gives none."""

WORTH_SENDING = 300
"""Bytes; with less room than this it is better to wait."""

FEW_CELLS = 24
"""A row with no more cells to change goes before others: text rather than pictures."""


class Output:
    """Sends what differs between the wanted and the shown in frames as large as the gate allows.

    All calls are made on the thread of the loop.
    """

    def __init__(
        self,
        wire: Wire,
        loop: AbstractEventLoop,
        translate: Translate = str,
        understands: Callable[[str], bool] = bool,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.grid = Grid(translate, pen_of if understands(BRIGHT) else plain_pen_of)
        self.gate = Gate(clock)
        self._wire, self._loop = wire, loop
        self._encoder = Encoder(change if understands(NOT_REVERSE) else change_anew)
        self._is_synchronized = False
        self._understands = understands
        self._answers: bool | None = None if understands(QUESTION) else False
        self._alarm: TimerHandle | None = None
        self._has_ended = False
        wire.on_empty = self._emptied

    @property
    def is_clear(self) -> bool:
        """Whether all that was wanted has been sent and there is room for more."""
        return not self.grid.changed and self.gate.room() >= WORTH_SENDING

    def write(self, data: str, size: tuple[int, int]) -> None:
        """Take what Textual writes for a screen of (columns, rows)."""
        if size != (self.grid.width, self.grid.height):
            self.grid.resize(*size)
            self._encoder.forget()
        for control in self.grid.feed(data):
            self._control(control)

    def show(self) -> None:
        """Send a frame now if the gate allows it, or as soon as it does."""
        if self._has_ended or not (self.grid.changed and self._wire.is_empty):
            return
        if (room := self.gate.room()) >= WORTH_SENDING:
            if frame := self._frame(room):
                self._send(frame)
        elif not self.gate.is_waiting:
            self._wake_in(self.gate.pause())

    def ask(self) -> None:
        """Ask for an answer alone, to learn how long one takes."""
        if self._answers is None:
            self._send("")

    def answered(self, moment: float) -> None:
        """Take note that an answer came at this moment."""
        self._answers = True
        self.gate.arrive(moment)
        self.show()

    def redraw(self, seconds: float = 0.0) -> None:
        """Send everything again after some time, as nobody knows what the terminal shows by now."""
        self._forget()
        self._wake_in(seconds)

    def end(self) -> None:
        """Send no more frames, only controls."""
        self._has_ended = True
        if self._alarm:
            self._alarm.cancel()

    @property
    def awaits_answer(self) -> bool:
        """Whether the terminal has been asked something and may still answer."""
        return self.gate.is_waiting and self._answers is not False and not self._wire.is_cut

    def _control(self, sequence: str) -> None:
        if sequence in (BEGIN, END):
            self._is_synchronized = True  # Textual has been told that the terminal knows them
            return
        if sequence in OTHER_SCREENS:
            self._wire.send(b"\x1b[m")
            self._forget()
        if self._understands(sequence):
            self._wire.send(sequence.encode())
        if sequence == OTHER_SCREEN:
            self._wire.send(BLANK_SCREEN)
            self.grid.clear()

    def _forget(self) -> None:
        self.grid.forget()
        self._encoder.forget()

    def _send(self, frame: str) -> None:
        """Send a frame with a question behind it, unless nobody would answer."""
        if frame and self._is_synchronized:
            frame = f"{BEGIN}{frame}{END}"
        data = (frame if self._answers is False else frame + QUESTION).encode()
        self.gate.send(len(data))
        self._wire.send(data)
        if self._answers is False:
            if self._wire.is_empty:
                self.gate.arrive()
                self._wake_in(0)  # there may be more
        else:
            self._wake_in(PATIENCE if self._answers else FIRST_PATIENCE)

    def _frame(self, room: int) -> str:
        """Return the changed rows that there is room for, at least one."""
        parts: list[str] = []
        plenty = room >= FIRST_WINDOW
        for number in sorted(self.grid.changed, key=None if plenty else self._comes_later):
            del self.grid.changed[number]
            parts.append(self._encoder.row(self.grid, number))
            room -= len(parts[-1].encode())
            if room <= 0:
                break
        if not any(parts):
            return ""
        column, row = self.grid.cursor
        return f"{''.join(parts)}\x1b[{row + 1};{column + 1}H"

    def _comes_later(self, number: int) -> bool:
        return self._encoder.count(self.grid, number) > FEW_CELLS

    def _emptied(self) -> None:
        if self._answers is False:
            self.gate.arrive()
        self.show()

    def _wake_in(self, seconds: float) -> None:
        if self._alarm:
            self._alarm.cancel()
        self._alarm = self._loop.call_later(seconds, self._wake)

    def _wake(self) -> None:
        """Go on without an answer that does not come, if it can have come so far at all."""
        if self._answers is None and self._wire.is_empty and self.gate.is_waiting:
            self._answers = False
        overdue = self._answers is False or self.gate.oldest() >= PATIENCE
        while overdue and self._wire.is_empty and self.gate.is_waiting:
            self.gate.drop()
        self.show()
