"""The host: a session that anybody of the same user can look at and command, over a socket.

Viewers come and go; training does not notice. It ends when it is told to, or when it has come to
its end and nobody is looking.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.knobs import FieldError

from ..runs.packing import DamagedError, Record
from ..training.commands import Close, Command, Look
from ..training.snapshot import ENDED, News, Probe, Refusal, Snapshot, Status
from .frames import of_refusal, of_snapshot, of_split
from .orders import command_of, probe_points
from .socket_path import FILE_NAME, listen
from .wire import MOST_TO_HOST, Wire, is_own

MOST_VIEWERS = 16

MOST_WAITING = 8
"""Messages to a viewer that may wait; one that is slower misses frames."""


@dataclass(eq=False)
class Guest:
    """A viewer as the host knows it."""

    wire: Wire
    probe: Probe | None = None
    number: int = 0
    split: Split | None = None
    state: Any = None
    outgoing: SimpleQueue[Record | None] = field(default_factory=SimpleQueue)


class Host:
    """Lets viewers reach a session: `send` is the session's, whose news come to `publish`."""

    def __init__(self, send: Callable[[Command], None]) -> None:
        self._send, self._lock = send, Lock()
        self._guests: list[Guest] = []
        self._status: Status | None = None
        self._listener: socket.socket | None = None
        self._folder: Path | None = None

    def open(self, folder: Path) -> None:
        """Let viewers in from now on; raises OSError, FieldError."""
        self._folder, self._listener = folder, listen(folder)
        Thread(target=self._welcome, args=(self._listener,), daemon=True).start()

    def close(self) -> None:
        """Let nobody in, and everybody go."""
        if self._listener and self._folder:
            with suppress(OSError):
                (self._folder / FILE_NAME).unlink()
            self._listener.close()
        for guest in self._everybody():
            guest.wire.close()

    def publish(self, news: News) -> None:
        """Pass news of the session on: to whom they are meant for, or tell that there are some."""
        if isinstance(news, Refusal):
            for guest in self._everybody():
                guest.outgoing.put(of_refusal(news))
        if not isinstance(news, Snapshot):
            return
        self._status = news.status
        for guest in self._everybody():
            self._show(guest, news)
        self._end_if_left()

    def _show(self, guest: Guest, snapshot: Snapshot) -> None:
        """Send a frame with the answer to the viewer's own probe, or have one made."""
        state = _state_of(snapshot)
        if _is_meant_for(guest, snapshot):
            if guest.outgoing.qsize() < MOST_WAITING:
                self._put(guest, snapshot)
                guest.state = state
        elif state != guest.state:
            guest.state = state
            self._send(Look(guest.probe))

    def _put(self, guest: Guest, snapshot: Snapshot) -> None:
        if guest.split is not snapshot.split:
            guest.split = snapshot.split
            guest.outgoing.put(of_split(snapshot.split))
        guest.outgoing.put(of_snapshot(snapshot, guest.number))

    def _everybody(self) -> list[Guest]:
        with self._lock:
            return list(self._guests)

    def _welcome(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:  # closed
                return
            if len(self._everybody()) >= MOST_VIEWERS or not is_own(connection):
                connection.close()
                continue
            guest = Guest(Wire(connection, MOST_TO_HOST))
            with self._lock:
                self._guests.append(guest)
            for task in (self._listen_to, self._write_to):
                Thread(target=task, args=(guest,), daemon=True).start()

    def _listen_to(self, guest: Guest) -> None:
        """Obey a viewer until it goes; one that talks nonsense is shown out."""
        try:
            while record := guest.wire.receive():
                self._obey(guest, record)
        except (OSError, DamagedError):
            pass
        with self._lock:
            self._guests.remove(guest)
        guest.outgoing.put(None)
        guest.wire.close()
        self._end_if_left()

    def _write_to(self, guest: Guest) -> None:
        try:
            while (record := guest.outgoing.get()) is not None:
                guest.wire.send(record)
        except OSError:
            guest.wire.close()  # whereupon the other thread hears of its end

    def _obey(self, guest: Guest, record: Record) -> None:
        match record.get("kind"):
            case "look":
                self._look(guest, record)
            case "end":
                self._send(Close())
            case "command":
                try:
                    self._send(command_of(record))
                except FieldError as error:
                    guest.outgoing.put(of_refusal(Refusal(error.field, str(error))))
            case _:
                raise DamagedError("it is no message")

    def _look(self, guest: Guest, record: Record) -> None:
        points, number = probe_points(record), record.get("number")
        if type(number) is not int:
            raise DamagedError("it is no number of a probe")
        if points is not None:
            guest.probe, guest.number = Probe(points), number
        self._send(Look(guest.probe))

    def _end_if_left(self) -> None:
        """End the session that has nothing left to do, and nobody to do it for."""
        if self._status in ENDED and not self._everybody():
            self._send(Close())


def _is_meant_for(guest: Guest, snapshot: Snapshot) -> bool:
    """Tell whether a frame answers a viewer's probe, or as well as other data let it."""
    probe, answer = guest.probe, snapshot.answer
    if probe is None or probe.points.shape[1] != snapshot.split.train.inputs.shape[1]:
        return True
    return answer is not None and answer.probe is probe


def _state_of(snapshot: Snapshot) -> Any:
    """Return what every viewer must hear of at once when it changes."""
    return snapshot.run, snapshot.experiment, snapshot.status, snapshot.marks, snapshot.complaint
