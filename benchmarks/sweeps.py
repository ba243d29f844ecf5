"""Sweeps: `python -m benchmarks.sweeps [--epochs 20000] [--rounds 3]`.

Trains the same 64 networks (200 observations, 2 → 32 → 2) in this process, in two processes and by
scikit-learn's GridSearchCV with two jobs, in turns; start-up included. Then it trains hundreds of
points of one epoch, which shows how little it costs to hand one over, and networks of several
widths one by one and stacked, in this process.
"""

import os
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter

from npnn_tui.engine.sweeps.axes import Axis
from npnn_tui.engine.sweeps.coordinator import Coordinator
from npnn_tui.engine.sweeps.processes import Processes
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point, Sweep
from npnn_tui.engine.sweeps.training import train
from npnn_tui.engine.sweeps.workers import LocalWorker, Workers
from npnn_tui.engine.threads import use_one_thread
from rich import box
from rich.console import Console
from rich.table import Table

from .report import heading

AXES = ("learning_rate=0.001:0.008:8", "l2=0:0.07:8")
SEVERAL_L2 = "l2=0.01:0.08:8"
STACKED_EPOCHS = 5000
WIDTHS = (4, 8, 16, 32)
HANDED_OVER = 1000
ONE_EPOCH = {"max_epochs": 1, "min_improvement": 0.0}


def points_of(epochs: int, width: int = 32, axes: Sequence[str] = AXES) -> list[Point]:
    """Return the 64 points, which differ in learning rate and penalty."""
    shared = {"max_epochs": epochs, "min_improvement": 0.0, "test_fraction": 0.0}
    return Sweep({**shared, "hidden": (width,)}, tuple(map(Axis.parse, axes))).points()


def seconds_of(points: list[Point], workers: Workers) -> float:
    """Return how long the points take; each must come to its end."""
    reports: list[Report] = []
    began = perf_counter()
    Coordinator(points, workers, reports.append).run()
    elapsed = perf_counter() - began
    finished = sum(report.state is State.FINISHED for report in reports)
    if finished != len(points):
        raise RuntimeError(f"{finished} of {len(points)} points are finished")
    return elapsed


def seconds_one_by_one(points: Sequence[Point]) -> float:
    """Return how long the points take when each is trained by itself, in this process."""
    began = perf_counter()
    for point in points:
        train(point, lambda _: None, lambda: False)
    return perf_counter() - began


def stacking(rounds: int) -> Table:
    """Time single and stacked training in turns; return the medians for each width."""
    table = Table("200×2 → width → 2, 64 trainings", box=box.MARKDOWN)
    for column in ("one by one", "stacked", "one by one by stacked"):
        table.add_column(column, justify="right")
    for width in WIDTHS:
        points = points_of(STACKED_EPOCHS, width, (AXES[0], SEVERAL_L2))
        singly, stacked = zip(
            *(
                (seconds_one_by_one(points), seconds_of(points, LocalWorker()))
                for _ in range(rounds)
            ),
            strict=True,
        )
        ratio = median(one / all_ for one, all_ in zip(singly, stacked, strict=True))
        seconds = (f"{median(taken):.2f} s" for taken in (singly, stacked))
        table.add_row(str(width), *seconds, f"{ratio:.2f}")
    return table


def milliseconds_a_point() -> float:
    """Return what each point of one epoch but the first takes two processes, all in all."""
    points = Sweep(ONE_EPOCH, (), seeds=HANDED_OVER).points()
    first, all_points = (seconds_of(some, Processes(2)) for some in (points[:1], points))
    return 1000 * (all_points - first) / (len(points) - 1)


def main() -> None:
    """Time everyone in turns and print the medians."""
    parser = ArgumentParser(prog="python -m benchmarks.sweeps", description=__doc__)
    parser.add_argument("--epochs", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    from .sweep_peer import grid_search  # which the worker processes would import too

    use_one_thread()
    points = points_of(arguments.epochs)
    contestants: Mapping[str, Callable[[], float]] = {
        "npnn-tui, one core, stacked": lambda: seconds_of(points, LocalWorker()),
        "npnn-tui, one core, one by one": lambda: seconds_one_by_one(points),
        "npnn-tui, two processes": lambda: seconds_of(points, Processes(2)),
        "scikit-learn, GridSearchCV(n_jobs=2)": lambda: grid_search(points),
    }
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(arguments.rounds):
        for name, contestant in contestants.items():
            taken[name].append(contestant())
    ours = median(taken["npnn-tui, two processes"])
    table = Table("64 trainings", box=box.MARKDOWN)
    for column in ("seconds", "by those of two processes"):
        table.add_column(column, justify="right")
    for name, seconds in taken.items():
        table.add_row(name, f"{median(seconds):.1f}", f"{median(seconds) / ours:.2f}")
    console = Console(width=100)
    console.print(heading(), f"{os.cpu_count()} cores", table, sep="\n")
    each = milliseconds_a_point()
    console.print(f"a point of one epoch, from hand to hand: {each:.2f} ms")
    console.print(stacking(arguments.rounds))


if __name__ == "__main__":
    main()
