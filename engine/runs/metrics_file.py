"""metrics.csv: a line for each logged epoch, only ever added to while a run goes on."""

import csv
import math
import os
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from io import StringIO
from pathlib import Path

import numpy as np

from ..nn.arrays import Doubles
from ..training.metrics import Metrics
from ..training.trainer import Trainer

FILE_NAME = "metrics.csv"

FIGURES = tuple(Metrics.__annotations__)
COLUMNS = ("epoch", "steps", *FIGURES, "learning_rate", "seconds")

MOST_WAITING = 100_000
"""Lines that are kept while the disk takes none."""


class MetricsFile:
    """Adds lines to the file of a run, whose first `size` bytes are good.

    What lies behind them is of a run that was cut off, or half a line that a full disk left.
    """

    def __init__(self, size: int = 0) -> None:
        self.size = size
        self._is_clean = False
        self._waiting: deque[str] = deque(maxlen=MOST_WAITING)

    def follow(self, trainer: Trainer) -> None:
        """Add a line after each measurement of a trainer from now on."""
        trainer.on_look = partial(self.add, trainer)

    def add(self, trainer: Trainer) -> None:
        """Have a line written for the last measurement; what is not finite is left empty."""
        figures = (*vars(trainer.recorded).values(), trainer.learning_rate)
        cells = ",".join([repr(float(value)) for value in figures])
        if not math.isfinite(sum(figures)):
            cells = ",".join(_written(value) for value in figures)
        line = f"{trainer.epoch},{trainer.steps},{cells},{trainer.seconds:.6g}\n"
        self._waiting.append(line)

    def write(self, path: Path, *, synced: bool = False) -> None:
        """Write the lines that wait; raises OSError, and none is lost then."""
        head = "" if self.size else ",".join(COLUMNS) + "\n"
        content = "".join([head, *self._waiting]).encode()
        if not (content or synced):
            return
        with open(path, "r+b" if self.size else "wb") as file:
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
