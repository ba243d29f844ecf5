"""summary.json: what the list of runs shows of one, so that thousands are listed at once."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from .atomic import replace_file

FILE_NAME = "summary.json"

LARGEST = sys.float_info.max


@dataclass(frozen=True)
class Summary:
    """The state of a run when it was last saved.

    `status` is the word of training.snapshot.Status. `started` and `saved` are seconds since 1970,
    `knobs` the texts of those knobs that differ from the defaults of their data, `metrics` the
    figures by the names of training.metrics.Metrics, None where they are not finite.
    """

    status: str
    data: str
    task: str
    epoch: int
    max_epochs: int
    steps: int
    seconds: float
    started: float
    saved: float
    parameters: int
    reason: str = ""
    knobs: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, float | None] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write it into a run's folder; raises OSError. The checkpoint has it all, too."""
        content = json.dumps(asdict(self), indent=1, allow_nan=False) + "\n"
        replace_file(folder / FILE_NAME, content.encode(), synced=False)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Return that of a run's folder, or None where there is none that can be used."""
        try:
            values = json.loads((folder / FILE_NAME).read_bytes())
            if not isinstance(values, dict):
                return None
            summary = cls(**{name: values[name] for name in _NAMES})
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return summary if summary.is_sound() else None

    def is_sound(self) -> bool:
        """Tell whether every value is of its type: the file may have come from elsewhere."""
        whole = (self.epoch, self.max_epochs, self.steps, self.parameters)
        real = (self.seconds, self.started, self.saved)
        texts = (self.status, self.data, self.task, self.reason)
        return (
            all(type(value) is int and _is_number(value) for value in whole)
            and all(_is_number(value) for value in real)
            and all(isinstance(value, str) for value in texts)
            and _is_table(self.knobs, lambda value: isinstance(value, str))
            and _is_table(self.metrics, lambda value: value is None or _is_number(value))
        )


def _is_number(value: Any) -> bool:
    """Tell whether it is a number that fits a float: JSON has longer ones, and Python's has NaN."""
    is_real = isinstance(value, int | float) and not isinstance(value, bool)
    return is_real and -LARGEST <= value <= LARGEST


def _is_table(table: Any, is_allowed: Any) -> bool:
    return isinstance(table, dict) and all(is_allowed(value) for value in table.values())


_NAMES = tuple(field.name for field in fields(Summary))
