"""Folders of runs as a training leaves them, for tests that read them."""

import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Status, Trainer
from npnn_tui.engine.runs import events, metrics_file, recipe
from npnn_tui.engine.runs.folder import EVENTS, MODEL
from npnn_tui.engine.runs.metrics_file import MetricsFile
from npnn_tui.engine.runs.model import Model
from npnn_tui.engine.runs.packing import pack
from npnn_tui.engine.runs.summary import Summary
from npnn_tui.engine.training.experiment import KNOBS

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
    """Train a network for some epochs and leave what was learnt in a folder."""
    experiment = Experiment.of({"max_epochs": epochs, "min_improvement": 0.0, **knobs})
    split = load(experiment.recipe)
    trainer, folder = Trainer(experiment.config, split), runs / name
    folder.mkdir(parents=True)
    metrics = MetricsFile(folder / metrics_file.FILE_NAME)
    while True:
        figures = trainer.recorded
        metrics.add(trainer.epoch, trainer.steps, figures, trainer.learning_rate, trainer.seconds)
        if trainer.stopped:
            break
        trainer.advance(1)
    metrics.write()
    (folder / recipe.FILE_NAME).write_text(recipe.written(experiment, "0.1.0"))
    (folder / MODEL).write_bytes(pack(Model.of(trainer.network, split).record()))
    events.note(folder / EVENTS, trainer.epoch, trainer.stopped)
    found = {key: value if math.isfinite(value) else None for key, value in asdict(figures).items()}
    Summary(
        status=str(Status.DIVERGED if trainer.divergence else Status.FINISHED),
        data=experiment.recipe.data,
        task=split.task,
        epoch=trainer.epoch,
        max_epochs=epochs,
        steps=trainer.steps,
        seconds=1.5,
        started=saved - 10,
        saved=saved,
        parameters=trainer.network.parameters.size,
        reason=trainer.stopped,
        knobs={key: KNOBS[key].kind.format(value) for key, value in knobs.items()},
        metrics=found,
    ).write(folder)
    return folder


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
