"""The wall of a sweep in a real pseudo-terminal: `python -m benchmarks.wall [--keys 100]`.

Prints frames a second and the latency of keys while worker processes train on both cores: 64
networks (200 observations, 2 → 32 → 2), of which each report brings curves and a boundary. The
measuring program shares the cores with them. It runs on Linux.
"""

import os
import sys
from argparse import ArgumentParser
from itertools import cycle, islice
from math import inf
from random import Random
from time import monotonic

from .report import heading
from .terminal_conditions import SIZES, TRUE_COLOUR, plain_environment
from .terminal_pty import open_terminal
from .terminal_run import quantile
from .terminal_screen import Screen, latencies

COMMAND = (
    *(sys.executable, "-m", "npnn_tui.tui", "sweep", "--wall", "--min-improvement", "0"),
    *("--vary", "learning_rate=0.001:0.008:8", "--vary", "l2=0:0.07:8", "--max-epochs", "1000000"),
)
FIRST_WORDS = b"running"
SORT = b"o"
SIGNS = tuple(
    f"sorted by {word}" for word in ("loss", "verdict", "learning_rate", "l2", "order given")
)
SETTLING, LAST_WAIT = 3.0, 3.0


def measure(size: tuple[int, int], seconds: float, keys: int) -> tuple[float, list[float | None]]:
    """Return the frames a second, and the seconds until each key was answered."""
    environment = {**plain_environment(), **TRUE_COLOUR}
    with open_terminal(COMMAND, size, environment, os.sched_getaffinity(0)) as terminal:
        terminal.read_until(FIRST_WORDS)
        terminal.read_for(SETTLING)
        begin = monotonic()
        terminal.read_for(seconds)
        end, random = monotonic(), Random(0)
        for sign in islice(cycle(SIGNS), keys):
            terminal.press(SORT, sign)
            terminal.read_for(random.uniform(0.15, 0.35))
        terminal.read_for(LAST_WAIT)
    record, screen = terminal.recording, Screen(*size)
    for chunk in record.between(0, end):
        screen.feed(chunk.data)
    answers = list(latencies(screen, record.between(end, inf), record.presses))
    return record.frames(begin, end) / (end - begin), answers


def main() -> None:
    """Measure the wall at each size, then print a line for each."""
    parser = ArgumentParser(prog="python -m benchmarks.wall", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each count of frames")
    parser.add_argument("--keys", type=int, default=100, help="pressed at each size")
    arguments = parser.parse_args()
    print(heading())
    for name in SIZES:
        columns, rows = map(int, name.split("x"))
        frames, answers = measure((columns, rows), arguments.seconds, arguments.keys)
        middle, late, last = (1000 * quantile(answers, share) for share in (0.5, 0.95, 0.99))
        keys = f"keys p50 {middle:.0f}, p95 {late:.0f}, p99 {last:.0f} ms"
        print(f"{name}: {frames:.1f} frames/s, {keys}")


if __name__ == "__main__":
    main()
