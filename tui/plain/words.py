"""A run in plain sentences, made to be read aloud."""

import math

from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.text import printable
from npnn_tui.engine import Snapshot, Status
from npnn_tui.engine.diagnosis import Diagnosis
from npnn_tui.engine.training.metrics import Metrics, root_mean_squared_error

from ..tasks import TASK_WORDS

NONE = "undefined"
"""What is said in place of a figure that is no number."""


def status_of(snapshot: Snapshot) -> str:
    """Return one line: the state, the epoch, the figures, and how fast it goes."""
    state = f"{snapshot.status.capitalize()} at epoch {snapshot.epoch:,}"
    limit = f" of {snapshot.experiment.config.max_epochs:,}"
    reason = f": {snapshot.reason}" if snapshot.reason else limit
    sentences = [f"{state}{reason}", capital(figures_of(snapshot.metrics, snapshot.split))]
    if snapshot.split.task == "regression":
        sentences.append(_errors(snapshot))
    if snapshot.status is Status.RUNNING:
        sentences.append(f"{_rate(snapshot.epochs_per_second)} epochs a second")
    return ". ".join(sentences) + "."


def figures_of(metrics: Metrics, split: Split) -> str:
    """Return losses and scores: "training loss 0.52, accuracy 82.0%; test loss 0.6, …"."""
    parts = [_part("training", metrics.train_loss, metrics.train_score, split)]
    if len(split.test):
        parts.append(_part("test", metrics.test_loss, metrics.test_score, split))
    return "; ".join(parts)


def number(value: float) -> str:
    """Return a figure in three digits."""
    return f"{value:.3g}" if math.isfinite(value) else NONE


def diagnosis_of(diagnosis: Diagnosis) -> list[str]:
    """Return the lines of a diagnosis: what, why, and what would cure it."""
    lines = [f"Diagnosis: {capital(diagnosis.title)}. {diagnosis.explanation}"]
    return [*lines, f"Cure: {diagnosis.cure_words}."] if diagnosis.cure else lines


def capital(sentence: str) -> str:
    """Return a sentence with its first letter as it begins one."""
    return sentence[:1].upper() + sentence[1:]


def named(names: tuple[str, ...], number: int) -> str:
    """Return the name of a class; it may have come from a file."""
    return printable(names[number], 40)


def _part(part: str, loss: float, score: float, split: Split) -> str:
    words = TASK_WORDS[split.task]
    scored = words.written(score) if math.isfinite(score) else NONE
    name = words.score[0].lower() + words.score[1:] if words.score.isalpha() else words.score
    return f"{part} loss {number(loss)}, {name} {scored}"


def _errors(snapshot: Snapshot) -> str:
    """Return the typical error of numbers, in their own units."""
    error = root_mean_squared_error(snapshot.metrics.train_loss, snapshot.split)
    text = f"Typical training error {number(error)}"
    if not len(snapshot.split.test):
        return text
    error = root_mean_squared_error(snapshot.metrics.test_loss, snapshot.split)
    return f"{text}, test error {number(error)}"


def _rate(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else number(rate)
