"""Short sentences about a run: its title, and what an edit did to it."""

from typing import Any

from npnn_tui.datasets.knobs import Knob
from npnn_tui.datasets.text import printable
from npnn_tui.engine import Experiment, Snapshot


def title_of(snapshot: Snapshot) -> str:
    """Return data and network in a few words: `moons · 200 + 50 observations · 2-32-2 relu`."""
    split, config = snapshot.split, snapshot.experiment.config
    sizes = (split.train.inputs.shape[1], *config.hidden, len(split.train.class_names))
    network = "-".join(str(size) for size in sizes)
    counts = f"{len(split.train):,} training and {len(split.test):,} test observations"
    data = printable(snapshot.experiment.recipe.data, 40)
    return f"{data}, {counts}, {network} {config.activation}"


def notice_of(before: Experiment, after: Experiment) -> str:
    """Say what an edit changed, and whether the run had to start anew."""
    changed = list(after.differences(before))
    if not changed:
        return ""
    values = after.values
    names = ", ".join(f"{knob.label} {_brief(knob, values[knob.name])}" for knob in changed[:3])
    restarted = not all(knob.live for knob in changed)
    return f"restarted: {names}" if restarted else names


def _brief(knob: Knob, value: Any) -> str:
    return printable(knob.kind.format(value), 30)
