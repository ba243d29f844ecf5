"""The result of a point as a row of a table: text in columns, the same for CSV and Parquet."""

import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from npnn_tui.datasets.sources import is_file

from ..training.experiment import KNOBS, Experiment
from ..training.metrics import Metrics
from .report import Report, State
from .sweep import Point
from .verdict import Verdict, Word

METRICS = tuple(Metrics.__annotations__)
RESULTS = ("verdict", "reason", "epoch", "steps", "seconds", *METRICS)

Row = Mapping[str, str]


def columns_of(names: Iterable[str]) -> Sequence[str]:
    """Return the columns of a sweep that varies these knobs."""
    return ("key", *(name for name in names if name != "seed"), "seed", *RESULTS)


def key_of(experiment: Experiment) -> str:
    """Return what tells one experiment from another, a changed file of data included."""
    words = [f"{name}={KNOBS[name].kind.format(v)}" for name, v in experiment.values.items()]
    if is_file(path := experiment.recipe.data) and os.path.exists(path):
        state = os.stat(path)
        words.append(f"{state.st_size} {state.st_mtime_ns}")
    return sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def row_of(point: Point, report: Report) -> Row:
    """Return the row of a finished point."""
    if report.metrics is None or report.verdict is None:
        raise ValueError(f"point {point.number} is {report.state}")
    settings = {**point.settings, "seed": point.seed}
    return {
        "key": key_of(point.experiment),
        **{name: KNOBS[name].kind.format(value) for name, value in settings.items()},
        "verdict": report.verdict.word,
        "reason": report.verdict.reason,
        "epoch": str(report.epoch),
        "steps": str(report.steps),
        "seconds": f"{report.seconds:.6g}",
        **{name: repr(float(value)) for name, value in vars(report.metrics).items()},
    }


def report_of(point: Point, row: Row) -> Report:
    """Return the report of a point that was finished before; raises ValueError, TypeError."""
    return Report(
        point.number,
        State.FINISHED,
        int(row["epoch"]),
        int(row["steps"]),
        float(row["seconds"]),
        Metrics(*(float(row[name]) for name in METRICS)),
        verdict=Verdict(Word(row["verdict"]), row["reason"]),
    )
