"""The time of `npnn-tui runs list`, interpreter start included, beside that of --version.

Run it as `python -m benchmarks.runs`. It makes the runs in a temporary folder.
"""

import random
import sys
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, run
from tempfile import TemporaryDirectory
from time import perf_counter

from npnn_tui.engine.runs.label import Label
from npnn_tui.engine.runs.summary import Summary
from npnn_tui.tui.runs.catalogue import Catalogue

COUNT, ROUNDS = 5_000, 11

METRICS = ("train_loss", "test_loss", "train_score", "test_score", "objective")

QUESTIONS = {
    "npnn-tui --version": ("--version",),
    "runs list": ("runs", "list"),
    "runs list --json": ("runs", "list", "--json"),
    "runs list --filter --sort": (
        *("runs", "list", "--filter", "learning_rate<0.3 test_loss<0.5", "--sort", "score"),
    ),
    "runs list --limit all": ("runs", "list", "--limit", "all"),
}


def make_runs(runs: Path, count: int) -> None:
    """Write what a list reads of so many runs, a tenth of them tagged."""
    generator = random.Random(0)
    for number in range(count):
        folder = runs / f"2026-11-{1 + number % 28:02}-{number % 24:02}00-moons-{number}"
        folder.mkdir()
        (folder / "experiment.toml").touch()
        metrics = {name: generator.random() for name in METRICS}
        knobs = {"learning_rate": str(generator.random()), "hidden": "32,32"}
        saved = 1.79e9 + number
        Summary(
            *("finished", "moons", "classification", 150, 1000, 150, 0.1, saved - 1, saved, 162),
            "max_epochs 150 reached", knobs, metrics,
        ).write(folder)  # fmt: skip
        if number % 10 == 0:
            Label(("best",), "a note").write(folder)


def seconds_of(words: tuple[str, ...], runs: Path) -> float:
    """Return how long a command takes from its start to its end."""
    more = ("--runs-dir", str(runs)) if words[0] == "runs" else ()
    began = perf_counter()
    run([sys.executable, "-m", "npnn_tui.tui", *words, *more], stdout=DEVNULL, check=True)
    return perf_counter() - began


def main() -> None:
    """Print a line for each question, and one for what the screen does every two seconds."""
    with TemporaryDirectory() as folder:
        runs = Path(folder)
        make_runs(runs, COUNT)
        seconds: dict[str, list[float]] = {name: [] for name in QUESTIONS}
        for _ in range(ROUNDS + 1):
            for name, words in QUESTIONS.items():
                seconds[name].append(seconds_of(words, runs))
        for name, taken in seconds.items():
            print(f"{name:<28}{1000 * median(taken[1:]):6.0f} ms")
        catalogue = Catalogue(runs)
        looks = []
        for _ in range(ROUNDS + 1):
            began = perf_counter()
            catalogue.look()
            looks.append(perf_counter() - began)
        print(f"{'a look at what has changed':<28}{1000 * median(looks[1:]):6.0f} ms")


if __name__ == "__main__":
    main()
