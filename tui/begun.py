"""From what a training is to begin with to its session: the data are read, or the run is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.loading import load
from npnn_tui.engine import Command, Experiment, Session
from npnn_tui.engine.remote.viewer import Viewer
from npnn_tui.engine.runs.resuming import resume
from npnn_tui.engine.training.snapshot import News

from .saving import Beginning

Publish = Callable[[News], None]


class SessionLike(Protocol):
    """What the dashboard needs of a session, so that a test can put another in its place."""

    def send(self, command: Command) -> None:
        """Take a command, from any thread."""

    def run(self) -> None:
        """Obey commands until Close, on a thread of its own."""


SessionFactory = Callable[[Experiment, Split, Publish], SessionLike]


@dataclass(frozen=True, eq=False)
class Begun:
    """What a dashboard needs; `complaint` says what is wrong with a run that goes on.

    With `attached`, the session is that of another process.
    """

    experiment: Experiment
    split: Split
    session_of: SessionFactory
    complaint: str = ""
    attached: bool = False


def begin(beginning: Beginning) -> Begun:
    """Read what a training begins with; raises FieldError, MemoryError."""
    run = beginning.run
    if run and beginning.attached:
        viewer = Viewer(run.folder)
        session_of = partial(_session_of, viewer)
        return Begun(viewer.first.experiment, viewer.split, session_of, attached=True)
    keeper = beginning.saving.keeper()
    if run is None or keeper is None:
        split = load(beginning.experiment.recipe)
        return Begun(beginning.experiment, split, partial(Session, keeper=keeper))
    moment, complaint = resume(run, keeper, beginning.experiment)
    goes_on = partial(Session, keeper=keeper, resumed=moment)
    return Begun(moment.experiment, moment.split, goes_on, complaint)


def _session_of(
    viewer: Viewer, _experiment: Experiment, _split: Split, publish: Publish
) -> SessionLike:
    return viewer.to(publish)
