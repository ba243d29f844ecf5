"""The training of several points at once, in this process, where that is quicker."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile
from time import monotonic

from npnn_tui.datasets.knobs import FieldError

from ..training.stackable import Alike, shared_knobs, stackable
from ..training.team import Team
from ..training.trainer import Trainer
from .report import Report, State
from .sweep import Point
from .training import (
    BURST_SECONDS,
    REPORT_SECONDS,
    finished,
    refused,
    report_of,
    split_of,
    train,
    trainer_of,
)


def companions(points: Sequence[Point]) -> list[Point]:
    """Return the first point and those after it that can be trained together with it.

    One with other knobs is passed over. One with other data ends the search, so that no more data
    are loaded ahead than those of one point.
    """
    first, *others = points
    alike = _alike(first)
    if alike is None:
        return [first]
    likely = (p for p in others if shared_knobs(p.experiment.config) == alike.knobs)
    return [first, *islice(takewhile(lambda p: _alike(p) == alike, likely), alike.most - 1)]


def trained(
    points: Sequence[Point],
    publish: Callable[[Report], None],
    is_cancelled: Callable[[Point], bool],
) -> Iterable[Report]:
    """Return the last reports of companions as they come; a single one needs no stack."""
    if len(points) == 1:
        return [train(points[0], publish, lambda: is_cancelled(points[0]))]
    return train_together(points, publish, is_cancelled)


def train_together(
    points: Sequence[Point],
    publish: Callable[[Report], None],
    is_cancelled: Callable[[Point], bool],
) -> Iterator[Report]:
    """Train companions to their ends as `train` does each; yield each one's last report.

    The figures are the same bit for bit, but for the seconds, which each has its share of.
    """
    going: dict[int, tuple[Point, Trainer]] = {}
    for point in points:
        try:
            going[point.number] = point, trainer_of(point)
        except FieldError as error:
            yield refused(point, error)
    team = Team(trainer for _, trainer in going.values())
    published = monotonic()
    while going:
        for report in _ended(going.values(), team, is_cancelled):
            del going[report.number]
            yield report
        team.advance(BURST_SECONDS)
        if monotonic() - published >= REPORT_SECONDS:
            for point, trainer in going.values():
                if not trainer.stopped:
                    publish(report_of(point, trainer, State.RUNNING))
            published = monotonic()


def _ended(
    going: Iterable[tuple[Point, Trainer]], team: Team, is_cancelled: Callable[[Point], bool]
) -> list[Report]:
    """Return the last reports of those that have come to their end, or are to."""
    reports = []
    for point, trainer in going:
        if trainer.stopped:
            reports.append(finished(point, trainer))
        elif is_cancelled(point):
            team.dismiss(trainer)
            reports.append(report_of(point, trainer, State.CANCELLED))
    return reports


def _alike(point: Point) -> Alike | None:
    if shared_knobs(point.experiment.config) is None:
        return None
    try:
        return stackable(point.experiment.config, split_of(point.experiment.recipe))
    except FieldError:
        return None
