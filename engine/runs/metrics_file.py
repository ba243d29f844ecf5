"""metrics.csv: a line for each logged epoch, only ever added to while a run goes on."""

import csv
import math
import os
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from io import StringIO
from pathlib import Path

import numpy as np

from ..nn.arrays import Doubles
from ..training.metrics import Metrics

FILE_NAME = "metrics.csv"

FIGURES = ("train_loss", "test_loss", "train_score", "test_score", "objective")
COLUMNS = ("epoch", "steps", *FIGURES, "learning_rate", "seconds")

MOST_WAITING = 100_000
"""Lines that are kept while the disk takes none."""


class MetricsFile:
    """Adds lines to the file of a run, whose first `size` bytes are good; raises OSError.

    What lies behind them is of a run that was cut off, or half a line that a full disk left.
    """

    def __init__(self, path: Path, size: int = 0) -> None:
        self._path, self.size = path, size
        self._is_clean = False
        self._waiting: deque[str] = deque(maxlen=MOST_WAITING)
        if not size:
            self._waiting.append(",".join(COLUMNS) + "\n")

    def add(
        self, epoch: int, steps: int, metrics: Metrics, learning_rate: float, seconds: float
    ) -> None:
        """Have a line written soon; what is not finite is left empty."""
        figures = [_written(getattr(metrics, name)) for name in FIGURES]
        cells = [str(epoch), str(steps), *figures, _written(learning_rate), f"{seconds:.3f}"]
        self._waiting.append(",".join(cells) + "\n")

    def write(self, *, synced: bool = False) -> None:
        """Write the lines that wait; none is lost if that fails."""
        content = "".join(self._waiting).encode()
        if not (content or synced):
            return
        with open(self._path, "r+b" if self.size else "wb") as file:
            if not self._is_clean:
                file.truncate(self.size)
            self._is_clean = False
            file.seek(self.size)
            file.write(content)
            file.flush()
            if synced:
                os.fsync(file.fileno())
        self.size += len(content)
        self._is_clean = True
        self._waiting.clear()


def read_columns(path: Path) -> Mapping[str, Doubles]:
    """Return the columns of a file, each of shape (lines,), NaN where a cell is empty.

    A last line that is only half there is left out, and so is one that holds no numbers.
    """
    content = path.read_bytes().decode("utf-8", "replace")
    lines = csv.reader(StringIO(content[: content.rfind("\n") + 1]))
    names = list(COLUMNS)
    rows: list[list[float]] = []
    with suppress(csv.Error):  # a cell as long as a book, say: what comes before it is good
        names = next(lines, []) or names
        rows.extend(row for line in lines if len(row := _numbers(line)) == len(names))
    table = np.array(rows, np.float64).reshape(-1, len(names))
    return dict(zip(names, table.T, strict=True))


def _numbers(line: list[str]) -> list[float]:
    try:
        return [float(cell) if cell else math.nan for cell in line]
    except ValueError:
        return []


def _written(value: float) -> str:
    return repr(float(value)) if math.isfinite(value) else ""
