"""The metrics files in a folder and below, so many and so deep as can be looked through at once."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .table import LONGEST_LINE, Header

DEEPEST = 8
MOST_ENTRIES = 20_000

EVENTS = "tfevents"
"""What the name of an event file contains."""


@dataclass
class Found:
    """Files in a folder: tables, event files, and how many tables hold no metrics."""

    tables: list[Path] = field(default_factory=list)
    events: list[Path] = field(default_factory=list)
    others: int = 0
    is_all: bool = True


class Search:
    """Looks through folders again and again; it remembers which tables hold metrics."""

    def __init__(self) -> None:
        self._verdicts: dict[Path, bool] = {}

    def look(self, folder: Path) -> Found:
        """Return what is in a folder by now; what cannot be opened is passed over."""
        found = Found()
        for count, path in enumerate(_files(folder, DEEPEST)):
            if count == MOST_ENTRIES:
                found.is_all = False
                break
            if is_event_file(path):
                found.events.append(path)
            elif path.suffix.lower() in (".csv", ".tsv"):
                verdict = self._holds_metrics(path)
                found.tables += [path] if verdict else []
                found.others += verdict is False
        return found

    def _holds_metrics(self, path: Path) -> bool | None:
        """Whether a table counts steps or epochs; None before it has a header."""
        if path not in self._verdicts:
            verdict = _has_axis(path)
            if verdict is None:
                return None
            self._verdicts[path] = verdict
        return self._verdicts[path]


def is_event_file(path: Path) -> bool:
    """Tell by its name, as TensorBoard does."""
    return EVENTS in path.name


def _has_axis(path: Path) -> bool | None:
    try:
        if not path.is_file():
            return False
        with open(path, "rb") as file:
            line = file.readline(LONGEST_LINE)
    except OSError:
        return False
    if not line.endswith(b"\n"):
        return None
    return bool(Header(line.removeprefix(b"\xef\xbb\xbf")).axes)


def _files(folder: Path, depth: int) -> Iterator[Path]:
    """Yield all that is no folder, in order; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if depth > 1 and not entry.name.startswith("."):
                yield from _files(Path(entry.path), depth - 1)
        else:
            yield Path(entry.path)
