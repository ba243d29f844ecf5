"""What is to be seen of the runs, and how: the one value that all parts of the screen draw."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from npnn_tui.engine.logs.axes import AXES, EPOCH, ROW, STEP, TIME
from npnn_tui.engine.logs.run import RunState
from npnn_tui.engine.logs.watch import Watched

from .groups import Group, groups_of

TIME_UNITS = (
    (259_200.0, "days", 86_400.0),
    (10_800.0, "hours", 3_600.0),
    (300.0, "minutes", 60.0),
)
"""From so many seconds on, the unit of the time axis, and its seconds."""


@dataclass(frozen=True, eq=False)
class Showing:
    """The runs, and the choices that were made.

    `switched` holds the quantities whose vertical axis is not what `log` says; `axis` is None for
    the first that is known; `alone` gives the chosen chart all the room.
    """

    watched: Watched = field(default_factory=Watched)
    hidden: frozenset[Path] = frozenset()
    chosen_run: int = 0
    chosen_chart: int = 0
    alone: bool = False
    smoothing: float = 0.0
    log: bool = True
    switched: frozenset[str] = frozenset()
    log_x: bool = False
    axis: int | None = None

    @property
    def runs(self) -> Sequence[RunState]:
        """All runs, in the order in which they were found."""
        return self.watched.runs

    @property
    def groups(self) -> list[Group]:
        """The charts that there are."""
        return groups_of(name for run in self.runs for name in run.curves)

    @property
    def axes(self) -> list[int]:
        """The axes to choose from: those that any run knows; rows only if there are no others."""
        known = {axis for run in self.runs for axis in run.axes()} - {ROW}
        return sorted(known) or [ROW]

    @property
    def axis_drawn(self) -> int:
        """The axis that was chosen; else steps, epochs or times, the first that all runs know."""
        if self.axis is not None:
            return self.axis
        shared = [axis for axis in self.axes if all(axis in run.axes() for run in self._drawn)]
        return (shared or self.axes)[0]

    @property
    def _drawn(self) -> list[RunState]:
        return [run for run in self.runs if run.curves]

    def is_log(self, group: Group) -> bool:
        """Whether the vertical axis of a group is logarithmic; none is with values below 0."""
        return self.wants_log(group) and not any(
            (run.curves[name].low < 0).any()
            for run in self.runs
            for name, _ in group.members
            if name in run.curves and run.path not in self.hidden
        )

    def wants_log(self, group: Group) -> bool:
        """Whether a group has been asked to be logarithmic."""
        return (self.log and group.is_small_good) != (group.quantity in self.switched)

    def log_switched(self) -> "Showing":
        """Return the same with the vertical axis of the chosen chart turned."""
        quantity = self.groups[self.chosen_chart].quantity
        return replace(self, switched=self.switched ^ {quantity})

    def axis_turned(self) -> "Showing":
        """Return the same against the next axis."""
        axes = self.axes
        place = axes.index(self.axis_drawn) if self.axis_drawn in axes else -1
        return replace(self, axis=axes[(place + 1) % len(axes)])

    def run_switched(self) -> "Showing":
        """Return the same with the chosen run hidden or shown."""
        chosen = {run.path for run in self.runs[self.chosen_run : self.chosen_run + 1]}
        return replace(self, hidden=self.hidden ^ chosen)

    def only_or_all(self) -> "Showing":
        """Return the same with the chosen run only, or with all if it is the only one already."""
        chosen = {run.path for run in self.runs[self.chosen_run : self.chosen_run + 1]}
        others = frozenset(run.path for run in self.runs) - chosen
        return replace(self, hidden=frozenset() if self.hidden == others else others)


def axis_words(axis: int, longest: float) -> tuple[str, float]:
    """Return the label of an axis, and by what its values are divided for it."""
    if axis == TIME:
        units = (unit for unit in TIME_UNITS if longest >= unit[0])
        _, word, seconds = next(units, (0.0, "seconds", 1.0))
        return word, seconds
    return {STEP: "steps", EPOCH: "epochs", ROW: "rows"}[axis], 1.0


def axis_of(choice: str) -> int | None:
    """Return the number of an axis by its name; None for auto."""
    return AXES.index(choice) if choice in AXES else None


def extent(arrays: Sequence["np.ndarray[tuple[int], np.dtype[np.float64]]"]) -> tuple[float, float]:
    """Return the least and the greatest finite number in arrays; NaN if there is none."""
    values = np.concatenate([*arrays, np.empty(0)])
    values = values[np.isfinite(values)]
    return (float(values.min()), float(values.max())) if len(values) else (np.nan, np.nan)
