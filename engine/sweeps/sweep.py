"""A sweep: an experiment with axes, and the points that come of it."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any

from npnn_tui.datasets.knobs import FieldError

from ..training.experiment import KNOBS, Experiment
from .axes import Axis

MOST_POINTS = 100_000

Grid = tuple[int, int]
"""Rows and columns of places on the plane of the data."""


@dataclass(frozen=True)
class Point:
    """One training: `settings` says what is particular to it, the seed not included.

    The points of a `cell` differ in the seed of their initial weights alone. With a `grid`, its
    reports tell what the network answers there.
    """

    number: int
    cell: int
    settings: Mapping[str, Any]
    experiment: Experiment
    grid: Grid | None = None

    @property
    def seed(self) -> int:
        """The seed of the initial weights."""
        return self.experiment.config.seed


@dataclass(frozen=True)
class Sweep:
    """What to train: the knobs that all points share, the axes, and how often each cell.

    With `draws`, so many cells are drawn from the axes, by `points` at random; else they are all
    combinations, the last axis changing fastest. Raises FieldError for axes that make no sense
    together.
    """

    shared: Mapping[str, Any] = field(default_factory=dict)
    axes: tuple[Axis, ...] = ()
    seeds: int = 1
    draws: int | None = None

    def __post_init__(self) -> None:
        names = [axis.knob.name for axis in self.axes]
        for name in names:
            if names.count(name) > 1:
                raise FieldError("vary", f"vary must name each knob once, got {name} twice")
        if "seed" in names and self.seeds > 1:
            raise FieldError("seeds", f"seeds must be 1 where seed varies, got {self.seeds}")
        if self.draws is None:
            self._check_counts()
        if self.size > MOST_POINTS:
            allowed = f"at most {MOST_POINTS:,} trainings"
            raise FieldError("vary", f"vary must come to {allowed}, got {self.size:,}")

    @property
    def size(self) -> int:
        """How many points there are."""
        cells = math.prod(len(axis.values) for axis in self.axes)
        return self.seeds * (cells if self.draws is None else self.draws)

    def points(self) -> list[Point]:
        """Return all points in order; raises FieldError for one that cannot be trained."""
        return list(self._points())

    def cell(self, number: int, settings: Mapping[str, Any]) -> Iterator[Point]:
        """Yield the points of a cell; raises FieldError if it cannot be trained."""
        experiment = Experiment.of({**self.shared, **settings})
        for more in range(self.seeds):
            seed = (experiment.config.seed + more) % 2**32
            seeded = experiment.changed({"seed": seed}) if more else experiment
            yield Point(number * self.seeds + more, number, settings, seeded)

    def _points(self) -> Iterator[Point]:
        for number, settings in enumerate(self._cells()):
            yield from self.cell(number, settings)

    def _cells(self) -> Iterator[Mapping[str, Any]]:
        names = [axis.knob.name for axis in self.axes]
        if self.draws is None:
            for values in product(*(axis.values for axis in self.axes)):
                yield dict(zip(names, values, strict=True))
            return
        random = Random(self.shared.get("seed", KNOBS["seed"].default))
        for _ in range(self.draws):
            yield {axis.knob.name: axis.draw(random) for axis in self.axes}

    def _check_counts(self) -> None:
        for axis in self.axes:
            if axis.span and not axis.span.count:
                name = axis.knob.name
                allowed = "a range with a count, as 0:1:5, unless --random or --search"
                raise FieldError(name, f"{name} must vary over {allowed}")
