"""What the words after `npnn-tui sweep` ask for. It loads neither arrays nor a table."""

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from npnn_tui.datasets.kinds import Whole
from npnn_tui.datasets.knobs import FieldError, knob, knobs_of
from npnn_tui.datasets.text import printable
from npnn_tui.engine.sweeps.axes import FORM, Axis
from npnn_tui.engine.sweeps.presets import PRESETS, Preset
from npnn_tui.engine.sweeps.sweep import Sweep
from npnn_tui.engine.training.experiment import KNOBS

from ..options import Parser, add_knobs, given, join_negative_numbers

if TYPE_CHECKING:
    from npnn_tui.engine.sweeps.search import Search

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
    search: int | None = knob(
        None, "Search", Whole(1, 100_000, "off"), GROUP,
        "Draw so many combinations with Optuna, each by the results of those before (extra tune).",
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
    if chosen.storage is not None and effort.search is None:
        got = printable(chosen.storage) or "nothing"
        raise FieldError("storage", f"storage must be left out without search, got {got}")
    if effort.search and effort.random:
        raise FieldError("search", f"search must be left out with random, got {effort.search}")
    if chosen.wall and (chosen.json or effort.search):
        other = "json" if chosen.json else "search"
        raise FieldError("wall", f"wall must be left out with {other}, got --wall")
    sweep = _sweep(chosen.vary, dict(given(chosen, KNOBS.values())), effort)
    names = [axis.knob.name for axis in sweep.axes]
    if chosen.wall:
        return _show_wall(sweep, effort.workers, chosen.scheduler, chosen.output)

    from .course import Course

    points = _search(sweep, chosen.storage) if effort.search else sweep.points()
    course = Course(points, names, effort.workers, chosen.scheduler, chosen.output)
    return course.run(as_json=chosen.json)


def _search(sweep: Sweep, storage: str | None) -> "Search":
    from npnn_tui.engine.sweeps.search import Search

    return Search(sweep, storage)


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
    storage = "Keep the search in this database, as sqlite:///study.db, or journal file of Optuna."
    parser.add_argument("--storage", metavar="URL", help=storage)
    parser.add_argument("--json", action="store_true", help="Print one JSON object a line.")
    add_knobs(parser, [*knobs_of(Effort), *KNOBS.values()])
    return parser


def _show_wall(sweep: Sweep, workers: int | None, scheduler: str | None, output: str | None) -> int:
    from ..commands import prepare_terminal, require_terminal
    from ..view import View

    points, names = sweep.points(), [axis.knob.name for axis in sweep.axes]
    require_terminal()
    prepare_terminal(View(), ascii_only=False)

    from npnn_tui.engine.sweeps.journal import Journal

    from ..wall.entry import run as show
    from .workforce import workers_for

    journal = Journal(output, names) if output is not None else None
    return show(points, names, partial(workers_for, workers, scheduler), journal)


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
    draws = effort.random or effort.search
    if not axes and (effort.seeds == 1 or draws):
        raise FieldError("vary", f"vary must be given, as {FORM}, or seeds above 1, got nothing")
    return Sweep({**preset.shared, **shared}, axes, effort.seeds, draws)
