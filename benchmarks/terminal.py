"""The dashboard in a real pseudo-terminal: `python -m benchmarks.terminal [--sizes 120x40]`.

Prints bytes, frames, latency of keys and use of the processor under some colours, characters,
states and links; the time to the first frame beside a bare Textual app; and the share of the
headless training speed that is kept. It runs on Linux.
"""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from rich.console import Console

from .report import heading
from .terminal_conditions import CONDITIONS, SIZES
from .terminal_kept import speeds_kept
from .terminal_report import kept_table, outcomes_table, row_of, starts_table
from .terminal_run import measure
from .terminal_start import first_frames

WIDTH = 140


def _size(text: str) -> tuple[int, int]:
    if not (found := re.fullmatch(r"([1-9]\d{0,3})x([1-9]\d{0,3})", text)):
        raise ArgumentTypeError(f"{text!r} is not a size like 120x40")
    return int(found[1]), int(found[2])


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.terminal", description=__doc__)
    sizes = list(map(_size, SIZES))
    parser.add_argument("--sizes", nargs="+", type=_size, default=sizes, metavar="COLUMNSxROWS")
    names = list(CONDITIONS)
    parser.add_argument("--conditions", nargs="*", choices=names, default=names, metavar="NAME")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each count of bytes")
    parser.add_argument("--keys", type=int, default=100, help="pressed under each condition")
    parser.add_argument(
        "--rounds",
        type=int,
        default=5,
        help="of starts, and of training with and without a screen; 0 for none",
    )
    return parser.parse_args()


def main() -> None:
    """Measure everything that was asked for, then print the tables."""
    arguments = _arguments()
    table, starts, kept = outcomes_table(), {}, {}
    for size in arguments.sizes:
        name = "x".join(map(str, size))
        if arguments.rounds:
            starts[name] = first_frames(size, arguments.rounds)
        for word in arguments.conditions:
            print(f"{name}, {word}", file=sys.stderr)
            outcome = measure(size, CONDITIONS[word], arguments.seconds, arguments.keys)
            table.add_row(name, word, *row_of(outcome))
        if arguments.rounds:
            print(f"{name}, speed kept", file=sys.stderr)
            kept[name] = speeds_kept(size, arguments.rounds, arguments.seconds)
    console = Console(width=WIDTH)
    console.print(heading(), table, sep="\n")
    if starts:
        console.print(starts_table(starts), kept_table(kept), sep="\n")


if __name__ == "__main__":
    main()
