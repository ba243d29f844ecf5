"""Watches files and folders: each poll reads what they have gained, and finds new ones."""

import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import printable

from .finding import MOST_ENTRIES, Search, is_event_file
from .names import run_names
from .run import Run, RunState

MOST_RUNS = 32

POLL_SECONDS = 0.2
"""How long a poll reads at most, so that something is seen meanwhile."""

LOOK_SECONDS, LOOK_SHARE = 2.0, 0.05
"""Folders are looked through so often, or less, so that it takes a twentieth of the time."""

ALLOWED = "a CSV file of metrics, a TensorBoard event file (tfevents) or a folder with such files"


Key = tuple[Path, bool]
"""What a run is known by: its file, or its folder and that it has event files there."""


@dataclass(frozen=True, eq=False)
class Watched:
    """What is known of all runs, each with its name, and what is to be said of the whole."""

    names: tuple[str, ...] = ()
    runs: tuple[RunState, ...] = ()
    complaints: tuple[str, ...] = ()
    is_reading: bool = False
    """Whether there is more to read at once."""

    @property
    def changed_at(self) -> float:
        """When a file was written last, in seconds since 1970; 0 if there is none."""
        return max((run.changed_at for run in self.runs), default=0.0)


class Watch:
    """Follows the runs at some paths, never more than MOST_RUNS. It writes nothing."""

    def __init__(self, paths: Sequence[str], clock: Callable[[], float] = monotonic) -> None:
        self.paths = [Path(os.path.expanduser(path)) for path in paths]
        self._clock = clock
        self._search = Search()
        self._runs: dict[Key, Run] = {}
        self._to_read: deque[Run] = deque()
        self._look_at = clock()
        self._complaints: list[str] = []
        self._left_out = 0

    def poll(self) -> Watched:
        """Read what there is, for POLL_SECONDS at most, and return what is known then."""
        begun = self._clock()
        if begun >= self._look_at:
            self._look()
            took = self._clock() - begun
            self._look_at = begun + max(LOOK_SECONDS, took / LOOK_SHARE)
        runs = list(self._runs.values())
        to_read = self._to_read
        to_read.extend(run for run in runs if run not in to_read)
        while to_read and self._clock() - begun < POLL_SECONDS:
            run = to_read.popleft()
            if run.advance():
                to_read.append(run)
        names = tuple(run_names([run.path for run in runs]))
        states = tuple(run.state() for run in runs)
        return Watched(names, states, tuple(self._complaints), bool(to_read))

    def check(self, watched: Watched) -> None:
        """Raise FieldError if nothing can be watched after the first poll."""
        if any(run.curves or not run.complaint for run in watched.runs):
            return
        if watched.runs:
            raise _refusal(watched.runs[0].complaint)
        if not any(path.is_dir() for path in self.paths):
            raise _refusal(self._complaints[0])

    def _look(self) -> None:
        """Find what is there by now; a path that names nothing may do so later."""
        self._complaints, self._left_out = [], 0
        for path in self.paths:
            if path.is_dir():
                self._look_into(path)
            elif os.path.lexists(path):
                is_events = is_event_file(path)
                self._follow({(path.parent if is_events else path, is_events): [path]})
            elif all(path not in (key[0], key[0] / path.name) for key in self._runs):
                self._complaints.append(f"there is no file or folder {path}")
        if self._left_out:
            words = f"{self._left_out} more runs are left out: {MOST_RUNS} are shown"
            self._complaints.append(words)

    def _look_into(self, folder: Path) -> None:
        found = self._search.look(folder)
        runs: dict[Key, list[Path]] = {(path, False): [path] for path in found.tables}
        for path in found.events:
            runs.setdefault((path.parent, True), []).append(path)
        self._follow(runs)
        if found.others:
            words = f"tables without a column of steps or epochs are left out: {found.others}"
            self._complaints.append(words)
        if not found.is_all:
            words = f"only the first {MOST_ENTRIES:,} files of {folder} are looked at"
            self._complaints.append(words)

    def _follow(self, found: Mapping[Key, Sequence[Path]]) -> None:
        """Add runs, the newest where there are too many, and the files that runs have gained."""
        new = sorted((key for key in found if key not in self._runs), key=_changed_at)
        room = MOST_RUNS - len(self._runs)
        self._left_out += max(0, len(new) - room)
        for key in sorted(new[max(0, len(new) - room) :]):
            self._runs[key] = Run(key[0], is_events=key[1])
        for key, files in found.items():
            for path in files if key in self._runs else ():
                self._runs[key].add(path)


def _changed_at(key: Key) -> float:
    """Return when the file or folder of a run was changed last."""
    try:
        return os.stat(key[0]).st_mtime
    except OSError:
        return 0.0


def _refusal(reason: str) -> FieldError:
    return FieldError("path", f"path must be {ALLOWED}: {printable(reason, 300)}")
