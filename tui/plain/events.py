"""What is worth telling of a training: milestones, ever further apart, and changes of state."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from npnn_tui.engine import SERIES, Snapshot, Status

from ..wording import notice_of
from .words import capital, diagnosis_of, figures_of

FIRSTS = (5, 2, 1)
"""Milestones are these times a power of ten."""


class Events:
    """Turns snapshots, given in order, into lines; those of an unchanged run give none."""

    def __init__(self) -> None:
        self._before: Snapshot | None = None
        self._passed = 0

    def of(self, snapshot: Snapshot) -> list[str]:
        """Return what has happened since the snapshot before."""
        before, self._before = self._before, snapshot
        if before is None:
            return []
        lines = _changes(before, snapshot)
        if snapshot.run != before.run:
            self._passed = 0
        if snapshot.status is not before.status:
            lines += STATES[snapshot.status](before, snapshot)
        if snapshot.status is Status.RUNNING:
            lines += [*self._progress(snapshot), *_doubts(before, snapshot)]
        else:
            self._passed = snapshot.epoch
        return lines

    def _progress(self, snapshot: Snapshot) -> list[str]:
        """Tell of the last milestone that has been passed."""
        passed = milestone(snapshot.epoch)
        if passed <= self._passed:
            return []
        self._passed = passed
        return [_moment(snapshot, passed)]


def milestone(epoch: int) -> int:
    """Return the last of 1, 2, 5, 10, 20, 50, … that is not after this epoch; 0 before all."""
    if epoch < 1:
        return 0
    power = int("1".ljust(len(str(epoch)), "0"))
    return next(first * power for first in FIRSTS if first * power <= epoch)


def _changes(before: Snapshot, after: Snapshot) -> list[str]:
    if before.run_of == after.run_of:
        return []
    return [f"{capital(notice_of(before, after))}."]


def _doubts(before: Snapshot, after: Snapshot) -> list[str]:
    """Tell of a diagnosis that has come to light while training goes on."""
    if after.diagnosis is None or (before.diagnosis is not None and before.run == after.run):
        return []
    return [f"Diagnosis: {capital(after.diagnosis.title)}. Choose diagnosis to hear more."]


def _moment(snapshot: Snapshot, epoch: int) -> str:
    """Tell of an epoch as the history has it, or of this moment if it has no such row."""
    curves = snapshot.curves
    rows = np.flatnonzero((curves.epochs == epoch) & (curves.low == curves.high).any(axis=1))
    if not len(rows):
        return f"Epoch {snapshot.epoch:,}: {figures_of(snapshot.metrics, snapshot.split)}."
    metrics = replace(
        snapshot.metrics, **dict(zip(SERIES, curves.low[rows[0]].tolist(), strict=True))
    )
    return f"Epoch {epoch:,}: {figures_of(metrics, snapshot.split)}."


def _started(before: Snapshot, after: Snapshot) -> list[str]:
    return [f"Training from epoch {before.epoch if before.run == after.run else 0:,}."]


def _paused(before: Snapshot, after: Snapshot) -> list[str]:
    if before.status is not Status.RUNNING:  # a step, which tells of itself
        return []
    return [f"Paused at epoch {after.epoch:,}: {figures_of(after.metrics, after.split)}."]


def _finished(_before: Snapshot, after: Snapshot) -> list[str]:
    figures = capital(figures_of(after.metrics, after.split))
    return [f"Finished at epoch {after.epoch:,}: {after.reason}. {figures}.", *_findings(after)]


def _diverged(_before: Snapshot, after: Snapshot) -> list[str]:
    return [f"Diverged: {after.reason}.", *_findings(after)]


def _findings(snapshot: Snapshot) -> list[str]:
    """Tell what is the matter, and which choice puts it right."""
    if snapshot.diagnosis is None:
        return []
    lines = diagnosis_of(snapshot.diagnosis)
    return [*lines, "Choose diagnosis to apply it."] if snapshot.diagnosis.cure else lines


STATES: Mapping[Status, Callable[[Snapshot, Snapshot], list[str]]] = {
    Status.READY: lambda _before, _after: [],
    Status.RUNNING: _started,
    Status.PAUSED: _paused,
    Status.FINISHED: _finished,
    Status.DIVERGED: _diverged,
}
"""What is told when a run enters a state."""
