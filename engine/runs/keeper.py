"""The keeper: saves one run after another while they are trained, each in a folder of its own.

It belongs to the thread that trains. A disk that fails is no reason to end a training: `complaint`
says then that nothing is being saved, and the next save tries again.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from time import perf_counter

from ..training.moment import Moment
from ..training.snapshot import ENDED, Status
from ..training.trainer import Trainer
from .folder import is_run
from .kept import Kept
from .metrics_file import MetricsFile
from .places import make_folder

SHARE = 100
"""Between two saves lies so many times as long as the last one took: they cost a hundredth."""

LINES_SECONDS = 1.0
"""Lines of metrics wait at most so long for the disk."""


class Keeper:
    """Saves what a session, or a plain loop, trains: `begin`, then `save` whenever it `is_due`.

    `every` is in seconds. A run gets its folder with its first save, and a name if none is given.
    """

    def __init__(self, runs: Path, every: float, name: str = "") -> None:
        self._runs, self._every, self._name = runs, every, name
        self.complaint = ""
        self._kept: Kept | None = None
        self._metrics, self._status = MetricsFile(), Status.READY
        self._due = self._lines_due = 0.0

    @property
    def name(self) -> str:
        """The name of the run in hand, empty before its first save."""
        return self._kept.folder.name if self._kept else ""

    def begin(self, trainer: Trainer) -> None:
        """Turn to a new run; the one before is let go as it was saved last."""
        self.close()
        self._kept, self._metrics = None, MetricsFile()
        self._metrics.add(trainer)
        self._metrics.follow(trainer)
        self.complaint, self._status, self._due = "", Status.READY, 0.0

    def adopt(self, kept: Kept, trainer: Trainer) -> None:
        """Turn to a run that has a folder already, and is locked."""
        self.begin(trainer)
        self._kept = kept
        if kept.metrics_size:
            self._metrics = MetricsFile(kept.metrics_size)
            self._metrics.follow(trainer)

    def is_due(self) -> bool:
        """Tell whether it is time to save; lines of metrics are written meanwhile."""
        now = perf_counter()
        if self._kept and now >= self._lines_due:
            self._lines_due, path = now + LINES_SECONDS, self._kept.metrics_path
            self._attempt(lambda: self._metrics.write(path))
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
        if kept := self._kept:
            self._attempt(lambda: kept.note(epoch, text))

    def close(self) -> None:
        """Let the run in hand go. It must have been saved."""
        if self._kept is None:
            return
        self._kept.release()
        if not is_run(self._kept.folder):  # the disk took none of it
            rmtree(self._kept.folder, ignore_errors=True)

    def _save(self, moment: Moment) -> None:
        if self._kept is None:
            self._kept = self._new(moment)
        self._kept.save(moment, self._metrics)
        if moment.status is not self._status:
            self._status = moment.status
            reason = moment.trainer.stopped if moment.status in ENDED else ""
            words = ": ".join(filter(None, (moment.status, reason)))
            self._kept.note(moment.trainer.epoch, words)

    def _new(self, moment: Moment) -> Kept:
        """Make a folder for a run; raises OSError, and leaves nothing then."""
        folder = make_folder(self._runs, moment.experiment.recipe.data, datetime.now(), self._name)
        try:
            return Kept.new(folder)
        except OSError:
            rmtree(folder, ignore_errors=True)
            raise

    def _attempt(self, action: Callable[[], object]) -> bool:
        """Do something with the disk; tell whether it worked."""
        try:
            action()
        except OSError as error:
            where = self._kept.folder if self._kept else self._runs
            self.complaint = f"not being saved: {error.strerror or error} ({where})"
            return False
        return True
