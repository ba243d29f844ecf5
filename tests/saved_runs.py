"""Folders of runs as training leaves them, with times that do not depend on the machine."""

from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import Any

from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.runs import metrics_file, recipe
from npnn_tui.engine.runs.folder import EVENTS, MODEL, Run
from npnn_tui.engine.runs.metrics_file import MetricsFile
from npnn_tui.engine.runs.model import Model
from npnn_tui.engine.runs.packing import pack
from npnn_tui.engine.runs.summary import Summary
from npnn_tui.engine.training.looks import next_log

STARTED = 1_763_999_000.0


def save_run(runs: Path, name: str, **knobs: Any) -> Run:
    """Train an experiment given by its knobs, and write the folder of its run."""
    experiment = Experiment.of({"max_epochs": 30, "min_improvement": 0.0, **knobs})
    split = load(experiment.recipe)
    trainer = Trainer(experiment.config, split)
    folder = runs / name
    folder.mkdir(parents=True)
    _train(trainer, folder)
    (folder / recipe.FILE_NAME).write_text(recipe.written(experiment, "0.1.0"), encoding="utf-8")
    (folder / MODEL).write_bytes(pack(Model.of(trainer.network, split).record()))
    (folder / EVENTS).write_text("2026-11-24T15:40:00+00:00  epoch 0  started\n", encoding="utf-8")
    _summary_of(trainer, experiment, split.task).write(folder)
    return Run(folder)


def _train(trainer: Trainer, folder: Path) -> None:
    file = MetricsFile()
    while True:
        trainer.seconds = 0.5 * trainer.epoch
        file.add(trainer)
        if trainer.epoch >= trainer.config.max_epochs or trainer.stopped:
            break
        trainer.advance(next_log(trainer.config, trainer.epoch) - trainer.epoch)
    file.write(folder / metrics_file.FILE_NAME)


def _summary_of(trainer: Trainer, experiment: Experiment, task: str) -> Summary:
    metrics = asdict(trainer.measure())
    changed = experiment.differences(Experiment.of({"data": experiment.recipe.data}))
    return Summary(
        status="finished",
        data=experiment.recipe.data,
        task=task,
        epoch=trainer.epoch,
        max_epochs=trainer.config.max_epochs,
        steps=trainer.steps,
        seconds=trainer.seconds,
        started=STARTED,
        saved=STARTED + 15,
        parameters=trainer.network.parameters.size,
        reason=trainer.stopped,
        knobs={knob.name: knob.kind.format(experiment.values[knob.name]) for knob in changed},
        metrics={key: value if isfinite(value) else None for key, value in metrics.items()},
    )
