"""What a model says of the rows of a table, as a table."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from npnn_tui.datasets.observations import read_observations
from npnn_tui.datasets.wanted import Wanted

from ..nn.arrays import Floats
from ..runs.model import Model

if TYPE_CHECKING:
    import polars

PREDICTION = "prediction"
PROBABILITY = "probability_"


@dataclass(frozen=True, eq=False)
class Predictions:
    """Answers (rows, outputs): probabilities of the classes, or without classes raw numbers."""

    answers: Floats
    class_names: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of the table."""
        return (PREDICTION, *(PROBABILITY + name for name in self.class_names))

    def frame(self) -> "polars.DataFrame":
        """Return the table: the likeliest class and all probabilities, or the numbers."""
        import polars as pl

        if not self.class_names:
            return pl.DataFrame({PREDICTION: self.answers[:, 0]})
        likeliest = pl.Series(self.class_names).gather(self.answers.argmax(axis=1))
        parts = dict(zip(self.columns[1:], self.answers.T, strict=True))
        return pl.DataFrame({PREDICTION: likeliest, **parts})


def predict(model: Model, data: str) -> Predictions:
    """Return what the model says of a table file's rows; raises FieldError."""
    rows = read_observations(data, Wanted(model.feature_names))
    return Predictions(model.answers(rows.inputs), model.class_names)
