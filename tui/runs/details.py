"""All that is known of one run, in parts of labelled lines, for the command and the screen."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from npnn_tui.datasets.knobs import FieldError, Knob, defaults
from npnn_tui.datasets.sources import family_of
from npnn_tui.datasets.text import printable
from npnn_tui.engine.runs.folder import EVENTS, Run
from npnn_tui.engine.runs.listing import Entry
from npnn_tui.engine.training.experiment import KNOBS, Experiment

from ..wording import duration
from .comparison import final_figures
from .words import data_of, moment, size, status_of

MOST_EVENTS, TAIL_BYTES = 20, 16_384

LONGEST = 200


class Line(NamedTuple):
    """A label with its text; `is_marked` is one that differs from the default."""

    label: str
    text: str
    is_marked: bool = False


class Part(NamedTuple):
    """Lines with a head."""

    head: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Details:
    """A run with what its files tell; `refusal` says why its parameters cannot be read."""

    entry: Entry
    experiment: Experiment | None
    refusal: str
    files: Sequence[tuple[str, int]]
    events: Sequence[str]

    @classmethod
    def of(cls, folder: Path) -> "Details":
        """Read the files of a run's folder; what cannot be read is said, not raised."""
        experiment, refusal = None, ""
        try:
            experiment = Run(folder).experiment
        except FieldError as error:
            refusal = str(error)
        return cls(Entry.of(folder), experiment, refusal, _files(folder), _events(folder / EVENTS))

    @property
    def parameters(self) -> Sequence[tuple[Knob, str, bool]]:
        """Every knob, its value and whether it differs from its default: those first."""
        if self.experiment is None:
            return []
        values = self.experiment.values
        usual = defaults(KNOBS.values(), family_of(values["data"]))
        rows = [
            (knob, knob.kind.format(values[name]), values[name] != usual[name])
            for name, knob in KNOBS.items()
        ]
        return sorted(rows, key=lambda row: not row[2])

    def parts(self) -> Iterator[Part]:
        """Yield what there is to read."""
        yield Part("Run", list(self._run()))
        yield Part("Figures", [Line(row.label, row.texts[0]) for row in self._figures()])
        yield Part("Parameters", list(self._parameters()))
        yield Part("Files", [Line(printable(name), size(count)) for name, count in self.files])
        if self.events:
            yield Part("Last events", [Line("", event) for event in self.events])

    def as_json(self) -> dict[str, Any]:
        """Return the same as JSON can hold it, besides what the list says."""
        return {
            "experiment": {knob.name: text for knob, text, _ in self.parameters},
            "files": dict(self.files),
            "events": list(self.events),
            **({"refusal": self.refusal} if self.refusal else {}),
        }

    def _run(self) -> Iterator[Line]:
        summary, label = self.entry.summary, self.entry.label
        yield Line("Name", printable(self.entry.name, LONGEST))
        yield Line("Folder", printable(str(self.entry.folder), LONGEST))
        yield Line("Status", status_of(self.entry))
        if summary:
            if summary.reason:
                yield Line("Reason", printable(summary.reason, LONGEST))
            yield Line("Data", printable(summary.data, LONGEST))
            yield Line("Started", moment(summary.started))
            yield Line("Saved", moment(summary.saved))
            yield Line("Time", duration(summary.seconds))
        if label.tags:
            yield Line("Tags", " ".join(map(printable, label.tags)))
        if label.note:
            yield Line("Note", printable(label.note, 1000))

    def _figures(self) -> Sequence[Any]:
        return [row for row in final_figures([self.entry])[1:] if row.name != "seconds"]

    def _parameters(self) -> Iterator[Line]:
        if self.refusal:
            yield Line("", printable(self.refusal, 300))
        for knob, text, differs in self.parameters:
            yield Line(knob.label, printable(text, LONGEST) or "none", differs)


def title_of(details: Details) -> str:
    """Return the name and the data of a run."""
    return f"{printable(details.entry.name)} · {data_of(details.entry)}"


def _files(folder: Path) -> list[tuple[str, int]]:
    """Return the names and sizes of the files, but for those that only lock and hide."""
    try:
        with os.scandir(folder) as found:
            files = [each for each in found if each.is_file() and not each.name.startswith(".")]
            return sorted((each.name, each.stat().st_size) for each in files)
    except OSError:
        return []


def _events(path: Path) -> list[str]:
    """Return the last lines of a log that may be long."""
    try:
        with open(path, "rb") as file:
            start = max(0, file.seek(0, os.SEEK_END) - TAIL_BYTES)
            file.seek(start)
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [printable(line, LONGEST) for line in lines[bool(start) :][-MOST_EVENTS:]]
