"""The worker: a session in a thread of its own that is asked one thing at a time."""

import os
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from select import select
from threading import Thread

import numpy as np
from npnn_tui.datasets.dataset import Floats, Split
from npnn_tui.engine import Close, Command, Look, Probe, Refusal, Snapshot
from npnn_tui.engine.training.snapshot import News as SessionNews
from numpy.typing import NDArray

from ..begun import Begun

News = SessionNews | BaseException

PATIENCE = 2.0
"""Seconds that the thread gets to end; reading a large file may take it longer."""


class Worker:
    """Trains in a thread. `snapshot` is the newest moment that is known of.

    Every snapshot goes to `heard` too, in order. `descriptor` can be read from when there is
    news. What the thread raises is raised again where the news is taken.
    """

    snapshot: Snapshot

    def __init__(self, begun: Begun, heard: Callable[[Snapshot], None]) -> None:
        self._heard = heard
        self._news: SimpleQueue[News] = SimpleQueue()
        self._awaited = False
        split = begun.split
        self._session = begun.session_of(begun.experiment, split, self._put)
        self.descriptor, self._bell = os.pipe()
        os.set_blocking(self._bell, False)
        os.set_blocking(self.descriptor, False)
        self._thread = Thread(target=self._run, name="session", daemon=True)
        self._thread.start()
        self._answered(split.train.inputs[:1], split)

    def ask(self, command: Command) -> Refusal | None:
        """Wait until a command is obeyed; return the refusal if the experiment cannot be built."""
        self._session.send(command)
        split = self.snapshot.split
        return self._answered(split.train.inputs[:1], split)

    def predict(self, points: Floats) -> NDArray[np.floating]:
        """Return what the network answers at observations (n, features), as it sees them."""
        self._answered(points, self.snapshot.split)
        answer = self.snapshot.answer
        assert answer is not None
        return answer.values

    def look(self) -> None:
        """Ask for news, unless some is on its way."""
        if not self._awaited:
            self._awaited = True
            self._session.send(Look())

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; return whether there is news."""
        return bool(select([self.descriptor], [], [], seconds)[0])

    def hear(self) -> None:
        """Take the news that has come."""
        with suppress(BlockingIOError):
            os.read(self.descriptor, 65_536)
        with suppress(Empty):
            while True:
                self._take(self._news.get_nowait())

    def close(self) -> None:
        """End the thread."""
        self._session.send(Close())
        self._thread.join(PATIENCE)
        if not self._thread.is_alive():  # else it may ring yet
            os.close(self.descriptor)
            os.close(self._bell)

    def _answered(self, points: Floats, split: Split) -> Refusal | None:
        """Take news until a probe sent now is answered, which is after all that was sent before.

        When other data turn up on the way, a probe that fits them is sent after it.
        """
        refusal = None
        self._session.send(Look(probe := Probe(points)))
        while True:
            news = self._take(self._news.get())
            if isinstance(news, Refusal):
                refusal = news
            elif not isinstance(news, Snapshot):
                continue
            elif news.answer is not None and news.answer.probe is probe:
                return refusal
            elif news.split is not split:
                split = news.split
                self._session.send(Look(probe := Probe(split.train.inputs[:1])))

    def _take(self, news: News) -> SessionNews:
        if isinstance(news, BaseException):
            raise news
        if isinstance(news, Snapshot):
            self._awaited = False
            self.snapshot = news
            self._heard(news)
        return news

    def _run(self) -> None:
        """Let the session work, and send home what it raises: nobody else would hear of it."""
        try:
            self._session.run()
        except BaseException as error:
            self._put(error)

    def _put(self, news: News) -> None:
        self._news.put(news)
        with suppress(BlockingIOError):  # there are rings enough already
            os.write(self._bell, b".")
