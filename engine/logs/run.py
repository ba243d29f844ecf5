"""One run: a CSV file, or the event files of a folder together, and what they tell by now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .axes import AXES
from .errors import LogError
from .events import EventLog
from .ledger import Ledger
from .series import Curve
from .table import TableLog
from .tail import Tail


@dataclass(frozen=True, eq=False)
class RunState:
    """What is known of a run at a moment.

    `complaint` is a sentence on what is wrong, that begins with the file's name; `notes` are
    phrases on what is not shown. Two states of the same `version` have the same curves.
    """

    path: Path
    version: int
    curves: Mapping[str, Curve]
    rows: int
    files: int
    size: int
    left: int
    changed_at: float
    complaint: str
    notes: tuple[str, ...] = ()

    def axes(self) -> tuple[int, ...]:
        """Return the axes on which the curves have places."""
        places = [curve.places for curve in self.curves.values()]
        known = range(len(AXES))
        return tuple(a for a in known if any((each[:, a] == each[:, a]).any() for each in places))


class Log(Protocol):
    """Takes the bytes of a file in any portions. `fault` says why nothing has come of them."""

    @property
    def fault(self) -> str:
        """Say why nothing has come of the bytes so far."""

    def feed(self, data: bytes) -> None:
        """Take what the file has gained; raises LogError."""


@dataclass
class Source:
    """A file, what reads its bytes, and what is wrong with it: for now, or for good."""

    tail: Tail
    log: Log
    hindrance: str = ""
    damage: str = ""
    fault: str = field(init=False, default="")


class Run:
    """Follows the files of a run, known by the path of the one file or of the folder."""

    def __init__(self, path: Path, *, is_events: bool) -> None:
        self.path = path
        self._is_events = is_events
        self._ledger = Ledger()
        self._scalars: set[str] = set()
        self._sources: list[Source] = []
        self._version = 0
        self._made: RunState | None = None

    def add(self, path: Path) -> None:
        """Follow another file, unless it is followed already."""
        if all(source.tail.path != path for source in self._sources):
            self._sources.append(Source(Tail(path), self._new_log()))

    def advance(self) -> bool:
        """Read a portion of each file, and tell whether there is more to read at once."""
        for source in self._sources:
            self._read(source)
        return any(source.tail.left and not source.damage for source in self._sources)

    def state(self) -> RunState:
        """Return what is known now."""
        tails = [source.tail for source in self._sources]
        if self._made is None or self._made.version != self._version:
            curves = self._ledger.curves()
        else:
            curves = dict(self._made.curves)
        self._made = RunState(
            self.path,
            self._version,
            curves,
            self._ledger.rows,
            len(tails),
            sum(tail.size for tail in tails),
            sum(source.tail.left for source in self._sources if not source.damage),
            max((tail.changed_at for tail in tails), default=0.0),
            self._complaint(),
            self._notes(),
        )
        return self._made

    def _read(self, source: Source) -> None:
        try:
            gain = source.tail.read()
            source.hindrance = ""
            if gain.is_anew:
                self._begin_anew(source)
            if gain.data and not source.damage:
                self._version += 1
                source.log.feed(gain.data)
        except FileNotFoundError:
            source.hindrance = "is gone; what it held is kept until it is back"
        except OSError as error:
            source.hindrance = f"cannot be read ({error.strerror})"
        except LogError as error:
            source.damage = str(error)

    def _begin_anew(self, rewritten: Source) -> None:
        """Forget everything, and read the other files of the run once more, too."""
        self._ledger, self._version = Ledger(), self._version + 1
        for source in self._sources:
            source.log, source.damage = self._new_log(), ""
            if source is not rewritten:
                source.tail.rewind()

    def _new_log(self) -> Log:
        if self._is_events:
            return EventLog(self._ledger, self._scalars)
        return TableLog(self._ledger)

    def _complaint(self) -> str:
        for source in self._sources:
            words = source.damage or source.hindrance or source.log.fault
            if words:
                return f"{source.tail.path.name} {words}"
        return ""

    def _notes(self) -> tuple[str, ...]:
        ledger, notes = self._ledger, []
        if ledger.left_out:
            kept = len(ledger.curves())
            notes.append(f"{kept} of {kept + ledger.left_out:,} metrics are shown")
        if ledger.returns:
            notes.append("steps went back: what was logged after them before is left out")
        return tuple(notes)
