"""Workers that are processes, each with one BLAS thread. They end with the coordinator."""

import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from threading import Event, Timer
from typing import Any, ClassVar

from ..threads import use_one_thread
from ..training.stackable import MOST
from .batches import Batches
from .channel import Receiver, Sender
from .report import Report, State
from .sweep import Point
from .together import companions, trained
from .workers import Tell

STOP_ALL = "all"
"""What is said to the processes to stop them; else the number of the point to stop."""

NICENESS = 5
"""By which workers stand back behind the screen and whatever else a person is doing."""

PATIENCE = 1.0
"""Seconds after which a worker that was told to stop is ended amid whatever it does."""


class Processes:
    """A pool of processes, started afresh (spawned), so that they inherit no thread and no lock."""

    def __init__(self, count: int) -> None:
        self.lanes, self.count = count, count * MOST

    def start(self, tell: Tell) -> None:
        """Begin; a process starts when there is the first point for it."""
        self._tell = tell
        self._receiver = Receiver(self._hear)
        self._executor = ProcessPoolExecutor(
            self.lanes,
            get_context("spawn"),
            initializer=_enter,
            initargs=(self._receiver.address, self._receiver.key),
        )
        self._batches = Batches(self.lanes, self._submit)

    def submit(self, point: Point) -> "Future[Report]":
        """Have a point trained by the next process that has time."""
        return self._batches.add(point)

    def stop(self, number: int) -> None:
        """Tell all processes to stop that point."""
        self._receiver.say(str(number))

    def cancel(self) -> None:
        """Tell all processes to stop."""
        self._receiver.say(STOP_ALL)

    def close(self) -> None:
        """Wait for the processes to end."""
        self._batches.close()
        self._executor.shutdown(cancel_futures=True)
        self._receiver.close()

    def _submit(self, points: list[Point]) -> "Future[list[Report]]":
        return self._executor.submit(_work, points)

    def _hear(self, report: Report) -> None:
        if report.state is State.RUNNING:
            self._tell(report)
        else:
            self._batches.settle(report)


class _Worker:
    """The worker that this process is."""

    sender: Sender
    all_stopped = Event()
    stopped: ClassVar[set[int]] = set()


def _enter(address: Any, key: bytes) -> None:
    """Become a worker. Ctrl+c is the coordinator's business, whose end is the worker's too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    use_one_thread()
    try:
        _Worker.sender = Sender(address, key, _obey, _leave)
    except (OSError, EOFError):  # the coordinator has gone meanwhile
        _leave()


def _obey(word: str) -> None:
    if word != STOP_ALL:
        _Worker.stopped.add(int(word))
        return
    _Worker.all_stopped.set()
    last_resort = Timer(PATIENCE, _leave)
    last_resort.daemon = True
    last_resort.start()


def _leave() -> None:
    os._exit(1)


def _work(points: list[Point]) -> list[Report]:
    """Train points, as stacks where that is quicker, and tell of each as soon as it is over."""
    reports, send = [], _Worker.sender.send
    waiting = {point.number: point for point in points}
    while waiting:
        together = [waiting.pop(point.number) for point in companions(list(waiting.values()))]
        for report in trained(together, send, _is_to_end):
            send(report)
            reports.append(report)
    return reports


def _is_to_end(point: Point) -> bool:
    return _Worker.all_stopped.is_set() or point.number in _Worker.stopped
