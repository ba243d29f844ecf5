"""Folders of runs as a training leaves them, for tests that read them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from npnn_tui.engine import Experiment
from npnn_tui.engine.runs import recipe
from npnn_tui.engine.runs.summary import Summary
from npnn_tui.engine.runs.train import train

NOON = 1_795_600_000.0
"""A moment in November 2026."""

FIGURES = {
    "train_loss": 0.3,
    "test_loss": 0.4,
    "train_score": 0.9,
    "test_score": 0.8,
    "objective": 0.35,
}


def make_run(runs: Path, name: str, saved: float = NOON, epochs: int = 30, **knobs: Any) -> Path:
    """Train a network for some epochs, as if it had been saved at a certain moment."""
    experiment = Experiment.of({"max_epochs": epochs, "min_improvement": 0.0, **knobs})
    run = train(experiment, str(runs), name)
    assert run.summary
    replace(run.summary, started=saved - 10, saved=saved, seconds=1.5).write(run.folder)
    return run.folder


def make_entry(
    runs: Path,
    name: str,
    *,
    status: str = "finished",
    data: str = "moons",
    saved: float = NOON,
    knobs: dict[str, str] | None = None,
    **figures: float | None,
) -> Path:
    """Leave only what a list needs of a run that was never trained."""
    folder = runs / name
    folder.mkdir(parents=True)
    experiment = Experiment()
    (folder / recipe.FILE_NAME).write_text(recipe.written(experiment, "0.1.0"))
    task = "regression" if data in ("hills", "ripple") else "classification"
    metrics = {**FIGURES, **figures}
    Summary(
        status, data, task, 100, 1000, 100, 1.5, saved - 10, saved, 162, "", knobs or {}, metrics
    ).write(folder)
    return folder
