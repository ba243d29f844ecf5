"""All runs as they were last seen, each read again only when its files have changed."""

import os
from pathlib import Path

from npnn_tui.engine.runs.label import FILE_NAME as LABEL
from npnn_tui.engine.runs.listing import RUNNING, Entry, folders_in
from npnn_tui.engine.runs.summary import FILE_NAME as SUMMARY

Stamp = tuple[int, ...]
"""The times and sizes of files; 0 for one that is not there."""


class Catalogue:
    """The entries of a folder of runs."""

    def __init__(self, runs: Path) -> None:
        self._runs = runs
        self._known: dict[Path, tuple[Stamp, Entry]] = {}

    def look(self) -> list[Entry]:
        """Return the entries of this moment, in no order; raises FieldError as `folders_in`."""
        self._known = {folder: self._entry(folder) for folder in folders_in(self._runs)}
        return [entry for _, entry in self._known.values()]

    def _entry(self, folder: Path) -> tuple[Stamp, Entry]:
        stamp, before = stamp_of(folder, SUMMARY, LABEL), self._known.get(folder)
        if before and before[0] == stamp and before[1].status != RUNNING:
            return before
        return stamp, Entry.of(folder)  # whether it still runs, only its lock can tell


def stamp_of(folder: Path, *names: str) -> Stamp:
    """Return what changes whenever one of these files does."""
    stamp: list[int] = []
    for name in names:
        try:
            status = os.stat(f"{folder}{os.sep}{name}")
            stamp += status.st_mtime_ns, status.st_size, status.st_ino
        except OSError:
            stamp.append(0)
    return tuple(stamp)
