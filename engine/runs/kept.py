"""A run's folder in the hands of the process that trains it."""

import os
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from time import time
from typing import Self

from npnn_tui.datasets.sources import is_file

from ..training.experiment import Experiment
from ..training.moment import Moment
from . import checkpoint, events, metrics_file, recipe
from .atomic import replace_file
from .folder import EVENTS, MODEL
from .lock import Lock
from .metrics_file import MetricsFile
from .model import Model
from .packing import Record, pack
from .summaries import summary_of


class Kept:
    """A folder that is locked. `metrics_size` are the bytes of metrics that a checkpoint vouches
    for; without a checkpoint there are none.
    """

    def __init__(self, folder: Path, lock: Lock, started: float, metrics_size: int = 0) -> None:
        self.folder, self._lock, self._started = folder, lock, started
        self.metrics_path = folder / metrics_file.FILE_NAME
        self.metrics_size = metrics_size
        self._written: Experiment | None = None

    @classmethod
    def new(cls, folder: Path) -> Self:
        """Take a folder that is empty; raises OSError."""
        lock = Lock(folder)
        lock.take()
        return cls(folder, lock, time())

    @classmethod
    def again(cls, folder: Path, lock: Lock, record: Record) -> Self:
        """Take the folder of a checkpoint, whose lock is held already."""
        size, path = record.get("metrics_size", 0), folder / metrics_file.FILE_NAME
        is_whole = type(size) is int and path.is_file() and path.stat().st_size >= size >= 0
        return cls(folder, lock, float(record.get("started", time())), size if is_whole else 0)

    def save(self, moment: Moment, metrics: MetricsFile) -> None:
        """Write everything, the checkpoint after what belongs to it; raises OSError."""
        moment = replace(moment, experiment=_anywhere(moment.experiment))
        if moment.experiment != self._written:
            content = recipe.written(moment.experiment, version("npnn-tui")).encode()
            replace_file(self.folder / recipe.FILE_NAME, content)
            self._written = moment.experiment
        metrics.write(self.metrics_path, synced=True)
        model = Model.of(moment.trainer.network, moment.split)
        replace_file(self.folder / MODEL, pack(model.record()))
        more = {"metrics_size": metrics.size, "started": self._started}
        checkpoint.save(self.folder, moment, more)
        summary_of(moment, self._started).write(self.folder)

    def note(self, epoch: int, text: str) -> None:
        """Write an event down; raises OSError."""
        events.note(self.folder / EVENTS, epoch, text)

    def release(self) -> None:
        """Let other processes have it."""
        self._lock.release()


def _anywhere(experiment: Experiment) -> Experiment:
    """Return the experiment with a path that leads to its file from any folder."""
    if not is_file(data := experiment.recipe.data):
        return experiment
    return experiment.changed({"data": os.path.abspath(os.path.expanduser(data))})
