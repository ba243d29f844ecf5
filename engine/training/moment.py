"""A moment of a run, and what a session needs of somebody who saves such moments."""

from dataclasses import dataclass
from typing import Protocol

from npnn_tui.datasets.dataset import Split

from .experiment import Experiment
from .snapshot import Mark, Status
from .trainer import Trainer


@dataclass(frozen=True, eq=False)
class Moment:
    """A moment of a run: its trainer, and what a session knows besides.

    `seconds` is the time spent running, waits included.
    """

    experiment: Experiment
    split: Split
    trainer: Trainer
    status: Status
    marks: tuple[Mark, ...]
    seconds: float


class Keeping(Protocol):
    """Saves one run after another, on the thread that trains."""

    @property
    def name(self) -> str:
        """The name of the run in hand, empty before it is saved for the first time."""

    @property
    def complaint(self) -> str:
        """Why the run is not being saved, empty if it is."""

    def begin(self, trainer: Trainer) -> None:
        """Turn to a new run."""

    def is_due(self) -> bool:
        """Tell whether it is time to save."""

    def save(self, moment: Moment) -> None:
        """Save this moment."""

    def note(self, epoch: int, text: str) -> None:
        """Write an event down."""

    def close(self) -> None:
        """Let the run in hand go; what has come after its last save is lost."""
