"""A viewer's end: it is to a dashboard what a session is, but the session is another process's."""

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.knobs import FieldError

from ..runs.packing import DamagedError, Record
from ..training.commands import Close, Command, Look
from ..training.snapshot import Lost, News, Probe, Snapshot
from .frames import to_refusal, to_snapshot, to_split
from .orders import record_of
from .socket_path import connect
from .wire import MOST_TO_VIEWER, Wire, is_own

PATIENCE = 10.0
"""Seconds that the process that trains gets to answer a viewer for the first time."""


class Viewer:
    """Commands go to the process that trains a run, what it shows comes to `publish`.

    `split` and `first` are known once it is made. Raises FieldError if nobody answers.
    """

    def __init__(self, folder: Path) -> None:
        self._name = folder.name
        self._wire = _reach(folder)
        self._probes: dict[int, Probe] = {}
        self._orders: SimpleQueue[Record | None] = SimpleQueue()
        self._closed = False
        self.split, self.first = self._begin()

    def to(self, publish: Callable[[News], None]) -> "Viewer":
        """Return this viewer, with somebody to publish to."""
        self._publish = publish
        return self

    def send(self, command: Command) -> None:
        """Pass a command on; Close ends the viewer alone."""
        if isinstance(command, Close):
            self._closed = True
            self._orders.put(None)
            self._wire.close()
        elif isinstance(command, Look):
            self._orders.put(self._look(command.probe))
        else:
            self._orders.put(record_of(command))

    def end(self) -> None:
        """Have the training saved and its process ended; raises OSError if it has gone."""
        self._wire.send({"kind": "end"})

    def run(self) -> None:
        """Publish what comes, until Close or until the process that trains has gone."""
        Thread(target=self._send_orders, daemon=True).start()
        try:
            while record := self._wire.receive():
                self._take(record)
        except (OSError, DamagedError):
            pass  # it has gone, or what it says is no longer to be understood
        self._orders.put(None)
        if not self._closed:
            self._publish(Lost(self._name))

    def _begin(self) -> tuple[Split, Snapshot]:
        try:
            self._wire.send({"kind": "look", "number": 0})
            split = to_split(self._wire.receive() or {})
            first = to_snapshot(self._wire.receive() or {}, split, {})
        except (OSError, DamagedError) as error:
            self._wire.close()
            sentence = f"run {self._name} cannot be attached to: its process does not answer"
            raise FieldError("run", f"{sentence} ({error})") from None
        self._wire.patient()
        return split, first

    def _look(self, probe: Probe | None) -> Record:
        """Ask for a frame; a probe is sent once, and its number from then on."""
        number = next((n for n, known in self._probes.items() if known is probe), 0)
        if probe is None or number:
            return {"kind": "look", "number": number}
        number = max(self._probes, default=0) + 1
        self._probes = {n: p for n, p in self._probes.items() if n == number - 1}
        self._probes[number] = probe
        return {"kind": "look", "number": number, "points": probe.points}

    def _send_orders(self) -> None:
        try:
            while (record := self._orders.get()) is not None:
                self._wire.send(record)
        except OSError:
            return  # run, which receives, hears of it

    def _take(self, record: dict[str, Any]) -> None:
        match record.get("kind"):
            case "split":
                self.split = to_split(record)
            case "snapshot":
                self._publish(to_snapshot(record, self.split, self._probes))
            case "refusal":
                self._publish(to_refusal(record))


def _reach(folder: Path) -> Wire:
    try:
        connection = connect(folder, PATIENCE)
    except OSError as error:
        sentence = f"run {folder.name} is not being trained in the background ({error.strerror})"
        raise FieldError("run", f"{sentence}; npnn-tui --resume {folder.name} goes on") from None
    if not is_own(connection):
        connection.close()
        raise FieldError("run", f"run {folder.name} is being trained by another user")
    return Wire(connection, MOST_TO_VIEWER)
