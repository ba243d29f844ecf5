"""How people are told about a task: what its views, its loss and its score are called."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from npnn_tui.datasets.tasks import Task


@dataclass(frozen=True)
class TaskWords:
    """The words of one task. `key` names the score in JSON, `places` and `style` write one."""

    field: str
    loss_unit: str
    score: str
    short_score: str
    score_unit: str
    key: str
    places: int
    style: Literal["%", "f"]

    def written(self, score: float, more: int = 0) -> str:
        """Return a score in text, with `more` places than usual; a dash if it is none."""
        return f"{score:.{self.places + more}{self.style}}" if math.isfinite(score) else "—"


TASK_WORDS: Mapping[Task, TaskWords] = {
    "classification": TaskWords("Boundary", "nats", "Accuracy", "acc", "share", "accuracy", 1, "%"),
    "regression": TaskWords("Surface", "half MSE", "R²", "R²", "", "r2", 3, "f"),
}
"""The words of each task."""
