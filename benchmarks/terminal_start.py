"""The time from the start of the program to its first words, beside the barest Textual app."""

import sys
from collections.abc import Sequence
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic

from .terminal_conditions import CONDITIONS
from .terminal_pty import cores, open_terminal
from .terminal_run import COMMAND

BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("ready")

Bare().run()
"""
STARTS = {
    "bare Textual app": ((sys.executable, "-c", BARE), b"ready"),
    "npnn-tui": (COMMAND, b"Boundary"),
    "with its figures": (COMMAND, b"epoch"),
}
"""What is started, and words of the frame that is waited for: the first, or that of the figures."""


def first_frames(size: tuple[int, int], rounds: int) -> dict[str, float]:
    """Return the median seconds until each app's words came, in turns.

    The first turn is not counted: it compiles the modules and brings the files into memory.
    """
    seconds: dict[str, list[float]] = {name: [] for name in STARTS}
    with TemporaryDirectory() as compiled:
        environment = CONDITIONS["truecolor"].environment | {"PYTHONPYCACHEPREFIX": compiled}
        for _ in range(rounds + 1):
            for name, (command, words) in STARTS.items():
                seconds[name].append(_wait(command, words, size, environment))
    return {name: median(all[1:]) for name, all in seconds.items()}


def _wait(
    command: Sequence[str], words: bytes, size: tuple[int, int], environment: dict[str, str]
) -> float:
    began = monotonic()
    with open_terminal(command, size, environment, {cores()[0]}) as terminal:
        return terminal.read_until(words) - began
