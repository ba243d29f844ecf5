"""The way into the linear mode and out of it: streams, signals and exit codes."""

import sys

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.plane import Plane
from npnn_tui.engine.threads import use_one_thread

from ..begun import begin
from ..saving import Beginning
from ..signals import SignalError, ended_by_signals
from ..terminal import shows_unicode
from ..view import View
from ..wording import title_of
from .bench import Bench
from .conversation import Conversation
from .dialogue import Dialogue, QuitError
from .lines import InputEndedError, Lines
from .voice import Voice


def run(beginning: Beginning, view: View, *, start: bool) -> int:
    """Hold the conversation and return the exit code; raises FieldError before it begins."""
    if sys.stdout is None:
        raise FieldError("output", "output must be open, and is closed")
    try:
        with ended_by_signals():
            return _open(beginning, view, start=start)
    except SignalError as told:
        return told.exit_code


def _open(beginning: Beginning, view: View, *, start: bool) -> int:
    use_one_thread()
    begun = begin(beginning)
    Plane.of(begun.split, view.plane)
    ascii_only = view.marker == "ascii" or not shows_unicode()
    voice = Voice(sys.stdout, ascii_only=ascii_only)
    bench = Bench(begun, view)
    try:
        voice.say(f"npnn-tui: {title_of(bench.snapshot)}.")
        if begun.complaint:
            voice.say(f"{begun.complaint}.")
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
