"""One measurement of the dashboard: a size, a condition, some seconds, some keys."""

import sys
from collections.abc import Iterable
from itertools import cycle, islice
from math import ceil, inf
from random import Random
from time import monotonic
from typing import NamedTuple

from .terminal_conditions import Condition
from .terminal_link import Link
from .terminal_pty import Terminal, cores, open_terminal
from .terminal_recording import Recording
from .terminal_screen import Screen, latencies

COMMAND = (sys.executable, "-m", "npnn_tui.tui")
FIRST_WORDS = b"epoch"

MORE_SMOOTHING = b"m"
SIGNS = tuple(f"Smoothing {weight} " for weight in ("0.5", "0.9", "0.98", "0"))
"""What the summary says after each press of that key; the curves change with it."""

OPENING, SETTLING, LAST_WAIT = 3.0, 1.0, 4.0
"""The first figures come before the dashboard has all its parts."""


class Outcome(NamedTuple):
    """What was measured: sizes in bytes, times in seconds, `cpu` of one core.

    A latency is None where the answer did not come within the last wait.
    """

    bytes_per_second: float
    worst_second: int
    frames_per_second: float
    cpu: float
    epochs_per_second: float | None
    latencies: list[float | None]


def measure(size: tuple[int, int], condition: Condition, seconds: float, keys: int) -> Outcome:
    """Run the dashboard, watch it without touching it, then press keys."""
    command = (*COMMAND, *condition.arguments)
    with open_terminal(command, size, condition.environment, {cores()[0]}) as terminal:
        terminal.read_until(FIRST_WORDS)
        terminal.read_for(OPENING)
        played = _bring_about(terminal, condition.state)
        terminal.link = Link(condition.link)
        begin, cpu = monotonic(), terminal.cpu_seconds()
        terminal.read_for(seconds)
        end, cpu = monotonic(), terminal.cpu_seconds() - cpu
        terminal.link = Link(None)  # what has piled up comes now, and the last epoch with it
        terminal.read_for(SETTLING)
        seen = monotonic()
        terminal.link = Link(condition.link)
        if keys:
            _press(terminal, keys)
    record = terminal.recording
    screen, last = _screen_at(record, seen, size)
    if condition.state not in screen.text:
        raise RuntimeError(f"not {condition.state}:\n{screen.text}")
    epoch = screen.epoch
    return Outcome(
        record.size(begin, end) / (end - begin),
        record.worst_second(begin, end),
        record.frames(begin, end) / (end - begin),
        cpu / (end - begin),
        epoch / (last - played) if epoch else None,
        list(latencies(screen, record.between(seen, inf), record.presses)),
    )


def _bring_about(terminal: Terminal, state: str) -> float:
    """Start the run, and pause it or wait for its end; return when it started."""
    terminal.press(b" ")
    played = monotonic()
    if state != "running":
        terminal.read_for(2 * SETTLING)
        if state == "paused":
            terminal.press(b" ")
        terminal.read_for(2 * SETTLING)
    return played


def _press(terminal: Terminal, keys: int) -> None:
    """Press the key at random intervals, so as not to fall into step with the frames."""
    random = Random(0)
    terminal.read_for(2 * SETTLING)  # a slow link fills up again
    for sign in islice(cycle(SIGNS), keys):
        terminal.press(MORE_SMOOTHING, sign)
        terminal.read_for(random.uniform(0.15, 0.35))
    terminal.read_for(LAST_WAIT)


def _screen_at(record: Recording, moment: float, size: tuple[int, int]) -> tuple[Screen, float]:
    """Return the screen at a moment, and when it was last drawn before."""
    screen, last = Screen(*size), 0.0
    for chunk in record.between(0, moment):
        screen.feed(chunk.data)
        last = chunk.time
    return screen, last


def quantile(latencies: Iterable[float | None], share: float) -> float:
    """Return the latency that a share of the keys does not exceed; infinite if unanswered."""
    ordered = sorted(inf if latency is None else latency for latency in latencies)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]
