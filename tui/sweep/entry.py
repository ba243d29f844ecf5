"""What the words after `npnn-tui sweep` ask for. It loads neither arrays nor a table."""

import os
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from typing import Any

from npnn_tui.datasets.kinds import Whole
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable
from npnn_tui.engine.sweeps.axes import FORM, Axis
from npnn_tui.engine.sweeps.presets import PRESETS, Preset
from npnn_tui.engine.sweeps.sweep import Sweep
from npnn_tui.engine.training.experiment import KNOBS

from ..options import Parser, add_knobs, given, join_negative_numbers

DESCRIPTION = (
    "Train an experiment once for each combination of the values that vary, and compare. "
    "DATA is what npnn-tui train takes, or the name of a picture of the original program: "
    f"{', '.join(PRESETS)}."
)

COUNTS: Mapping[str, tuple[Whole, str]] = {
    "seeds": (Whole(1, 1000), "Train each combination so often, from the seed on."),
    "random": (Whole(1, 100_000), "Draw so many combinations at random instead of taking all."),
    "workers": (Whole(0, 256), "Processes to train in; 0 trains in this one (default: one a core)"),
}
"""Options that are whole numbers, with what each is for."""


def run(words: Sequence[str]) -> int:
    """Run a sweep and return the exit code; raises FieldError."""
    chosen = _parser().parse_args(join_negative_numbers(words))
    counts = {name: _count(name, getattr(chosen, name)) for name in COUNTS}
    if chosen.scheduler is not None and counts["workers"] is not None:
        got = counts["workers"]
        raise FieldError("workers", f"workers must be left out with a scheduler, got {got}")
    sweep = _sweep(chosen.vary, dict(given(chosen, KNOBS.values())), counts)
    points = sweep.points()
    workers = counts["workers"]

    from .course import Course

    names = [axis.knob.name for axis in sweep.axes]
    count = _cores() if workers is None else workers
    return Course(points, names, count, chosen.scheduler, chosen.output).run(as_json=chosen.json)


def _parser() -> ArgumentParser:
    usage = "%(prog)s [DATA|PICTURE] --vary NAME=VALUES [options]"
    parser = Parser("npnn-tui sweep", usage, description=DESCRIPTION, allow_abbrev=False)
    vary = f"A knob and its values: {FORM}. May be given several times."
    parser.add_argument("--vary", action="append", default=[], metavar="NAME=VALUES", help=vary)
    for name, (kind, help) in COUNTS.items():
        parser.add_argument(f"--{name}", metavar="N", help=f"{help} Must be {kind.allowed}.")
    scheduler = "Train on the Dask cluster of this scheduler, as tcp://HOST:8786 (extra cluster)."
    parser.add_argument("--scheduler", metavar="ADDRESS", help=scheduler)
    output = "Write each result to this CSV or Parquet file; those that it holds are not run again."
    parser.add_argument("--output", metavar="FILE", help=output)
    parser.add_argument("--json", action="store_true", help="Print one JSON object a line.")
    add_knobs(parser, KNOBS.values())
    return parser


def _count(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    kind, _ = COUNTS[name]
    try:
        count = kind.parse(text)
    except ValueError:
        count = None
    if count is None or not kind.contains(count):
        got = printable(text) or "nothing"
        raise FieldError(name, f"{name} must be {kind.allowed}, got {got}")
    return count


def _sweep(vary: Sequence[str], shared: dict[str, Any], counts: Mapping[str, int | None]) -> Sweep:
    preset = PRESETS.get(shared.get("data", ""), Preset({}, (), ""))
    if preset.axes:
        del shared["data"]
    axes = tuple(map(Axis.parse, (*preset.axes, *vary)))
    for axis in axes:
        name = axis.knob.name
        if name in shared:
            value = axis.knob.kind.format(shared[name])
            raise FieldError(name, f"{name} must be left out where it varies, got {value}")
    seeds = counts["seeds"] or 1
    if not axes and seeds == 1:
        raise FieldError("vary", f"vary must be given, as {FORM}, or seeds above 1, got nothing")
    return Sweep({**preset.shared, **shared}, axes, seeds, counts["random"])


def _cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
