"""A program that trains a run in a child, kills the child again and again, and lets it end.

`python killed.py FOLDER KILLS`: the run is saved all the time, so that most kills meet a save.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.runs import keeper as keeping
from npnn_tui.engine.runs.folder import Run, is_run
from npnn_tui.engine.runs.keeper import Keeper
from npnn_tui.engine.runs.resuming import resume
from npnn_tui.engine.training.moment import Moment
from npnn_tui.engine.training.snapshot import Status

KNOBS = {
    "samples": 60,
    "hidden": (4,),
    "batch_size": 16,
    "optimizer": "adam",
    "reduction": "mean",
    "dropout": 0.1,
    "max_epochs": 4500,
    "min_improvement": 0.0,
}

LONGEST = 0.06
"""Seconds that a child gets at most."""


def train(runs: Path) -> None:
    """Begin the run, or go on with it, to the end."""
    keeper, run = Keeper(runs, 0.0, "a"), Run(runs / "a")
    if is_run(run.folder):
        moment, _ = resume(run, keeper)
    else:
        experiment = Experiment.of(KNOBS)
        split = load(experiment.recipe)
        trainer = Trainer(experiment.config, split)
        moment = Moment(experiment, split, trainer, Status.RUNNING, (), 0.0)
        keeper.begin(trainer)
    keeper.save(moment)
    while not moment.trainer.stopped:
        moment.trainer.advance(7)
        keeper.save(moment)
        assert not keeper.complaint
    keeper.close()


def begin(runs: Path) -> int:
    """Train in a child; return its number."""
    if child := os.fork():
        return child
    try:
        train(runs)
    except BaseException as error:
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def main() -> None:
    keeping.SHARE = 0
    runs, kills = Path(sys.argv[1]), int(sys.argv[2])
    generator = random.Random(kills)
    killed = 0
    for _ in range(kills):
        child = begin(runs)
        time.sleep(generator.uniform(0.0, LONGEST))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            sys.exit(1)
        if not is_run(runs / "a") and (runs / "a").exists():
            os.rename(runs / "a", runs / f"unborn-{killed}")
    print(killed)
    _, status = os.waitpid(begin(runs), 0)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
