"""The list of all runs, from their summaries and labels alone. Loads no arrays."""

import os
from dataclasses import dataclass
from math import isfinite, nan
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

from . import recipe
from .held import is_held
from .label import Label
from .summary import Summary

RUNNING, INTERRUPTED, UNREADABLE = "running", "interrupted", "unreadable"


@dataclass(frozen=True)
class Entry:
    """A run as lists show it; its `status` is that of its summary, if this is still true.

    It is `interrupted` where the summary says running but nobody trains the run any more, and
    `unreadable` without a summary that can be used. `saved` is in seconds since 1970.
    """

    folder: Path
    summary: Summary | None
    label: Label
    status: str
    saved: float

    @classmethod
    def of(cls, folder: Path) -> "Entry":
        """Return the entry of a run's folder. Only of a run that should be trained is it asked."""
        summary = Summary.read(folder)
        status = summary.status if summary else UNREADABLE
        if status == RUNNING and not is_held(folder):
            status = INTERRUPTED
        saved = summary.saved if summary else _changed(folder)
        return cls(folder, summary, Label.of(folder), status, saved)

    @property
    def name(self) -> str:
        """The name of the run: of its folder, which may be called anything."""
        return self.folder.name

    def figure(self, name: str) -> float:
        """Return a metric by its name, NaN where there is none.

        The `score` is that of the test observations, or without any that of the others.
        """
        if name == "score":
            test = self.figure("test_score")
            return test if isfinite(test) else self.figure("train_score")
        value = self.summary.metrics.get(name) if self.summary else None
        return nan if value is None else float(value)


def folders_in(runs: Path) -> list[Path]:
    """Return the folders of all runs, in no order; none if there is no such place.

    Raises FieldError (field `runs_dir`) where it cannot be read.
    """
    try:
        with os.scandir(runs) as found:
            names = [each.name for each in found if not each.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as error:
        place = printable(str(runs), 200)
        sentence = f"runs_dir must be a folder that can be read, got {place} ({error.strerror})"
        raise FieldError("runs_dir", sentence) from None
    mark = os.sep + recipe.FILE_NAME
    return [runs / name for name in names if os.access(f"{runs}{os.sep}{name}{mark}", os.F_OK)]


def entries_in(runs: Path) -> list[Entry]:
    """Return all runs, the one that was saved last first; raises FieldError as `folders_in`."""
    return newest_first([Entry.of(folder) for folder in folders_in(runs)])


def newest_first(entries: list[Entry]) -> list[Entry]:
    """Return the entries by the time of saving, and those of one moment by their names."""
    return sorted(entries, key=lambda entry: (-entry.saved, entry.name))


def _changed(folder: Path) -> float:
    """Return when a folder was changed, 0 where it has gone meanwhile."""
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0
