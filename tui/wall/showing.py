"""What the views of a wall show at one moment, as a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from npnn_tui.engine.training.experiment import KNOBS

from ..charts.limits import limits_of
from ..plotting import growing_limit
from ..plotting.scales import Scale
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


def title_of(cell: Cell, *, is_named: bool = True) -> str:
    """Return the settings of a cell, with the names of the knobs or without."""
    if not cell.settings:
        return f"{len(cell.points)} seeds"
    if not is_named:
        return " · ".join(cell.written.values())
    return " · ".join(f"{KNOBS[name].label} {value}" for name, value in cell.written.items())
