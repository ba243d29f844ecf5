"""Which cells of a sweep are shown, and in which order. Knows no widget."""

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.text import hint, printable
from npnn_tui.engine.sweeps.report import State
from npnn_tui.engine.sweeps.verdict import Word
from npnn_tui.engine.training.experiment import KNOBS

from ..conditions import COMPARISONS, condition_of, number_in, number_of
from ..sweep.cell import Cell

METRICS = ("test_loss", "train_loss", "test_score", "train_score", "epoch")

FORM = "a verdict, a state, NAME=VALUE or NAME<NUMBER, with spaces between them"

Keep = Callable[[Cell], bool]


def sorts_of(names: Sequence[str]) -> Sequence[str]:
    """Return what cells can be sorted by: as they were given, by the loss, or by a knob."""
    return ("order given", "loss", "verdict", *names)


def sorted_by(cells: Sequence[Cell], sort: str) -> list[Cell]:
    """Return the cells sorted; among equals the order given stays."""
    if sort == "order given":
        return list(cells)
    if sort == "loss":
        return sorted(cells, key=lambda cell: cell.rank)
    if sort == "verdict":
        words = list(Word)[::-1]
        return sorted(cells, key=lambda cell: _place(words, _word_of(cell)))
    return sorted(cells, key=lambda cell: _sortable(cell, sort))


def filter_of(text: str, names: Sequence[str]) -> Keep:
    """Read what a cell must be in order to be shown; raises FieldError (field `filter`)."""
    conditions = [_condition(word, names) for word in text.split()]
    return lambda cell: all(holds(cell) for holds in conditions)


def _condition(word: str, names: Sequence[str]) -> Keep:
    if condition := condition_of(word):
        return _comparison(*condition, names)
    words = [*Word, *State]
    if word not in words:
        got = f"{printable(word)}{hint(word, words)}"
        raise FieldError("filter", f"filter must be {FORM}, got {got}")
    return lambda cell: word in (_word_of(cell), cell.state)


def _comparison(name: str, sign: str, text: str, names: Sequence[str]) -> Keep:
    holds = COMPARISONS[sign]
    if name not in (*names, *METRICS):
        known = ", ".join((*names, *METRICS))
        raise FieldError("filter", f"filter must name one of {known}, got {printable(name)}")
    if name in names and sign == "=":
        value = _value_of(name, text)
        return lambda cell: bool(cell.settings[name] == value)
    wanted = number_in(text, name)
    if name in names:
        return lambda cell: (
            (number := number_of(cell.settings[name])) is not None and holds(number, wanted)
        )
    if name == "epoch":
        return lambda cell: holds(cell.epoch, wanted)
    return lambda cell: isfinite(value := cell.middle(name)) and holds(value, wanted)


def _value_of(name: str, text: str) -> Any:
    try:
        return KNOBS[name].parse(text)
    except FieldError as error:
        raise FieldError("filter", f"filter: {error}") from None


def _word_of(cell: Cell) -> Word | None:
    report = cell.typical
    return report.verdict.word if report and report.verdict else None


def _place(words: Sequence[Word], word: Word | None) -> int:
    return words.index(word) if word else len(words)


def _sortable(cell: Cell, name: str) -> tuple[bool, float, str]:
    """Numbers by size, then words such as `full` by the alphabet."""
    number = number_of(cell.settings[name])
    return number is None, number or 0.0, cell.written[name]
