"""`npnn-tui train`: an experiment without a screen, as a progress bar or as lines of JSON."""

import json
import math
import sys
from dataclasses import asdict
from typing import Any

from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.text import printable
from npnn_tui.engine.diagnosis import Diagnosis
from npnn_tui.engine.training.metrics import Metrics, root_mean_squared_error
from npnn_tui.engine.training.trainer import Trainer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from .advice import json_of, lines_of
from .course import Course
from .saving import Beginning
from .signals import SignalError, ended_by_signals
from .tasks import TASK_WORDS, TaskWords

LARGE = 1e6
"""Losses from here on are written with an exponent."""

EXIT_CODES = {"finished": 0, "diverged": 1, "interrupted": 130}


def train(beginning: Beginning, *, as_json: bool) -> int:
    """Train to the end and return the exit code; raises FieldError."""
    with ended_by_signals():
        try:
            course = Course(beginning, _complain)
        except SignalError as signal:
            return signal.exit_code
        status = _train_in_json(course) if as_json else _train_with_bar(course)
    return course.exit_code or EXIT_CODES[status]


def _complain(sentence: str) -> None:
    print(f"npnn-tui: {printable(sentence, 1000)}", file=sys.stderr)


def _train_in_json(course: Course) -> str:
    trainer, split = course.trainer, course.split
    status = course.follow(lambda: _print_json(_epoch_event(trainer, split)))
    _print_json(_end_event(course, status))
    return status


def _train_with_bar(course: Course) -> str:
    trainer, split, experiment = course.trainer, course.split, course.moment.experiment
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
            figures = _brief(trainer.measure(), TASK_WORDS[split.task])
            progress.update(task, completed=trainer.epoch, figures=figures)

        status = course.follow(show)
    print(_summary(trainer, split, status))
    if course.name:
        print(f"saved as  {course.name}")
    if diagnosis := _diagnosis(trainer, status):
        print(*lines_of(diagnosis, console.width), sep="\n")
    return status


def _diagnosis(trainer: Trainer, status: str) -> Diagnosis | None:
    """Ask what is the matter with a run that has come to its end."""
    return None if status == "interrupted" else trainer.diagnose()


def _epoch_event(trainer: Trainer, split: Split) -> dict[str, Any]:
    return {"event": "epoch", "epoch": trainer.epoch, **_figures(trainer.recorded, split)}


def _end_event(course: Course, status: str) -> dict[str, Any]:
    trainer, where = course.trainer, course.trainer.divergence
    return {
        "event": "end",
        "status": status,
        "reason": trainer.stopped or "interrupted",
        "diverged_at": where.epoch if where else None,
        "back_to": where.back_to if where else None,
        "epoch": trainer.epoch,
        "steps": trainer.steps,
        "parameters": trainer.network.parameters.size,
        **_figures(trainer.measure(), course.split),
        "seconds": round(trainer.seconds, 3),
        "diagnosis": json_of(_diagnosis(trainer, status)),
        "run": course.name or None,
    }


def _figures(metrics: Metrics, split: Split) -> dict[str, float | None]:
    """Return the figures as JSON can hold them: what is no finite number becomes null."""
    key = TASK_WORDS[split.task].key
    figures = {name.replace("score", key): value for name, value in asdict(metrics).items()}
    for part in ("train", "test") if split.task == "regression" else ():
        figures[f"{part}_rmse"] = root_mean_squared_error(figures[f"{part}_loss"], split)
    return {name: value if math.isfinite(value) else None for name, value in figures.items()}


def _print_json(event: dict[str, Any]) -> None:
    print(json.dumps(event), flush=True)


def _brief(metrics: Metrics, words: TaskWords) -> str:
    score = _scored(metrics.train_score, words)
    return f"loss {_written(metrics.train_loss)}  {words.key} {score}"


def _summary(trainer: Trainer, split: Split, status: str) -> str:
    metrics = trainer.measure()
    rows = [
        f"{status} after {trainer.epoch:,} epochs and {trainer.seconds:.2f} s: "
        f"{trainer.stopped or 'stopped by hand'}",
        f"training  {_of_part(metrics.train_loss, metrics.train_score, split)}",
    ]
    if not math.isnan(metrics.test_loss):
        rows.append(f"test      {_of_part(metrics.test_loss, metrics.test_score, split)}")
    return "\n".join(rows)


def _of_part(loss: float, score: float, split: Split) -> str:
    """Return loss and score, and for regression the typical error in the units of the data."""
    words = TASK_WORDS[split.task]
    text = f"loss {_written(loss)}  {words.key} {_scored(score, words, more=1)}"
    if split.task == "classification":
        return text
    return f"{text}  rmse {root_mean_squared_error(loss, split):.4g}"


def _written(loss: float) -> str:
    return f"{loss:.4f}" if loss < LARGE else f"{loss:.3e}"


def _scored(score: float, words: TaskWords, more: int = 0) -> str:
    return words.written(score, more) if math.isfinite(score) else "undefined"
