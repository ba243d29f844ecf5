"""From what a training is to begin with to its session: the data are read, or the run is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.loading import load
from npnn_tui.engine import Command, Experiment, Refusal, Session, Snapshot
from npnn_tui.engine.runs.resuming import resume

from .saving import Beginning

Publish = Callable[[Snapshot | Refusal], None]


class SessionLike(Protocol):
    """What the dashboard needs of a session, so that a test can put another in its place."""

    def send(self, command: Command) -> None:
        """Take a command, from any thread."""

    def run(self) -> None:
        """Obey commands until Close, on a thread of its own."""


SessionFactory = Callable[[Experiment, Split, Publish], SessionLike]


@dataclass(frozen=True, eq=False)
class Begun:
    """What a dashboard needs; `complaint` says what is wrong with a run that goes on."""

    experiment: Experiment
    split: Split
    session_of: SessionFactory
    complaint: str = ""


def begin(beginning: Beginning) -> Begun:
    """Read what a training begins with; raises FieldError, MemoryError."""
    keeper, run = beginning.saving.keeper(), beginning.run
    if run is None or keeper is None:
        split = load(beginning.experiment.recipe)
        return Begun(beginning.experiment, split, partial(Session, keeper=keeper))
    moment, complaint = resume(run, keeper, beginning.experiment)
    session_of = partial(Session, keeper=keeper, resumed=moment)
    return Begun(moment.experiment, moment.split, session_of, complaint)
