"""A session that is kept, driven in this thread, and the ways in which a run can be cut off."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.runs.folder import Run
from npnn_tui.engine.runs.keeper import Keeper
from npnn_tui.engine.training.moment import Moment
from npnn_tui.engine.training.snapshot import Status

SHORT: dict[str, Any] = {"max_epochs": 200, "min_improvement": 0.0, "samples": 60, "hidden": (4,)}


def exact(value: Any) -> Any:
    """Return a state in a form that differs where a single bit does; times are left out."""
    if isinstance(value, Mapping):
        return {key: exact(entry) for key, entry in value.items() if key != "seconds"}
    if isinstance(value, np.ndarray):
        return value.tobytes()
    return float(value).hex() if isinstance(value, float) else value


def moment_of(status: Status = Status.RUNNING, **knobs: Any) -> Moment:
    """Return the beginning of a training."""
    experiment = Experiment.of({**SHORT, **knobs})
    split = load(experiment.recipe)
    return Moment(experiment, split, Trainer(experiment.config, split), status, (), 0.0)


def kept(moment: Moment, runs: Path, name: str = "a") -> tuple[Keeper, Run]:
    """Return the keeper of a training that has been saved once, and its run."""
    keeper = Keeper(runs, 10.0, name)
    keeper.begin(moment.trainer)
    keeper.save(moment)
    assert not keeper.complaint
    return keeper, Run(runs / keeper.name)


Saved = Callable[..., Run]


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """Save a training after some epochs, and let it go as a process that ends does."""

    def save(epochs: int = 50, *, twice: bool = False, **knobs: Any) -> Run:
        moment = moment_of(**knobs)
        keeper, run = kept(moment, tmp_path / "runs")
        moment.trainer.advance(epochs)
        keeper.save(moment)
        if twice:
            moment.trainer.advance(10)
            keeper.save(moment)
        keeper.close()
        return run

    return save
