"""A training in a process of its own, which survives the terminal that began it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine import Close, Command, Play, Snapshot
from npnn_tui.engine.remote.host import Host
from npnn_tui.engine.runs.folder import EVENTS
from npnn_tui.engine.training.snapshot import News

from .begun import SessionLike, begin
from .saving import Beginning, Saving

HOSTED = "--hosted"
"""The option, told to nobody, with which such a process begins."""


class Hosting:
    """Trains what a beginning says, and lets viewers in once it is saved; raises FieldError."""

    def __init__(self, beginning: Beginning) -> None:
        self._runs = beginning.saving.folder
        self._host = Host(self._pass_on)
        self._is_open = False
        begun = begin(beginning)
        self._session: SessionLike = begun.session_of(begun.experiment, begun.split, self._publish)

    def run(self) -> None:
        """Train until there is nothing left to do, or a signal or a viewer ends it."""
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, lambda *_: self._session.send(Close()))
        self._session.send(Play())
        try:
            self._session.run()
        finally:
            self._host.close()

    def _pass_on(self, command: Command) -> None:
        self._session.send(command)

    def _publish(self, news: News) -> None:
        if not self._is_open and isinstance(news, Snapshot):
            self._open(news)
        self._host.publish(news)

    def _open(self, snapshot: Snapshot) -> None:
        """Let viewers in, and tell who waits for it that the training has begun."""
        self._is_open = True
        folder = self._runs / snapshot.name
        try:
            if not snapshot.name:
                raise FieldError("runs_dir", f"it cannot be detached: {snapshot.complaint}")
            self._host.open(folder)
        except (OSError, FieldError) as error:
            _tell({"error": str(error)})
            self._session.send(Close())
        else:
            _tell({"run": snapshot.name})
            _let_go_of_terminal(folder)


def host(beginning: Beginning) -> int:
    """Be the process that trains; return its exit code."""
    try:
        hosting = Hosting(beginning)
    except FieldError as error:
        _tell({"error": str(error)})
        return 2
    hosting.run()
    return 0


def detach(words: Sequence[str]) -> str:
    """Begin a training with these options of train; return its run's name, or raise FieldError."""
    command = [sys.executable, "-m", "npnn_tui.tui", "train", HOSTED, *words]
    process = subprocess.Popen(
        command, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    with process.stdout as answers:
        line = answers.readline()
    try:
        answer = json.loads(line)
    except ValueError:
        sentence = f"its process has ended with {process.wait()} before it began"
        raise FieldError("detach", f"the training cannot be detached: {sentence}") from None
    if "error" in answer:
        process.wait()
        raise FieldError("detach", answer["error"])
    return str(answer["run"])


def go_on_without(saving: Saving, name: str) -> str:
    """Have a process of its own go on with a run that nobody trains; return how to see it."""
    check_detachable()
    folder, every = str(saving.folder), f"{saving.save_every:g}"
    detach(["--resume", name, "--runs-dir", folder, "--save-every", every])
    return f"training goes on as {name}; npnn-tui attach {name} shows it"


def check_detachable() -> None:
    """Raise FieldError where there are no sockets for it."""
    import socket

    if not hasattr(socket, "AF_UNIX"):
        raise FieldError("detach", "detach needs Unix sockets, which this system has not")


def _tell(answer: dict[str, str]) -> None:
    print(json.dumps(answer), flush=True)


def _let_go_of_terminal(folder: Path) -> None:
    """Keep no stream of the terminal; a traceback, should there be one, goes to the events."""
    nothing = os.open(os.devnull, os.O_RDWR)
    events = os.open(folder / EVENTS, os.O_WRONLY | os.O_APPEND)
    os.dup2(nothing, 1)
    os.dup2(events, 2)
    os.close(nothing)
    os.close(events)
