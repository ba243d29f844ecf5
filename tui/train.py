"""`npnn-tui train`: an experiment without a screen, as a progress bar or as lines of JSON."""

import json
import math
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from npnn_tui.datasets.loading import load
from npnn_tui.datasets.text import printable
from npnn_tui.engine.training.experiment import Experiment
from npnn_tui.engine.training.metrics import Metrics
from npnn_tui.engine.training.trainer import Trainer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

EXIT_CODES = {"finished": 0, "diverged": 1, "interrupted": 130}


def train(experiment: Experiment, *, as_json: bool) -> int:
    """Train the experiment to its end and return the exit code; raises FieldError."""
    trainer = Trainer(experiment.config, load(experiment.recipe))
    status = _train_in_json(trainer) if as_json else _train_with_bar(trainer, experiment)
    return EXIT_CODES[status]


def _train_in_json(trainer: Trainer) -> str:
    status = _follow(trainer, lambda: _print_json(_epoch_event(trainer)))
    _print_json(_end_event(trainer, status))
    return status


def _train_with_bar(trainer: Trainer, experiment: Experiment) -> str:
    console = Console()
    columns = (
        SpinnerColumn("line"),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed:,}/{task.total:,} epochs", markup=False),
        TextColumn("{task.fields[figures]}", markup=False),
        TimeRemainingColumn(),
    )
    hidden = not console.is_terminal  # a file would get an empty line instead
    with Progress(*columns, console=console, transient=True, disable=hidden) as progress:
        name = printable(experiment.recipe.data, 30)
        task = progress.add_task(name, total=experiment.config.max_epochs, figures="")

        def show() -> None:
            progress.update(task, completed=trainer.epoch, figures=_brief(trainer.measure()))

        status = _follow(trainer, show)
    print(_summary(trainer, status))
    return status


def _follow(trainer: Trainer, show: Callable[[], None]) -> str:
    """Train to the end, calling `show` every `log_every` epochs; return the status at the end."""
    try:
        show()
        shown = trainer.epoch
        while not trainer.stopped:
            trainer.advance(trainer.config.log_every)
            if trainer.epoch > shown and trainer.epoch % trainer.config.log_every == 0:
                show()
                shown = trainer.epoch
    except KeyboardInterrupt:
        return "interrupted"
    return "diverged" if trainer.divergence else "finished"


def _epoch_event(trainer: Trainer) -> dict[str, Any]:
    return {"event": "epoch", "epoch": trainer.epoch, **_figures(trainer.recorded)}


def _end_event(trainer: Trainer, status: str) -> dict[str, Any]:
    return {
        "event": "end",
        "status": status,
        "reason": trainer.stopped or "interrupted",
        "epoch": trainer.epoch,
        "steps": trainer.steps,
        "parameters": trainer.network.parameters.size,
        **_figures(trainer.measure()),
        "seconds": round(trainer.seconds, 3),
    }


def _figures(metrics: Metrics) -> dict[str, float | None]:
    """Return the figures as JSON can hold them: what is no finite number becomes null."""
    return {
        name: value if math.isfinite(value) else None for name, value in asdict(metrics).items()
    }


def _print_json(event: dict[str, Any]) -> None:
    print(json.dumps(event), flush=True)


def _brief(metrics: Metrics) -> str:
    return f"loss {metrics.train_loss:.4f}  accuracy {metrics.train_accuracy:.1%}"


def _summary(trainer: Trainer, status: str) -> str:
    metrics = trainer.measure()
    rows = [
        f"{status} after {trainer.epoch:,} epochs and {trainer.seconds:.2f} s: "
        f"{trainer.stopped or 'stopped by hand'}",
        f"training  loss {metrics.train_loss:.4f}  accuracy {metrics.train_accuracy:.2%}",
    ]
    if not math.isnan(metrics.test_loss):
        rows.append(f"test      loss {metrics.test_loss:.4f}  accuracy {metrics.test_accuracy:.2%}")
    return "\n".join(rows)
