"""Reads and changes runs on a thread of its own, so that no key ever waits for a disk."""

from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs.listing import Entry
from textual.message import Message

from .catalogue import Catalogue, Stamp
from .details import Details
from .news import Close, Do, Done, Listed, Portrayed, Request, Studied, Tell, Told, Watch
from .portrait import Portrait, portrait_stamp
from .study import Study, study_stamp

SECONDS = 2.0
"""Between two looks at the folder of all runs."""


class Reader:
    """Answers requests with messages, and tells of what has changed without being asked."""

    def __init__(
        self, runs: Path, tell: Callable[[Message], Any], seconds: float = SECONDS
    ) -> None:
        self._tell, self._seconds = tell, seconds
        self._catalogue = Catalogue(runs)
        self._requests: SimpleQueue[Request] = SimpleQueue()
        self._listed: tuple[list[Entry], str] | None = None
        self._watched = Watch()
        self._stamps: dict[tuple[type, Path], Stamp] = {}
        self._due = 0.0

    def send(self, request: Request) -> None:
        """Ask for something; it is answered as soon as the thread comes to it."""
        self._requests.put(request)

    def run(self) -> None:
        """Read until it is closed."""
        self._look()
        while not isinstance(request := self._next(), Close):
            if request is not None:
                self._answer(request)
            if isinstance(request, Do) or monotonic() >= self._due:
                self._look()
            self._study()

    def _next(self) -> Request | None:
        """Return what is asked next, None when it is time for another look."""
        try:
            return self._requests.get(timeout=max(0.0, self._due - monotonic()))
        except Empty:
            return None

    def _answer(self, request: Request) -> None:
        if isinstance(request, Watch):
            self._watched = request
        elif isinstance(request, Tell):
            self._tell(Told(Details.of(request.folder)))
        elif isinstance(request, Do):
            self._tell(Done(_said(request.change)))

    def _look(self) -> None:
        """Tell of all runs if any has changed."""
        self._due = monotonic() + self._seconds
        try:
            listed = self._catalogue.look(), ""
        except FieldError as error:
            listed = [], str(error)
        if listed != self._listed:
            self._listed = listed
            self._tell(Listed(*listed))

    def _study(self) -> None:
        """Tell of the watched runs that have changed, until something else is asked."""
        for folder in self._watched.folders:
            if not self._requests.empty():
                return
            if self._is_news(Study, folder, study_stamp(folder)):
                self._tell(Studied(folder, Study.of(folder)))
            wanted = self._watched.has_portraits
            if wanted and self._is_news(Portrait, folder, portrait_stamp(folder)):
                self._tell(Portrayed(folder, _portrait(folder)))

    def _is_news(self, kind: type, folder: Path, stamp: Stamp) -> bool:
        before = self._stamps.get((kind, folder))
        self._stamps[kind, folder] = stamp
        return before != stamp


def _portrait(folder: Path) -> Portrait | str:
    try:
        return Portrait.of(folder)
    except FieldError as error:
        return str(error)


def _said(change: Callable[[], str]) -> str:
    try:
        return change()
    except FieldError as error:
        return str(error)
    except OSError as error:
        return f"that could not be written ({error.strerror})"
