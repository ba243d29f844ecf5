"""How well a model does on a table with labels."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from npnn_tui.datasets.columns import listed, quoted
from npnn_tui.datasets.dataset import Floats, Labels
from npnn_tui.datasets.files import refuse
from npnn_tui.datasets.observations import read_observations
from npnn_tui.datasets.text import printable
from npnn_tui.datasets.wanted import Wanted
from numpy.typing import NDArray

from ..nn.losses import cross_entropy
from ..runs.model import Model

if TYPE_CHECKING:
    import polars

MOST_UNKNOWN = 5
"""Labels that a sentence names."""


@dataclass(frozen=True, eq=False)
class OfClasses:
    """`confusion[true, predicted]` counts rows; loss is the mean cross-entropy in nats."""

    loss: float
    confusion: Labels
    class_names: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many observations there were."""
        return int(self.confusion.sum())

    @property
    def accuracy(self) -> float:
        """The share of the rows whose class is the likeliest."""
        return float(self.confusion.trace() / self.rows)

    @property
    def precision(self) -> Floats:
        """Of each class, the share of its predictions that are right; NaN without any."""
        return _shares(self.confusion.diagonal(), self.confusion.sum(axis=0))

    @property
    def recall(self) -> Floats:
        """Of each class, the share of its rows that are found; NaN without any."""
        return _shares(self.confusion.diagonal(), self.confusion.sum(axis=1))


@dataclass(frozen=True)
class OfNumbers:
    """Errors of regression in raw units; the loss is as the network sees it.

    R² is NaN where the targets do not vary.
    """

    rows: int
    loss: float
    r2: float
    rmse: float
    mae: float


def evaluate(model: Model, data: str, label: str = "") -> OfClasses | OfNumbers:
    """Judge a model by a table file, whose column of labels is named or the last.

    Raises FieldError, as when a label is none of the model's classes or there are no rows.
    """
    wanted = Wanted(model.feature_names, model.task, label)
    rows = read_observations(data, wanted)
    if rows.labels is None or not len(rows.labels):
        raise refuse(data, "there are no rows, at least 1 is needed")
    if model.task == "regression":
        return _of_numbers(model, rows.inputs, rows.labels.to_numpy())
    return _of_classes(model, rows.inputs, _numbered(model, data, rows.labels))


def _of_classes(model: Model, inputs: Floats, targets: Labels) -> OfClasses:
    classes = len(model.class_names)
    log_probabilities = model.log_probabilities(inputs)
    places = targets * classes + log_probabilities.argmax(axis=1)
    confusion = np.bincount(places, minlength=classes**2).reshape(classes, classes)
    return OfClasses(cross_entropy(log_probabilities.T, targets), confusion, model.class_names)


def _of_numbers(model: Model, inputs: Floats, targets: Floats) -> OfNumbers:
    errors = model.answers(inputs)[:, 0] - targets
    squared = float(np.vdot(errors, errors) / len(errors))
    varies = np.ptp(targets) > 0
    return OfNumbers(
        rows=len(errors),
        loss=squared / model.target_scale**2 / 2,
        r2=1 - squared / float(np.var(targets)) if varies else float("nan"),
        rmse=float(np.sqrt(squared)),
        mae=float(np.abs(errors).mean()),
    )


def _numbered(model: Model, data: str, labels: "polars.Series") -> Labels:
    """Return the number of each label's class; raises FieldError for labels that have none."""
    known = set(model.class_names)
    unknown = sorted(set(labels.unique().to_list()) - known)
    if unknown:
        shown = ", ".join(quoted(label) for label in unknown[:MOST_UNKNOWN])
        more = f" and {len(unknown) - MOST_UNKNOWN:,} more" if len(unknown) > MOST_UNKNOWN else ""
        words = "label" if len(unknown) == 1 else "labels"
        reason = f"the run knows no {words} {shown}{more}; its classes are"
        place = f"column {printable(labels.name)}"
        raise refuse(data, place, f"{reason} {listed(model.class_names)}", field="label")
    numbers = labels.replace_strict(list(model.class_names), list(range(len(known))))
    return np.asarray(numbers.to_numpy(), np.int64)


def _shares(right: Labels, all_rows: NDArray[np.int64]) -> Floats:
    return np.where(all_rows > 0, right / np.maximum(all_rows, 1), np.nan)
