"""Where the values of a knob lie on an axis."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..conditions import number_of
from ..plotting.scales import Scale
from ..sweep.cell import Cell


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
