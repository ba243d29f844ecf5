"""Which runs are listed, and in which order. Knows no widget and loads no arrays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from math import isfinite, nan
from typing import Any

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.sources import family_of
from npnn_tui.datasets.text import hint, printable
from npnn_tui.engine.runs.listing import Entry, newest_first
from npnn_tui.engine.training.experiment import KNOBS

from ..conditions import COMPARISONS, condition_of, number_in, number_of

METRICS = ("test_loss", "train_loss", "test_score", "train_score", "score", "objective")

COUNTS = ("epoch", "steps", "seconds", "parameters")

FIGURES = (*METRICS, *COUNTS)
"""What is a number of every run."""

TEXTS: Mapping[str, Callable[[Entry], Iterable[str]]] = {
    "name": lambda entry: [entry.name],
    "status": lambda entry: [entry.status],
    "data": lambda entry: [entry.summary.data] if entry.summary else [],
    "tag": lambda entry: entry.label.tags,
}
"""What is a text of every run, or several."""

SORTS = ("when", "name", "status", "data", *FIGURES)

LARGEST_FIRST = frozenset({"score", "test_score", "train_score", "epoch", "steps", "parameters"})

FORM = (
    "words found in name, data, tags or status, NAME=VALUE or NAME<NUMBER, with spaces between them"
)

Keep = Callable[[Entry], bool]


def sorted_by(entries: Sequence[Entry], sort: str) -> list[Entry]:
    """Return the runs sorted, among equals the newest first; what has no value comes last.

    The best come first: the lowest loss, the highest score. Raises FieldError (field `sort`).
    """
    newest = newest_first(list(entries))
    if sort == "when":
        return newest
    if sort in FIGURES:
        sign = -1 if sort in LARGEST_FIRST else 1
        return sorted(newest, key=lambda entry: _place(sign * figure(entry, sort)))
    if sort in TEXTS:
        return sorted(newest, key=lambda entry: " ".join(TEXTS[sort](entry)).casefold())
    if sort in KNOBS:
        return sorted(newest, key=partial(_place_of_knob, name=sort))
    names = (*SORTS, *KNOBS)
    got = f"{printable(sort) or 'nothing'}{hint(sort, names)}"
    raise FieldError("sort", f"sort must be one of {', '.join(SORTS)} or a knob, got {got}")


def filter_of(text: str) -> Keep:
    """Read what a run must be in order to be listed; raises FieldError (field `filter`)."""
    conditions = [_condition(word) for word in text.split()]
    return lambda entry: all(holds(entry) for holds in conditions)


def figure(entry: Entry, name: str) -> float:
    """Return one of FIGURES, NaN where there is none."""
    if name in METRICS:
        return entry.figure(name)
    return float(getattr(entry.summary, name)) if entry.summary else nan


def knob_value(entry: Entry, name: str) -> Any:
    """Return the value of a knob, None where nothing tells what can be understood."""
    if entry.summary is None:
        return None
    data, text = entry.summary.data, entry.summary.knobs.get(name)
    if text is None:
        return data if name == "data" else KNOBS[name].default_for(family_of(data))
    try:
        return KNOBS[name].parse(text)
    except FieldError:
        return None


def _condition(word: str) -> Keep:
    condition = condition_of(word)
    if condition is None:
        return lambda entry: _has(entry, word.casefold())
    name, sign, text = condition
    if name in FIGURES:
        return partial(_compares, name=name, holds=COMPARISONS[sign], wanted=number_in(text, name))
    if name in TEXTS and sign == "=":
        return lambda entry: text.casefold() in (each.casefold() for each in TEXTS[name](entry))
    if name in KNOBS:
        return _knob_condition(name, sign, text)
    names = (*FIGURES, *TEXTS, *KNOBS)
    known = ", ".join((*FIGURES, *TEXTS))
    got = f"{printable(name)}{hint(name, names)}"
    raise FieldError("filter", f"filter must name one of {known} or a knob, got {got}")


def _knob_condition(name: str, sign: str, text: str) -> Keep:
    if sign == "=":
        try:
            value = KNOBS[name].parse(text)
        except FieldError as error:
            raise FieldError("filter", f"filter: {error}") from None
        return lambda entry: bool(entry.summary) and knob_value(entry, name) == value
    wanted, holds = number_in(text, name), COMPARISONS[sign]
    return lambda entry: (
        (number := number_of(knob_value(entry, name))) is not None and holds(number, wanted)
    )


def _compares(
    entry: Entry, name: str, holds: Callable[[float, float], bool], wanted: float
) -> bool:
    return isfinite(value := figure(entry, name)) and holds(value, wanted)


def _has(entry: Entry, word: str) -> bool:
    texts = (each for of in TEXTS.values() for each in of(entry))
    return any(word in text.casefold() for text in texts)


def _place(value: float) -> tuple[bool, float]:
    return (False, value) if isfinite(value) else (True, 0.0)


def _place_of_knob(entry: Entry, name: str) -> tuple[int, float, str]:
    """Numbers by size, then words by the alphabet, then runs that say nothing."""
    value = knob_value(entry, name)
    number = number_of(value)
    if number is not None:
        return 0, number, ""
    return (2, 0.0, "") if value is None else (1, 0.0, KNOBS[name].kind.format(value))
