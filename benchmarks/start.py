"""The time of `npnn-tui --version` and `--help` beside that of importing rich.console.

Run it as `python -m benchmarks.start`. benchmarks/terminal.py times the first frame.
"""

import sys
from statistics import median
from subprocess import DEVNULL, run
from time import perf_counter

ROUNDS = 21

STARTS = {
    "import rich.console": ("-c", "import rich.console"),
    "npnn-tui --version": ("-m", "npnn_tui.tui", "--version"),
    "npnn-tui --help": ("-m", "npnn_tui.tui", "--help"),
    "npnn-tui train --help": ("-m", "npnn_tui.tui", "train", "--help"),
}
"""What is started, the measure of the others first, with the words after Python."""


def seconds_of_starts(rounds: int) -> dict[str, float]:
    """Return the median seconds of each start, taken in turns; the first turn is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in STARTS}
    for _ in range(rounds + 1):
        for name, words in STARTS.items():
            began = perf_counter()
            run([sys.executable, *words], stdout=DEVNULL, check=True)
            seconds[name].append(perf_counter() - began)
    return {name: median(taken[1:]) for name, taken in seconds.items()}


def main() -> None:
    """Print a line for each start."""
    seconds = seconds_of_starts(ROUNDS)
    measure = next(iter(seconds.values()))
    for name, taken in seconds.items():
        print(f"{name:<24}{1000 * taken:5.0f} ms {taken / measure:6.2f}")


if __name__ == "__main__":
    main()
