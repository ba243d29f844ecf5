"""What the views of a wall show at one moment, as a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from npnn_tui.engine.training.experiment import KNOBS

from ..plotting import growing_limit, log_limits
from ..plotting.scales import Limits, Scale
from ..sweep.board import Board
from ..sweep.cell import Cell
from .digest import Band, Digest, Digests

LEAST_EPOCHS = 10


@dataclass(frozen=True, eq=False)
class Showing:
    """The cells in their order, which of them is selected, and how they are looked at.

    `loss` is the series that curves show, `axis` the knob along which losses are sliced.
    """

    board: Board
    digests: Digests
    cells: Sequence[Cell]
    selected: Cell | None
    loss: str
    axis: str

    @property
    def names(self) -> Sequence[str]:
        """The knobs that vary."""
        return list(self.board.labels)

    def digest(self, cell: Cell) -> Digest:
        """Return what is drawn of a cell."""
        return self.digests.of(cell)

    def band(self, cell: Cell) -> Band:
        """Return the curve of a cell: its training loss where it has no other."""
        bands = self.digest(cell).bands
        chosen = bands[self.loss]
        return chosen if len(chosen.epochs) else bands["train_loss"]

    @property
    def known(self) -> list[Cell]:
        """The cells that have a loss and have not diverged, in the order given."""
        cells = sorted(self.cells, key=lambda cell: cell.points[0].cell)
        return [cell for cell in cells if isfinite(cell.rank) and isfinite(cell.middle(self.loss))]

    @property
    def epochs(self) -> Scale:
        """The epochs of all cells that are shown."""
        last = max((self.digest(cell).last_epoch for cell in self.cells), default=0)
        return Scale.of((0, growing_limit(last, LEAST_EPOCHS)))

    @property
    def losses(self) -> Scale:
        """The losses of all cells that are shown, in equal ratios; a spike far off is cut.

        What has diverged counts only where there is nothing else.
        """
        cells = [cell for cell in self.cells if isfinite(cell.rank)] or self.cells
        bands = [band for cell in cells for band in self.digest(cell).bands.values()]
        return Scale.of(limits_of([each.extent for each in bands if len(each.epochs)]), log=True)


def limits_of(extents: Sequence[Limits]) -> Limits:
    """Return limits around losses that are not thrown far off by a few."""
    known = [each for each in extents if all(map(isfinite, each))]
    if not known:
        return 0.01, 1.0
    highs = sorted(high for _, high in known)
    high = min(highs[-1], HIGHEST * highs[(len(highs) - 1) // 2])
    return log_limits(min(low for low, _ in known), high, floor=high / WIDEST)


HIGHEST = 10.0
"""Times the middle one of the highest losses: above that curves are cut off."""

WIDEST = 1e5
"""From the highest to the lowest loss that can be told apart."""


def title_of(cell: Cell, *, is_named: bool = True) -> str:
    """Return the settings of a cell, with the names of the knobs or without."""
    if not cell.settings:
        return f"{len(cell.points)} seeds"
    if not is_named:
        return " · ".join(cell.written.values())
    return " · ".join(f"{KNOBS[name].label} {value}" for name, value in cell.written.items())


def number_of(value: object) -> float | None:
    """Return the number that a knob's value is: a single width is one too."""
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None  # type: ignore[arg-type]


@dataclass(frozen=True)
class KnobScale:
    """Where the values of a knob lie: numbers on a scale, words in the order given.

    A scale is logarithmic where that puts the numbers at more even distances.
    """

    scale: Scale
    words: tuple[str, ...]

    @classmethod
    def of(cls, cells: Sequence[Cell], name: str) -> "KnobScale":
        """Return the scale for the values of these cells."""
        numbers = [number_of(cell.settings[name]) for cell in cells]
        if any(number is None for number in numbers):
            words = tuple(dict.fromkeys(cell.written[name] for cell in cells))
            return cls(Scale.of((0, max(1, len(words) - 1))), words)
        known = [number for number in numbers if number is not None] or [0.0]
        return cls(Scale.of((min(known), max(known)), log=_are_ratios(known)), ())

    def value(self, cell: Cell, name: str) -> float:
        """Return the number that stands for the value of a cell."""
        if self.words:
            written = cell.written[name]
            return float(self.words.index(written)) if written in self.words else 0.0
        return number_of(cell.settings[name]) or 0.0


def _are_ratios(numbers: Sequence[float]) -> bool:
    """Tell whether numbers are more evenly spaced by their ratios than by their differences."""
    ordered = np.unique(numbers)
    if len(ordered) < 3 or ordered[0] <= 0:
        return False
    differences, ratios = np.diff(ordered), np.diff(np.log(ordered))
    return bool(ratios.std() / ratios.mean() < differences.std() / differences.mean())
