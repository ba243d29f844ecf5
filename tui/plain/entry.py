"""The way into the linear mode and out of it: streams, signals and exit codes."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.loading import load
from npnn_tui.datasets.plane import Plane
from npnn_tui.engine import Experiment
from npnn_tui.engine.threads import use_one_thread

from ..terminal import shows_unicode
from ..view import View
from ..wording import title_of
from .bench import Bench
from .conversation import Conversation
from .dialogue import Dialogue, QuitError
from .lines import InputEndedError, Lines
from .voice import Voice


def run(experiment: Experiment, view: View, *, start: bool) -> int:
    """Hold the conversation and return the exit code; raises FieldError before it begins."""
    if sys.stdout is None:
        raise FieldError("output", "output must be open, and is closed")
    try:
        with _ended_by_signals():
            return _open(experiment, view, start=start)
    except _SignalError as told:
        return 128 + told.number


def _open(experiment: Experiment, view: View, *, start: bool) -> int:
    use_one_thread()
    split = load(experiment.recipe)
    Plane.of(split, view.plane)
    ascii_only = view.marker == "ascii" or not shows_unicode()
    voice = Voice(sys.stdout, ascii_only=ascii_only)
    bench = Bench(experiment, split, view)
    try:
        voice.say(f"npnn-tui: {title_of(bench.snapshot)}.")
        Conversation(bench, _dialogue(bench, voice)).hold(start=start)
    except QuitError:
        return 0
    except InputEndedError:
        voice.say("")
    finally:
        bench.worker.close()
    return 0


def _dialogue(bench: Bench, voice: Voice) -> Dialogue:
    source = sys.stdin
    if source is None or source.closed:
        return Dialogue(bench, Lines(None), voice, echo=False)
    lines = Lines(source.fileno(), source.encoding)
    return Dialogue(bench, lines, voice, echo=not source.isatty())


class _SignalError(Exception):
    """A signal has told the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Leave in order at SIGTERM and SIGHUP; who ignores them (nohup) goes on doing so."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise _SignalError(number)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    taken = {number: old for number, old in before.items() if old is not signal.SIG_IGN}
    for number in taken:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, old in taken.items():
            signal.signal(number, old)
