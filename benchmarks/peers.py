"""Our engine in turns with its peers, on one core: `python -m benchmarks.peers [CASE ...]`.

Everyone has the same data, initial weights, steps and precision (float32). Prints two tables:
times and losses, and what limits us.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from .cases import CASES
from .one_core import pin_to_one_core

WIDTH = 140
"""Columns of the tables, in a file as well."""


def _arguments(names: Iterable[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}; else all")
    parser.add_argument("--peers", nargs="+", choices=names, default=list(names), metavar="PEER")
    parser.add_argument("--rounds", type=int, default=7, help="turns of each; the median counts")
    arguments = parser.parse_args()
    if unknown := set(arguments.cases) - set(CASES):
        parser.error(f"no case {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
    return arguments


def main() -> None:
    """Hold the contests and print their tables."""
    pin_to_one_core()  # before what follows loads NumPy
    from rich.console import Console

    from .contest import PEERS, hold
    from .report import comparison, heading, limits

    arguments = _arguments(PEERS)
    names = arguments.cases or list(CASES)
    results = {name: hold(CASES[name], arguments.peers, arguments.rounds) for name in names}
    Console(width=WIDTH).print(heading(), comparison(results), limits(results), sep="\n")


if __name__ == "__main__":
    main()
