"""A search: the cells of a sweep, each drawn by what came of those before it (extra `tune`).

Optuna draws them, and is imported only when a search begins.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import islice, product
from statistics import median
from typing import Any, Self

from npnn_tui.datasets.knobs import FieldError

from ..training.experiment import Experiment
from .report import Report, State, loss_of
from .rows import report_of, row_of
from .sweep import Point, Sweep

MOST_CORNERS = 10_000
"""Combinations that are checked before the first is trained."""


@dataclass
class _Cell:
    trial: int
    points: Sequence[Point]
    reports: list[Report] = field(default_factory=list)


class Search:
    """The points of the sweep's draws, one after the other as they are asked for.

    Each cell is a trial of Optuna's study, and the median loss of its points is the trial's value.
    `earlier` are the points that the `storage` has from before, with what came of them. To be
    iterated and told on one thread. Raises FieldError for axes or a storage that make no sense.
    """

    def __init__(self, sweep: Sweep, storage: str | None = None) -> None:
        if find_spec("optuna") is None:
            sentence = "search must be left out without Optuna: pip install 'npnn-tui[tune]'"
            raise FieldError("search", f"{sentence}, got {sweep.draws}")
        from .study import Study

        _check(sweep)
        self._sweep, self._open = sweep, dict[int, _Cell]()
        self._study = Study(sweep, storage)
        self.earlier = [
            (point, _report(point, row))
            for cell, (settings, rows) in enumerate(self._study.earlier)
            for point, row in zip(sweep.cell(cell, settings), rows, strict=True)
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def seeds(self) -> int:
        """How many points a cell has."""
        return self._sweep.seeds

    @property
    def size(self) -> int:
        """How many points there will be, the earlier ones included."""
        return max(self._sweep.size, len(self.earlier))

    def __iter__(self) -> Iterator[Point]:
        for number in range(len(self._study.earlier), self._sweep.draws or 0):
            trial, settings = self._study.ask()
            points = tuple(self._sweep.cell(number, settings))
            self._open[number] = _Cell(trial, points)
            yield from points

    def take(self, report: Report) -> None:
        """Take note of a report; the last one of a cell ends its trial."""
        number = report.number // self._sweep.seeds
        if report.state is State.RUNNING:
            return
        reports = self._open[number].reports
        reports.append(report)
        if len(reports) == self._sweep.seeds:
            self._end(self._open.pop(number))

    def close(self) -> None:
        """End the trials that are under way without a value."""
        while self._open:
            _, cell = self._open.popitem()
            self._end(cell)

    def _end(self, cell: _Cell) -> None:
        reports = sorted(cell.reports, key=lambda report: report.number)
        broken = [r for r in reports if r.state in (State.CANCELLED, State.FAILED)]
        if broken or len(reports) < len(cell.points):
            reason = next((report.reason for report in broken if report.reason), "cancelled")
            self._study.tell(cell.trial, None, {"reason": reason})
            return
        typical = sorted(reports, key=loss_of)[len(reports) // 2]
        attributes = {
            "verdict": typical.verdict.word if typical.verdict else str(typical.state),
            "reason": typical.verdict.reason if typical.verdict else typical.reason,
            "seeds": [point.seed for point in cell.points],
            "epochs": [report.epoch for report in reports],
            "results": list(map(_row, cell.points, reports)),
        }
        self._study.tell(cell.trial, median(map(loss_of, reports)), attributes)


def _row(point: Point, report: Report) -> Mapping[str, str]:
    """Return a report in words, as JSON has no NaN."""
    return row_of(point, report) if report.verdict else {"refused": report.reason}


def _report(point: Point, row: Mapping[str, str]) -> Report:
    if "refused" in row:
        return Report(point.number, State.REFUSED, reason=row["refused"])
    return report_of(point, row)


def _check(sweep: Sweep) -> None:
    """Raise FieldError for a combination of values that is no experiment, before all training."""
    names = [axis.knob.name for axis in sweep.axes]
    ends: list[Sequence[Any]] = [
        [axis.span.value(axis.span.first), axis.span.value(axis.span.last)]
        if axis.span
        else axis.values
        for axis in sweep.axes
    ]
    for values in islice(product(*ends), MOST_CORNERS):
        Experiment.of({**sweep.shared, **dict(zip(names, values, strict=True))})
