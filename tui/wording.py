"""Short sentences about a run: its title, and what an edit did to it."""

import math
from typing import Any

from npnn_tui.datasets.knobs import Knob
from npnn_tui.datasets.text import printable
from npnn_tui.engine import Snapshot, Status

MOST_NAMED = 4


def title_of(snapshot: Snapshot) -> str:
    """Return data, numbers of observations, and the network as in `2-32-2 relu`."""
    split, config = snapshot.split, snapshot.experiment.config
    sizes = (split.train.inputs.shape[1], *config.hidden, split.train.outputs)
    network = "-".join(str(size) for size in sizes)
    counts = f"{len(split.train):,} training and {len(split.test):,} test observations"
    data = printable(snapshot.experiment.recipe.data, 40)
    return f"{data}, {counts}, {network} {config.activation}"


def notice_of(before: Snapshot, after: Snapshot) -> str:
    """Say what has changed between two moments, and whether training had to start anew."""
    changed = list(after.experiment.differences(before.experiment))
    if not changed:
        return "reset to the same initial weights"
    values = after.experiment.values
    named = [f"{knob.label} {brief(knob, values[knob.name])}" for knob in changed[:MOST_NAMED]]
    if len(changed) > MOST_NAMED:
        named.append(f"and {len(changed) - MOST_NAMED} more")
    restarted = after.run != before.run and before.epoch > 0
    return ("restarted: " if restarted else "") + ", ".join(named)


def way_on(snapshot: Snapshot) -> str:
    """Say what has to change before training can go on; nothing if it can."""
    if snapshot.status is Status.DIVERGED:
        return "change a knob to go on, or press r"
    if not snapshot.epochs_left:
        return "raise Max epochs to go on, or press r"
    return ""


def brief(knob: Knob, value: Any) -> str:
    """Return a value as text that is safe and short."""
    return printable(knob.kind.format(value), 30)


def duration(seconds: float) -> str:
    """Return a time as people say it: 3.2 s, 1:05 or 2:10:00; a dash if it is none."""
    if not math.isfinite(seconds):
        return "—"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
