"""Runs beside each other: the parameters in which they differ, and the best of each figure."""

from collections.abc import Sequence
from math import isfinite, isnan
from typing import NamedTuple

from npnn_tui.datasets.text import printable
from npnn_tui.engine.runs.listing import Entry
from npnn_tui.engine.training.experiment import KNOBS, Experiment

from ..wording import duration
from .order import figure
from .words import number, status_of

BEST = {
    "test_loss": min,
    "train_loss": min,
    "test_score": max,
    "train_score": max,
}
"""The figures of which one is the best, and which that is."""

FIGURES = {
    "test_loss": "Test loss",
    "train_loss": "Train loss",
    "test_score": "Test score",
    "train_score": "Train score",
    "objective": "Objective",
    "epoch": "Epochs",
    "steps": "Steps",
    "seconds": "Time",
    "parameters": "Weights",
}


class Row(NamedTuple):
    """A text for each run, and whether it is the best of them; `name` is a knob's or figure's."""

    name: str
    label: str
    texts: Sequence[str]
    best: Sequence[bool]


def differing(experiments: Sequence[Experiment | None]) -> list[Row]:
    """Return the parameters that not all experiments share; None is one that nobody can read."""
    known = [each for each in experiments if each is not None]
    rows = []
    for name, knob in KNOBS.items():
        if len({each.values[name] for each in known}) > 1:
            texts = ["?" if e is None else knob.kind.format(e.values[name]) for e in experiments]
            safe = [printable(text) or "none" for text in texts]
            rows.append(Row(name, knob.label, safe, [False] * len(safe)))
    return rows


def final_figures(entries: Sequence[Entry]) -> list[Row]:
    """Return the status and the figures of runs; nobody is best where the tasks are not alike."""
    states = [status_of(entry) for entry in entries]
    rows = [Row("status", "Status", states, [False] * len(states))]
    for name, label in FIGURES.items():
        values = [figure(entry, name) for entry in entries]
        if not all(map(isnan, values)):
            texts = [_written(name, value) for value in values]
            rows.append(Row(name, label, texts, best_of(name, values, entries)))
    return rows


def best_of(name: str, values: Sequence[float], entries: Sequence[Entry]) -> list[bool]:
    """Tell which values are the best, none where all are alike or cannot be compared."""
    known = [value for value in values if isfinite(value)]
    tasks = {entry.summary.task for entry in entries if entry.summary}
    if name not in BEST or len(set(known)) < 2 or len(tasks) > 1:
        return [False] * len(values)
    return [value == BEST[name](known) for value in values]


def _written(name: str, value: float) -> str:
    if not isfinite(value):
        return ""
    if name == "seconds":
        return duration(value)
    return f"{value:,.0f}" if name in ("epoch", "steps", "parameters") else number(value)
