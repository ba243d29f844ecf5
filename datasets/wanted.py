"""Which columns of a table a trained network asks for. Knows no file format."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .columns import listed, quoted
from .dataset import Floats
from .files import refuse
from .knobs import FieldError
from .records import NO_LABELS
from .tasks import Task
from .text import printable

if TYPE_CHECKING:
    import polars

MOST_MISSING = 8
"""Missing columns that a sentence names."""


@dataclass(frozen=True)
class Wanted:
    """Features in the order in which the network takes them, and the labels if there is a task.

    `label` names their column; empty, it is the last one that is no feature.
    """

    features: tuple[str, ...]
    task: Task | None = None
    label: str = ""


@dataclass(frozen=True, eq=False)
class Observations:
    """The rows of a table: `inputs` (rows, features) in raw units, and their labels if wanted.

    Labels (rows,) are texts if the task is classification, else numbers.
    """

    inputs: Floats
    labels: "polars.Series | None" = None


def places_of(data: str, names: tuple[str, ...], wanted: Wanted, *place: str) -> list[int]:
    """Return the number, from 0, of the column of each wanted feature.

    Raises FieldError that names the features without a column of their own.
    """
    missing = tuple(name for name in wanted.features if name not in names)
    if missing:
        absent = "there is no column" if len(missing) == 1 else "there are no columns"
        shown = ", ".join(quoted(name) for name in missing[:MOST_MISSING])
        more = f" and {len(missing) - MOST_MISSING:,} more" if len(missing) > MOST_MISSING else ""
        reason = f"{absent} {shown}{more}, which the run was trained on"
        raise refuse(data, *place, f"{reason}, but {listed(names)}")
    twice = next((name for name in wanted.features if names.count(name) > 1), None)
    if twice is not None:
        reason = f"two columns are named {quoted(twice)}; a feature must have one"
        raise refuse(data, *place, reason)
    numbers = {name: number for number, name in enumerate(names)}
    return [numbers[name] for name in wanted.features]


def label_place(data: str, names: tuple[str, ...], wanted: Wanted) -> int:
    """Return the number, from 0, of the column of labels, or NO_LABELS.

    Raises FieldError when there is no such column.
    """
    if wanted.task is None:
        return NO_LABELS
    others = [name for name in names if name not in wanted.features]
    if not others:
        raise refuse(data, "there is no column of labels beside the features", field="label")
    if wanted.label and wanted.label not in others:
        allowed = f"label must be one of {listed(tuple(others))}"
        raise FieldError("label", f"{allowed}, got {printable(wanted.label)}")
    return names.index(wanted.label or others[-1])
