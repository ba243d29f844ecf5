"""What saving costs: `python -m benchmarks.saving [--epochs 400000] [--rounds 5]`.

Trains the same networks without and with a keeper, in turns, and prints how much longer it takes
when a run is saved every ten seconds, as by default, and every second.
"""

from argparse import ArgumentParser
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.runs.keeper import Keeper
from npnn_tui.engine.threads import use_one_thread
from npnn_tui.engine.training.moment import Moment
from npnn_tui.engine.training.snapshot import Status
from rich import box
from rich.console import Console
from rich.table import Table

from .report import heading

CASES: dict[str, tuple[dict[str, Any], int]] = {
    "200×2→32→2": ({}, 1),
    "200×2→32→2, each epoch logged": ({"log_every": 1}, 8),
    "1,000×2→512→512→2": ({"hidden": (512, 512), "samples": 1000, "reduction": "mean"}, 1000),
}
"""The knobs of each case, and by what its epochs are divided."""

EVERY = (10.0, 1.0)

SLICE_SECONDS = 0.008
"""A session's bursts, after each of which it is asked whether a save is due."""


def seconds_of(experiment: Experiment, every: float | None) -> float:
    """Return how long a training takes from its first epoch to its last save."""
    split = load(experiment.recipe)
    trainer = Trainer(experiment.config, split)
    moment = Moment(experiment, split, trainer, Status.RUNNING, (), 0.0)
    with TemporaryDirectory() as folder:
        keeper = Keeper(Path(folder), every) if every else None
        began = perf_counter()
        if keeper:
            keeper.begin(trainer)
            keeper.save(moment)
        while not trainer.stopped:
            trainer.advance(trainer.config.max_epochs, SLICE_SECONDS)
            if keeper and keeper.is_due():
                keeper.save(moment)
        if keeper:
            keeper.save(moment)
        elapsed = perf_counter() - began
        if keeper:
            keeper.close()
    return elapsed


def main() -> None:
    """Time everyone in turns and print the medians."""
    parser = ArgumentParser(prog="python -m benchmarks.saving", description=__doc__)
    parser.add_argument("--epochs", type=int, default=800_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    use_one_thread()
    table = Table("training", box=box.MARKDOWN)
    for column in ("unsaved", *(f"saved every {every:g} s, longer by" for every in EVERY)):
        table.add_column(column, justify="right")
    for name, (knobs, divisor) in CASES.items():
        shared = {"max_epochs": arguments.epochs // divisor, "min_improvement": 0.0}
        experiment = Experiment.of({**shared, **knobs})
        rounds = [
            [seconds_of(experiment, every) for every in (None, *EVERY)]
            for _ in range(arguments.rounds)
        ]
        longer = [median(taken[n] / taken[0] - 1 for taken in rounds) for n in (1, 2)]
        plain = median(taken[0] for taken in rounds)
        table.add_row(name, f"{plain:.1f} s", *(f"{share:+.1%}" for share in longer))
    Console(width=100).print(heading(), table, sep="\n")


if __name__ == "__main__":
    main()
