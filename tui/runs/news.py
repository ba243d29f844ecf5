"""What the reader of runs is asked, and what it tells the screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from npnn_tui.engine.runs.listing import Entry
from textual.message import Message

from .details import Details
from .portrait import Portrait
from .study import Study


@dataclass(frozen=True)
class Watch:
    """Read these runs, and again whenever they change; boundaries if they are to be seen."""

    folders: Sequence[Path] = ()
    has_portraits: bool = False


@dataclass(frozen=True)
class Tell:
    """Read all about a run."""

    folder: Path


@dataclass(frozen=True)
class Do:
    """Change files; the function returns what is to be said of it, and may raise FieldError."""

    change: Callable[[], str]


@dataclass(frozen=True)
class Close:
    """Read no more."""


Request = Watch | Tell | Do | Close


class Listed(Message):
    """All runs, or why they cannot be listed."""

    def __init__(self, entries: Sequence[Entry], refusal: str = "") -> None:
        super().__init__()
        self.entries, self.refusal = entries, refusal


class Studied(Message):
    """The curves and the experiment of a run."""

    def __init__(self, folder: Path, study: Study) -> None:
        super().__init__()
        self.folder, self.study = folder, study


class Portrayed(Message):
    """The boundary of a run, or why there is none."""

    def __init__(self, folder: Path, portrait: Portrait | str) -> None:
        super().__init__()
        self.folder, self.portrait = folder, portrait


class Told(Message):
    """All about a run."""

    def __init__(self, details: Details) -> None:
        super().__init__()
        self.details = details


class Done(Message):
    """What is to be said of a change, or why it was not made."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
