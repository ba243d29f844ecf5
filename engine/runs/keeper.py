"""The keeper: saves one run after another while they are trained, each in a folder of its own.

It belongs to the thread that trains. A disk that fails is no reason to end a training: `complaint`
says then that nothing is being saved, and the next save tries again.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from time import perf_counter, time

from npnn_tui.datasets.sources import is_file

from ..training.experiment import Experiment
from ..training.moment import Moment
from ..training.snapshot import ENDED, Status
from ..training.trainer import Trainer
from . import checkpoint, events, metrics_file, recipe
from .atomic import replace_file
from .folder import EVENTS, MODEL
from .lock import Lock
from .metrics_file import MetricsFile
from .model import Model
from .packing import pack
from .places import make_folder
from .summaries import summary_of

SHARE = 100
"""Between two saves lies so many times as long as the last one took: they cost a hundredth."""

LINES_SECONDS = 1.0
"""Lines of metrics wait at most so long for the disk."""


class Keeper:
    """Saves what a session, or a plain loop, trains: `begin`, then `save` whenever it `is_due`.

    `every` is in seconds. A run gets its folder with its first save.
    """

    def __init__(self, runs: Path, every: float, name: str = "") -> None:
        self._runs, self._every, self._name = runs, every, name
        self.complaint = ""
        self._kept: Kept | None = None
        self._trainer: Trainer | None = None
        self._due = self._lines_due = 0.0
        self._status: Status | None = None

    @property
    def name(self) -> str:
        """The name of the run in hand, empty before its first save."""
        return self._kept.folder.name if self._kept else ""

    @property
    def folder(self) -> Path | None:
        """The folder of the run in hand."""
        return self._kept.folder if self._kept else None

    def begin(self, trainer: Trainer) -> None:
        """Turn to a new run; the one before is let go as it was saved last."""
        self.close()
        self._trainer, self._kept, self.complaint = trainer, None, ""
        self._status = None
        self._due = 0.0

    def adopt(self, kept: "Kept", trainer: Trainer) -> None:
        """Turn to a run that has a folder already, and is locked."""
        self.begin(trainer)
        self._kept = kept
        trainer.on_look = kept.note_look(trainer)

    def is_due(self) -> bool:
        """Tell whether it is time to save; lines of metrics are written meanwhile."""
        now = perf_counter()
        if self._kept and now >= self._lines_due:
            self._lines_due = now + LINES_SECONDS
            self._attempt(self._kept.metrics.write)
        return now >= self._due

    def save(self, moment: Moment) -> None:
        """Save this moment; what cannot be saved is told by `complaint`."""
        began = perf_counter()
        if self._attempt(lambda: self._save(moment)):
            self.complaint = ""
        now = perf_counter()
        self._due = now + max(self._every, SHARE * (now - began))

    def note(self, epoch: int, text: str) -> None:
        """Write an event down."""
        if self._kept:
            path = self._kept.folder / EVENTS
            self._attempt(lambda: events.note(path, epoch, text))

    def close(self) -> None:
        """Let the run in hand go. It must have been saved."""
        if self._trainer:
            self._trainer.on_look = lambda: None
        if self._kept:
            self._kept.lock.release()

    def _save(self, moment: Moment) -> None:
        if self._kept is None:
            self._kept = self._new(moment)
        self._kept.save(moment)
        if moment.status is not self._status:
            self._status = moment.status
            reason = moment.trainer.stopped if moment.status in ENDED else ""
            self.note(moment.trainer.epoch, ": ".join(filter(None, (moment.status, reason))))

    def _new(self, moment: Moment) -> "Kept":
        """Make a folder for a run; raises OSError, and leaves nothing then."""
        trainer, data = moment.trainer, moment.experiment.recipe.data
        folder = make_folder(self._runs, data, datetime.now(), self._name)
        try:
            kept = Kept.new(folder)
            events.note(folder / EVENTS, trainer.epoch, "made")
        except OSError:
            rmtree(folder, ignore_errors=True)
            raise
        trainer.on_look = kept.note_look(trainer)
        trainer.on_look()
        return kept

    def _attempt(self, action: Callable[[], object]) -> bool:
        """Do something with the disk; tell whether it worked."""
        try:
            action()
        except OSError as error:
            where = self._kept.folder if self._kept else self._runs
            self.complaint = f"not being saved: {error.strerror or error} ({where})"
            return False
        return True


class Kept:
    """A run's folder in the hands of the process that trains it."""

    def __init__(self, folder: Path, lock: Lock, metrics: MetricsFile, started: float) -> None:
        self.folder, self.lock, self.metrics, self._started = folder, lock, metrics, started
        self._written: Experiment | None = None

    @classmethod
    def new(cls, folder: Path) -> "Kept":
        """Take a folder that is empty; raises OSError."""
        lock = Lock(folder)
        lock.take()
        return cls(folder, lock, MetricsFile(folder / metrics_file.FILE_NAME), time())

    def note_look(self, trainer: Trainer) -> Callable[[], None]:
        """Return what writes a line for the last measurement of a trainer."""
        return lambda: self.metrics.add(
            trainer.epoch, trainer.steps, trainer.recorded, trainer.learning_rate, trainer.seconds
        )

    def save(self, moment: Moment) -> None:
        """Write everything, the checkpoint last; raises OSError."""
        moment = replace(moment, experiment=_anywhere(moment.experiment))
        if moment.experiment != self._written:
            content = recipe.written(moment.experiment, version("npnn-tui")).encode()
            replace_file(self.folder / recipe.FILE_NAME, content)
            self._written = moment.experiment
        self.metrics.write(synced=True)
        model = Model.of(moment.trainer.network, moment.split)
        replace_file(self.folder / MODEL, pack(model.record()))
        more = {"metrics_size": self.metrics.size, "started": self._started}
        checkpoint.save(self.folder, moment, more)
        summary_of(moment, self._started).write(self.folder)


def _anywhere(experiment: Experiment) -> Experiment:
    """Return the experiment with a path that leads to its file from any folder."""
    if not is_file(data := experiment.recipe.data):
        return experiment
    return experiment.changed({"data": os.path.abspath(os.path.expanduser(data))})
