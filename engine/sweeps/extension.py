"""The same training again: it goes the same way, bit for bit, and then on."""

from dataclasses import replace

from npnn_tui.datasets.knobs import FieldError

from .report import Report, State
from .sweep import Point
from .verdict import Word

NO_RULES = {"min_improvement": 0.0, "patience": None, "target_loss": None, "time_limit": None}


def extended(point: Point, report: Report, number: int) -> Point:
    """Return a point of this number with twice the epochs that were trained, and no other rule.

    One that has not come to its end is to be trained as it was. Raises FieldError (field
    `max_epochs`) where more epochs cannot help.
    """
    if report.state is not State.FINISHED:
        return replace(point, number=number)
    if report.verdict and report.verdict.word is Word.DIVERGED:
        sentence = "max_epochs must be left as it is: what has diverged would do so again"
        raise FieldError("max_epochs", f"{sentence}, got {2 * report.epoch:,}")
    more = {**NO_RULES, "max_epochs": 2 * max(1, report.epoch)}
    settings = {name: more.get(name, value) for name, value in point.settings.items()}
    experiment = point.experiment.changed(more)
    return replace(point, number=number, settings=settings, experiment=experiment)
