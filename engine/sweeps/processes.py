"""Workers that are processes, each with one BLAS thread. They end with the coordinator."""

import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from threading import Event, Timer
from typing import Any

from ..threads import use_one_thread
from .channel import Receiver, Sender
from .report import Report
from .sweep import Point
from .training import train
from .workers import Tell

PATIENCE = 1.0
"""Seconds after which a worker that was told to stop is ended amid whatever it does."""


class Processes:
    """A pool of processes, started afresh (spawned), so that they inherit no thread and no lock."""

    def __init__(self, count: int) -> None:
        self.count = count

    def start(self, tell: Tell) -> None:
        """Begin; a process starts when there is the first point for it."""
        self._receiver = Receiver(tell)
        self._executor = ProcessPoolExecutor(
            self.count,
            get_context("spawn"),
            initializer=_enter,
            initargs=(self._receiver.address, self._receiver.key),
        )

    def submit(self, point: Point) -> "Future[Report]":
        """Have a point trained by the next process that has time."""
        return self._executor.submit(_work, point)

    def cancel(self) -> None:
        """Tell all processes to stop."""
        self._receiver.stop()

    def close(self) -> None:
        """Wait for the processes to end."""
        self._executor.shutdown(cancel_futures=True)
        self._receiver.close()


class _Worker:
    """The worker that this process is."""

    sender: Sender
    stopped = Event()


def _enter(address: Any, key: bytes) -> None:
    """Become a worker. Ctrl+c is the coordinator's business, whose end is the worker's too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_one_thread()
    try:
        _Worker.sender = Sender(address, key, _stop, _leave)
    except (OSError, EOFError):  # the coordinator has gone meanwhile
        _leave()


def _stop() -> None:
    _Worker.stopped.set()
    last_resort = Timer(PATIENCE, _leave)
    last_resort.daemon = True
    last_resort.start()


def _leave() -> None:
    os._exit(1)


def _work(point: Point) -> Report:
    return train(point, _Worker.sender.send, _Worker.stopped.is_set)
