"""A session at work in its own thread, with a queue in the place of the screen."""

from collections.abc import Callable, Iterator
from queue import Queue
from threading import Thread
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import (
    Close,
    Command,
    Experiment,
    Look,
    Play,
    Probe,
    Refusal,
    Session,
    Snapshot,
)

PATIENCE = 20.0
"""Seconds to wait for what comes at once unless something is broken."""


class Desk:
    """Commands go to the session, what it publishes is kept in order."""

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self._published: Queue[Snapshot | Refusal] = Queue()
        self.session = Session(experiment, load(experiment.recipe), self._published.put)
        self.thread = Thread(target=self.session.run, daemon=True)
        self.thread.start()

    def next(self) -> Snapshot | Refusal:
        return self._published.get(timeout=PATIENCE)

    def tell(self, command: Command) -> Snapshot:
        """Send a command and return the snapshot that shows it obeyed."""
        shown: Snapshot = self.hear(command)[-1]
        return shown

    def hear(self, *commands: Command) -> list[Any]:
        """Send commands and return all that is published until they are obeyed.

        The answer to a probe of its own tells which snapshot came after them.
        """
        probe = Probe(np.zeros((1, 2)))
        for command in (*commands, Look(probe)):
            self.session.send(command)
        heard: list[Any] = []
        while True:
            heard.append(self.next())
            answer = getattr(heard[-1], "answer", None)
            if answer is not None and answer.probe is probe:
                return heard

    def look(self) -> Snapshot:
        return self.tell(Look())

    def finish(self) -> Snapshot:
        """Play, and return the snapshot of the end."""
        self.session.send(Play())
        return self.until(lambda snapshot: snapshot.status in ("finished", "diverged"))

    def until(self, wanted: Callable[[Snapshot], bool]) -> Snapshot:
        """Return the next published snapshot that is as wanted."""
        while True:
            snapshot = self.next()
            if isinstance(snapshot, Snapshot) and wanted(snapshot):
                return snapshot

    def watch(self, wanted: Callable[[Snapshot], bool]) -> Snapshot:
        """Look again and again, as a screen does, until a snapshot is as wanted."""
        for _ in range(100_000):
            if wanted(snapshot := self.look()):
                return snapshot
        raise AssertionError("never seen")

    def close(self) -> None:
        self.session.send(Close())
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk() -> Iterator[OpenDesk]:
    """Open sessions on experiments given by knobs; all are closed at the end, in any state."""
    desks: list[Desk] = []

    def open_one(**knobs: Any) -> Desk:
        for_ever = {"min_improvement": 0.0, "max_epochs": 1_000_000_000}
        desks.append(Desk(Experiment.of({**for_ever, **knobs})))
        return desks[-1]

    yield open_one
    for desk in desks:
        desk.close()
