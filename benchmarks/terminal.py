"""The dashboard in a real pseudo-terminal: `python -m benchmarks.terminal [--sizes 120x40]`.

Prints bytes, frames, latency of keys, use of the processor and the share of the headless training
speed that is kept, under some colours, characters, states and links; and the time to the first
frame beside a bare Textual app. It runs on Linux.
"""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from rich.console import Console

from .report import heading
from .terminal_conditions import CONDITIONS, SIZES
from .terminal_headless import epochs_per_second
from .terminal_report import outcomes_table, row_of, starts_table
from .terminal_run import measure
from .terminal_start import first_frames

WIDTH = 140
HEADLESS_SECONDS = 2.0


def _size(text: str) -> tuple[int, int]:
    if not (found := re.fullmatch(r"([1-9]\d{0,3})x([1-9]\d{0,3})", text)):
        raise ArgumentTypeError(f"{text!r} is not a size like 120x40")
    return int(found[1]), int(found[2])


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.terminal", description=__doc__)
    sizes = list(map(_size, SIZES))
    parser.add_argument("--sizes", nargs="+", type=_size, default=sizes, metavar="COLUMNSxROWS")
    names = list(CONDITIONS)
    parser.add_argument("--conditions", nargs="+", choices=names, default=names, metavar="NAME")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each count of bytes")
    parser.add_argument("--keys", type=int, default=100, help="pressed under each condition")
    parser.add_argument("--rounds", type=int, default=5, help="starts of each app; 0 for none")
    return parser.parse_args()


def main() -> None:
    """Measure everything that was asked for, then print the tables."""
    arguments = _arguments()
    table, starts = outcomes_table(), {}
    for size in arguments.sizes:
        name = "x".join(map(str, size))
        if arguments.rounds:
            starts[name] = first_frames(size, arguments.rounds)
        for word in arguments.conditions:
            print(f"{name}, {word}", file=sys.stderr)
            condition = CONDITIONS[word]
            headless = epochs_per_second(HEADLESS_SECONDS) if condition.state == "running" else None
            outcome = measure(size, condition, arguments.seconds, arguments.keys)
            table.add_row(name, word, *row_of(outcome, headless))
    console = Console(width=WIDTH)
    console.print(heading(), table, sep="\n")
    if starts:
        console.print(starts_table(starts))


if __name__ == "__main__":
    main()
