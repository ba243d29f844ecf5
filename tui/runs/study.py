"""What views draw of a run: its experiment and its curves, read from its folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs import metrics_file, recipe
from npnn_tui.engine.runs.folder import Run
from npnn_tui.engine.training.experiment import Experiment
from numpy.typing import NDArray

from .catalogue import stamp_of

Columns = Mapping[str, NDArray[np.float64]]

MOST_ROWS = 4_000
"""Of a curve: no screen has so many columns of dots."""

FILES = (recipe.FILE_NAME, metrics_file.FILE_NAME)


@dataclass(frozen=True, eq=False)
class Study:
    """The experiment of a run, None if it cannot be read, and its columns by their names."""

    experiment: Experiment | None
    columns: Columns
    refusal: str = ""

    @classmethod
    def of(cls, folder: Path) -> "Study":
        """Read a run; `refusal` says what could not be."""
        run, refusals = Run(folder), []
        experiment, columns = None, {}
        try:
            experiment = run.experiment
        except FieldError as error:
            refusals.append(str(error))
        try:
            columns = {name: _some(values) for name, values in run.metrics.items()}
        except FieldError as error:
            refusals.append(str(error))
        return cls(experiment, columns, "; ".join(refusals))

    def curve(self, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the epochs and the values of a column, both (rows,); empty without any."""
        epochs, values = (self.columns.get(key, np.empty(0)) for key in ("epoch", name))
        known = np.isfinite(epochs) & (np.diff(epochs, prepend=-np.inf) >= 0)
        return (epochs[known], values[known]) if len(values) else (values, values)


def study_stamp(folder: Path) -> tuple[int, ...]:
    """Return what changes whenever a study of the run would."""
    return stamp_of(folder, *FILES)


def _some(values: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(values)
    return values[np.linspace(0, count - 1, min(count, MOST_ROWS)).astype(np.intp)]
