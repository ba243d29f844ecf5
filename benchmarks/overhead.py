"""What surrounds the bare loop costs, at A: `python -m benchmarks.overhead [--rounds 7]`.

In turns: the loop with nothing around it; the estimator, a call of `fit` for each run of A; and
the session as the dashboard uses it, at pace max on its default knobs (a loss every 10 epochs),
asked ten times a second for a snapshot with the class probabilities on a grid of points.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from statistics import median
from time import perf_counter, sleep
from typing import Any

from .cases import CASES
from .one_core import pin_to_one_core

A = CASES["A"]
TURN = 1.0
"""Seconds of one turn."""

LOOKS_PER_SECOND = 10
GRID = (104, 72)
"""Points across and down, about those of the boundary chart at 120x40 in half blocks."""

Turn = Callable[[], float]
"""Trains for a while and returns steps a second."""


def _turn_of(contestant: Any) -> Turn:
    def turn() -> float:
        runs, seconds = 0, 0.0
        while seconds < TURN:
            contestant.reset()
            began = perf_counter()
            contestant.run(A.steps)
            runs, seconds = runs + 1, seconds + perf_counter() - began
        return runs * A.steps / seconds

    return turn


def _turn_at(desk: Any) -> Turn:
    def turn() -> float:
        before, began = desk.play(), perf_counter()
        while perf_counter() - began < TURN:
            sleep(1 / LOOKS_PER_SECOND)
            desk.look()
        return float((desk.pause() - before) / (perf_counter() - began))

    return turn


def _measured(rounds: int) -> dict[str, list[float]]:
    """Return the rates of each way, in the order of the rounds."""
    import numpy as np

    from . import ours
    from .problem import draw

    problem = draw(A)
    axes = (np.linspace(-3, 3, points) for points in GRID)
    probe = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    with ours.open_desk(problem, probe) as desk:
        turns = {
            "bare loop": _turn_of(ours.prepare(problem)),
            "fit": _turn_of(ours.prepare_fit(problem)),
            "session": _turn_at(desk),
        }
        rates: dict[str, list[float]] = {name: [] for name in turns}
        for _ in range(rounds):
            for name, turn in turns.items():
                rates[name].append(turn())
    return rates


def main() -> None:
    """Print the median rate of each way, and its share of the bare loop's."""
    pin_to_one_core()  # before what follows loads NumPy
    parser = ArgumentParser(prog="python -m benchmarks.overhead", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="turns of each; the median counts")
    rates = {name: median(all) for name, all in _measured(parser.parse_args().rounds).items()}
    for name, rate in rates.items():
        print(f"{name}: {rate:,.0f} steps/s, {rate / rates['bare loop']:.1%} of the bare loop")


if __name__ == "__main__":
    main()
