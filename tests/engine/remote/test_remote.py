"""A session reached over a socket: full control, several viewers, and no harm by nonsense."""

import os
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import FieldError, load
from npnn_tui.engine import (
    Apply,
    Close,
    Command,
    Experiment,
    Look,
    Play,
    Probe,
    Refusal,
    Session,
    Snapshot,
    Status,
    Step,
)
from npnn_tui.engine.remote.host import Host
from npnn_tui.engine.remote.socket_path import FILE_NAME, connect
from npnn_tui.engine.remote.viewer import Viewer
from npnn_tui.engine.remote.wire import LENGTH, Wire
from npnn_tui.engine.runs.packing import DamagedError, pack
from npnn_tui.engine.training.snapshot import Lost, News

KNOBS: dict[str, Any] = {"samples": 40, "hidden": (4,), "max_epochs": 500, "min_improvement": 0.0}


class Person:
    """Somebody who looks at a training from elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.news: SimpleQueue[News] = SimpleQueue()
        self.viewer = Viewer(folder).to(self.news.put)
        self.thread = Thread(target=self.viewer.run, daemon=True)
        self.thread.start()

    def send(self, command: Command) -> None:
        self.viewer.send(command)

    def until(self, condition: Callable[[Any], bool]) -> Any:
        """Return the first news that are as they should be; fail after 20 seconds."""
        while True:
            try:
                news = self.news.get(timeout=20)
            except Empty:
                pytest.fail("nothing of the kind has come")
            if condition(news):
                return news


class Hosted:
    """A session with a host, in threads of this process."""

    def __init__(self, folder: Path, **knobs: Any) -> None:
        experiment = Experiment.of({**KNOBS, **knobs})
        self.folder = folder
        self.host = Host(self._pass_on)
        split = load(experiment.recipe)
        self.session = Session(experiment, split, self.host.publish)
        self.host.open(folder)
        self.thread = Thread(target=self.session.run)
        self.thread.start()

    def _pass_on(self, command: Command) -> None:
        self.session.send(command)

    def close(self) -> None:
        self.session.send(Close())
        self.thread.join(20)
        self.host.close()
        assert not self.thread.is_alive()


@contextmanager
def hosting(folder: Path, **knobs: Any) -> Iterator[Hosted]:
    hosted = Hosted(folder, **knobs)
    try:
        yield hosted
    finally:
        hosted.close()


def status_is(status: Status) -> Callable[[News], bool]:
    return lambda news: isinstance(news, Snapshot) and news.status is status


def test_a_viewer_has_full_control(tmp_path: Path) -> None:
    with hosting(tmp_path) as hosted:
        person = Person(tmp_path)
        assert person.viewer.first.experiment.values == Experiment.of(KNOBS).values
        person.send(Step(3))
        shown = person.until(status_is(Status.PAUSED))
        assert (shown.epoch, shown.experiment.config.learning_rate) == (3, 0.01)
        experiment = Experiment.of({**KNOBS, "learning_rate": 0.02})
        person.send(Apply(experiment))
        shown = person.until(lambda news: news.marks)
        assert [mark.text for mark in shown.marks] == ["Learning rate 0.01 → 0.02"]
        person.send(Apply(experiment.changed({"data": "nowhere.csv"})))
        refusal = person.until(lambda news: isinstance(news, Refusal))
        assert (refusal.field, "there is no file" in refusal.sentence) == ("data", True)
        person.send(Play())
        shown = person.until(status_is(Status.FINISHED))
        assert shown.epoch == 500
        np.testing.assert_array_equal(shown.curves.low, hosted.session._trainer.curves().low)


def test_a_viewer_is_shown_the_answers_to_its_own_probe(tmp_path: Path) -> None:
    with hosting(tmp_path):
        one, other = Person(tmp_path), Person(tmp_path)
        probes = [Probe(np.full((rows, 2), 0.5, np.float32)) for rows in (3, 5)]
        for person, probe in zip((one, other), probes, strict=True):
            person.send(Look(probe))
            shown = person.until(lambda news: news.answer)
            assert shown.answer.probe is probe
            assert shown.answer.values.shape == (len(probe.points), 2)
        one.send(Step(4))
        for person, probe in zip((one, other), probes, strict=True):
            shown = person.until(lambda news: news.epoch == 4 and news.answer)
            assert shown.answer.probe is probe


def test_other_data_come_with_their_first_frame(tmp_path: Path) -> None:
    with hosting(tmp_path):
        person = Person(tmp_path)
        person.send(Apply(Experiment.of({**KNOBS, "data": "circles", "classes": 3})))
        shown = person.until(lambda news: news.run == 2)
        assert shown.split.train.class_names == ("0", "1", "2")
        theirs = load(Experiment.of({**KNOBS, "data": "circles", "classes": 3}).recipe)
        np.testing.assert_array_equal(shown.split.train.inputs, theirs.train.inputs)


def test_a_training_goes_on_when_its_viewers_vanish(tmp_path: Path) -> None:
    with hosting(tmp_path, max_epochs=10_000_000) as hosted:
        person = Person(tmp_path)
        person.send(Play())
        person.until(status_is(Status.RUNNING))
        person.viewer._wire.close()
        epoch = Person(tmp_path).viewer.first.epoch
        again = Person(tmp_path)
        again.send(Look())
        assert again.until(lambda news: isinstance(news, Snapshot) and news.epoch > epoch)
        assert hosted.thread.is_alive()


def test_a_viewer_whose_training_has_gone_says_so(tmp_path: Path) -> None:
    with hosting(tmp_path) as hosted:
        person = Person(tmp_path)
        hosted.host.close()
        assert person.until(lambda news: isinstance(news, Lost)) == Lost(tmp_path.name)
    with pytest.raises(FieldError, match="is not being trained in the background"):
        Viewer(tmp_path)


def test_what_has_ended_ends_when_nobody_looks(tmp_path: Path) -> None:
    hosted = Hosted(tmp_path)
    person = Person(tmp_path)
    person.send(Play())
    person.until(status_is(Status.FINISHED))
    assert hosted.thread.is_alive()
    person.send(Close())
    hosted.thread.join(20)
    assert not hosted.thread.is_alive()
    hosted.host.close()


def test_a_viewer_can_end_it(tmp_path: Path) -> None:
    hosted = Hosted(tmp_path)
    Person(tmp_path).viewer.end()
    hosted.thread.join(20)
    assert not hosted.thread.is_alive()
    hosted.host.close()


HUGE = np.zeros((2, 3, 4))

NONSENSE = [
    b"GET / HTTP/1.1\r\n\r\n",
    LENGTH.pack(2**40),
    LENGTH.pack(10) + b"0123456789",
    LENGTH.pack(2**63),
    *(
        LENGTH.pack(len(content)) + content
        for content in (
            pack(record)
            for record in (
                {},
                {"kind": "dance"},
                {"kind": "look"},
                {"kind": "look", "number": "one"},
                {"kind": "look", "number": 1, "points": HUGE},
                {"kind": "look", "number": 1, "points": [1, 2]},
                {"kind": "command", "name": "__init__"},
                {"kind": "command", "name": "Step", "epochs": -1},
                {"kind": "command", "name": "Step", "epochs": 10**12},
                {"kind": "command", "name": "SetPace", "epochs_per_second": float("nan")},
                {"kind": "command", "name": "Rest", "seconds": 1e9},
                {"kind": "command", "name": "Apply", "values": 3, "anew": False},
                {"kind": "command", "name": "Apply"},
            )
        )
    ),
]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_who_talks_nonsense_is_shown_out_and_nothing_else_happens(
    tmp_path: Path, nonsense: bytes
) -> None:
    with hosting(tmp_path) as hosted:
        stranger = connect(tmp_path, 20)
        stranger.sendall(nonsense)
        stranger.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            while stranger.recv(2**16):
                pass  # it is not left hanging
        person = Person(tmp_path)
        person.send(Step(2))
        assert person.until(status_is(Status.PAUSED)).epoch == 2
        assert hosted.thread.is_alive()


def test_a_bad_knob_is_refused_in_words(tmp_path: Path) -> None:
    with hosting(tmp_path):
        person = Person(tmp_path)
        values = {"learning_rate": -1}
        person.viewer._orders.put(
            {"kind": "command", "name": "Apply", "values": values, "anew": False}
        )
        refusal = person.until(lambda news: isinstance(news, Refusal))
        assert refusal.field == "learning_rate"


def test_only_the_owner_reaches_the_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with hosting(tmp_path):
        assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600
        monkeypatch.setattr(os, "getuid", lambda: 4711)
        with pytest.raises(FieldError, match="is being trained by another user"):
            Viewer(tmp_path)
        stranger = connect(tmp_path, 20)
        assert stranger.recv(1) == b""


def test_a_long_path_is_no_hindrance(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 40)
    folder.mkdir()
    with hosting(folder):
        assert Person(folder).viewer.first.epoch == 0


def test_a_socket_that_a_killed_process_left_is_replaced(tmp_path: Path) -> None:
    old = socket.socket(socket.AF_UNIX)
    old.bind(str(tmp_path / FILE_NAME))
    old.close()
    with hosting(tmp_path):
        assert Person(tmp_path).viewer.first.epoch == 0


def test_a_message_that_ends_half_way_is_no_message() -> None:
    ours, theirs = socket.socketpair()
    theirs.sendall(struct.pack("<Q", 100) + b"half")
    theirs.close()
    with pytest.raises(DamagedError, match="half way"):
        Wire(ours, 1000).receive()
    ours.close()
