"""Textual's driver for Linux and macOS, with another way out to the terminal and another way in."""

import os
import signal
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Iterable
from select import select
from threading import get_ident
from time import monotonic
from types import FrameType
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from ..glyphs import TRANSLATIONS
from ..terminal import this_terminal
from .link import Link
from .output import BLANK_SCREEN, Output
from .wire import Wire

LAST_SECONDS = 1.0
"""How long the end waits for a slow terminal to take the last bytes and to give its answers."""

AFTER_RESIZE = 0.2
"""Seconds until the screen is sent again, if Textual has not drawn it anew by then."""

"""Sent at the end, as GNU screen and older terminals have no other screen to go back to."""

ERROR_OUTPUT = 2
"""Where Textual draws, so that output can be redirected."""

HANGUP = 128 + signal.SIGHUP
LONGEST_READ, TICK = 4096, 0.1


class LinkDriver(LinuxDriver):
    """Hands what the app writes to an `Output`, and tells it when the terminal has answered.

    The app must have a `link`, which then tells of the output.
    """

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._link: Link = app.link
        self._wire: Wire | None = None
        self._output: Output | None = None
        self._thread = get_ident()
        self._answers: deque[float] = deque()

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._wire = Wire(ERROR_OUTPUT, self._loop, self._hang_up)
        terminal = this_terminal()
        translate, understands = TRANSLATIONS[terminal.glyphs] or str, terminal.understands
        self._output = Output(self._wire, self._loop, translate, understands)
        self._link.connect(self._output)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._output.ask()
        self._follow_resizes()

    def write(self, data: str) -> None:
        """Take what the app draws, or a control sequence, from any thread."""
        if get_ident() != self._thread:
            self._loop.call_soon_threadsafe(self.write, data)
        elif self._output:
            self._output.write(data, self._app.size)

    def flush(self) -> None:
        """Show what has been drawn."""
        if self._output:
            self._output.show()

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was; answers that came later would be typed into the shell."""
        if self._output is None or self._wire is None:
            return
        self._output.end()
        deadline = monotonic() + LAST_SECONDS
        while self._output.awaits_answer and monotonic() < deadline:
            self._wire.flush(TICK)
            self._take_answers()
        self._wire.send(BLANK_SCREEN)
        super().stop_application_mode()
        self._wire.flush(LAST_SECONDS)
        self._wire.close()
        self._wire = self._output = None
        self._link.connect(None)

    def process_message(self, message: Message) -> None:
        """Keep the terminal's answers from the app; this is called on the thread of the input."""
        if isinstance(message, events.CursorPosition):
            self._answers.append(monotonic())
            self._loop.call_soon_threadsafe(self._take_answers)
            return
        if isinstance(message, events.Key | events.MouseDown):
            self._link.press()
            self._loop.call_soon_threadsafe(self._hurry)
        elif isinstance(message, events.Resize):
            self._loop.call_soon_threadsafe(self._doubt)
        super().process_message(message)

    def run_input_thread(self) -> None:
        """Read keys and answers until the end; what is no UTF-8 is no reason to fail."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            if select([self.fileno], [], [], TICK)[0]:
                data = self._read()
                if not data:
                    self._loop.call_soon_threadsafe(self._hang_up)
                    return
                if text := decode(data):  # nothing, if only a part of a character has come
                    self._process(parser.feed(text))
            self._process(parser.tick())

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, LONGEST_READ)
        except OSError:  # as Linux tells the end of a pseudo-terminal
            return b""

    def _take_answers(self) -> None:
        while self._answers:
            moment = self._answers.popleft()
            if self._output:
                self._output.answered(moment)

    def _hurry(self) -> None:
        if self._output:
            self._output.gate.hurry()

    def _hang_up(self) -> None:
        """End the app: there is nobody left to look at it."""
        self._app.exit(return_code=HANGUP)

    def _doubt(self) -> None:
        if self._output:
            self._output.redraw(AFTER_RESIZE)

    def _follow_resizes(self) -> None:
        """Draw everything anew after a resize, even one to the size that Textual has in mind."""
        textual = signal.getsignal(signal.SIGWINCH)

        def on_resize(number: int, frame: FrameType | None) -> None:
            self._loop.call_soon_threadsafe(self._doubt)
            if callable(textual):
                textual(number, frame)

        signal.signal(signal.SIGWINCH, on_resize)
