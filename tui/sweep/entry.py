"""What the words after `npnn-tui sweep` ask for. It loads neither arrays nor a table."""

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from npnn_tui.datasets.kinds import Whole
from npnn_tui.datasets.knobs import FieldError, knob, knobs_of
from npnn_tui.engine.sweeps.axes import FORM, Axis
from npnn_tui.engine.sweeps.presets import PRESETS, Preset
from npnn_tui.engine.sweeps.sweep import Point, Sweep
from npnn_tui.engine.training.experiment import KNOBS

from ..options import Parser, add_knobs, given, join_negative_numbers

DESCRIPTION = (
    "Train an experiment once for each combination of the values that vary, and compare. "
    "DATA is what npnn-tui train takes, or the name of a picture of the original program: "
    f"{', '.join(PRESETS)}."
)

GROUP = "Sweep"


@dataclass(frozen=True)
class Effort:
    """How much to train, and on how many processes."""

    seeds: int = knob(
        1, "Seeds", Whole(1, 1000), GROUP, "Train each combination so often, from the seed on."
    )
    random: int | None = knob(
        None, "Random", Whole(1, 100_000, "off"), GROUP,
        "Draw so many combinations at random instead of taking all.",
    )  # fmt: skip
    workers: int | None = knob(
        None, "Workers", Whole(0, 256, "auto"), GROUP,
        "Processes to train in, with 0 none but this one; auto takes one for each core.",
    )  # fmt: skip


def run(words: Sequence[str]) -> int:
    """Run a sweep and return the exit code; raises FieldError."""
    chosen = _parser().parse_args(join_negative_numbers(words))
    effort = Effort(**given(chosen, knobs_of(Effort)))
    if chosen.scheduler is not None and effort.workers is not None:
        sentence = "workers must be left out with a scheduler, got"
        raise FieldError("workers", f"{sentence} {effort.workers}")
    sweep = _sweep(chosen.vary, dict(given(chosen, KNOBS.values())), effort)
    points = sweep.points()

    names = [axis.knob.name for axis in sweep.axes]
    if chosen.wall:
        if chosen.json:
            raise FieldError("json", "json must be left out with --wall, got --json")
        return _show_wall(points, names, effort.workers, chosen.scheduler, chosen.output)

    from .course import Course

    course = Course(points, names, effort.workers, chosen.scheduler, chosen.output)
    return course.run(as_json=chosen.json)


def _parser() -> ArgumentParser:
    usage = "%(prog)s [DATA|PICTURE] --vary NAME=VALUES [options]"
    parser = Parser("npnn-tui sweep", usage, description=DESCRIPTION, allow_abbrev=False)
    vary = f"A knob and its values: {FORM}. May be given several times."
    parser.add_argument("--vary", action="append", default=[], metavar="NAME=VALUES", help=vary)
    scheduler = "Train on the Dask cluster of this scheduler, as tcp://HOST:8786 (extra cluster)."
    parser.add_argument("--scheduler", metavar="ADDRESS", help=scheduler)
    output = "Write each result to this CSV or Parquet file; those that it holds are not run again."
    parser.add_argument("--output", metavar="FILE", help=output)
    wall = "Show the sweep on the whole screen, with boundaries and curves that grow."
    parser.add_argument("--wall", action="store_true", help=wall)
    parser.add_argument("--json", action="store_true", help="Print one JSON object a line.")
    add_knobs(parser, [*knobs_of(Effort), *KNOBS.values()])
    return parser


def _show_wall(
    points: Sequence[Point],
    names: Sequence[str],
    workers: int | None,
    scheduler: str | None,
    output: str | None,
) -> int:
    from ..commands import prepare_terminal, require_terminal
    from ..view import View

    require_terminal()
    prepare_terminal(View(), ascii_only=False)

    from npnn_tui.engine.sweeps.journal import Journal

    from ..link.link import Link
    from ..wall.entry import run as show
    from ..wall.entry import wall_of
    from .workforce import workers_for

    link = Link()
    journal = Journal(output, names) if output is not None else None
    return show(
        wall_of(points, names, partial(workers_for, workers, scheduler), journal, link), link
    )


def _sweep(vary: Sequence[str], shared: dict[str, Any], effort: Effort) -> Sweep:
    preset = PRESETS.get(shared.get("data", ""), Preset({}, ()))
    if preset.axes:
        del shared["data"]
    axes = tuple(map(Axis.parse, (*preset.axes, *vary)))
    for axis in axes:
        name = axis.knob.name
        if name in shared:
            value = axis.knob.kind.format(shared[name])
            raise FieldError(name, f"{name} must be left out where it varies, got {value}")
    if not axes and (effort.seeds == 1 or effort.random):
        raise FieldError("vary", f"vary must be given, as {FORM}, or seeds above 1, got nothing")
    return Sweep({**preset.shared, **shared}, axes, effort.seeds, effort.random)
