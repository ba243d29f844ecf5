"""When a run is examined, and what was found."""

from ..diagnosis import Diagnosis
from .trainer import Trainer

FIRST_EXAMINATION = 1.0
"""Seconds between two examinations while a run is ill; while it is sound they double."""


class Checkup:
    """The diagnosis of a run, of which `seconds` count how long it has been running."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.diagnosis: Diagnosis | None = None
        self._next = seconds + FIRST_EXAMINATION

    def is_due(self, seconds: float) -> bool:
        """Tell whether it is time to look again."""
        return seconds >= self._next

    def examine(self, trainer: Trainer, seconds: float) -> None:
        """Ask what is the matter with the run; an ill one may recover any moment."""
        self.diagnosis = trainer.diagnose()
        wait = seconds if self.diagnosis is None else 0.0
        self._next = seconds + max(FIRST_EXAMINATION, wait)
