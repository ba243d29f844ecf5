"""The judgement of a run as tables for people and as JSON."""

import json
from collections.abc import Iterable
from math import isfinite
from typing import Any

import numpy as np
from npnn_tui.datasets.text import printable
from npnn_tui.engine.use.evaluation import OfClasses, OfNumbers
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..tasks import TASK_WORDS

Judgement = OfClasses | OfNumbers

LONGEST_NAME = 24
MOST_MISTAKES = 10
WIDEST = 10_000


def print_json(found: Judgement) -> None:
    """Print one object; what is no number is null."""
    print(json.dumps(_of_numbers(found) if isinstance(found, OfNumbers) else _of_classes(found)))


def print_tables(found: Judgement) -> None:
    """Print the figures, and of classes each one's and which were taken for which."""
    console = Console()
    rows = f"{found.rows:,} row{'' if found.rows == 1 else 's'}"
    if isinstance(found, OfNumbers):
        texts = TASK_WORDS["regression"]
        score = f"{texts.key} {_written(found.r2, '.4f')}  loss {found.loss:.4g}"
        print(f"{rows}  {score}  rmse {found.rmse:.4g}  mae {found.mae:.4g}")
        return
    print(f"{rows}  accuracy {found.accuracy:.2%}  loss {found.loss:.4f}")
    console.print(_by_class(found))
    matrix = _confusion(found)
    console.print(matrix if _width_of(matrix, console) <= console.width else _mistakes(found))


def _of_numbers(found: OfNumbers) -> dict[str, Any]:
    return {"task": "regression", **{name: _plain(value) for name, value in vars(found).items()}}


def _of_classes(found: OfClasses) -> dict[str, Any]:
    classes = [
        {"class": name, "rows": rows, "precision": _plain(precision), "recall": _plain(recall)}
        for name, rows, precision, recall in _per_class(found)
    ]
    return {
        "task": "classification",
        "rows": found.rows,
        "loss": _plain(found.loss),
        "accuracy": found.accuracy,
        "classes": classes,
        "confusion": found.confusion.tolist(),
    }


def _per_class(found: OfClasses) -> Iterable[tuple[str, int, float, float]]:
    """Return name, rows, precision and recall of each class."""
    rows = found.confusion.sum(axis=1).tolist()
    shares = found.precision.tolist(), found.recall.tolist()
    return zip(found.class_names, rows, *shares, strict=True)


def _by_class(found: OfClasses) -> Table:
    table = _table("Class", "Rows", "Precision", "Recall")
    for name, rows, precision, recall in _per_class(found):
        shares = (_written(share, ".1%") for share in (precision, recall))
        table.add_row(_name(name), f"{rows:,}", *shares)
    return table


def _confusion(found: OfClasses) -> Table:
    """Return a row for each true class and a column for each one that it was taken for."""
    table = _table("True, predicted:")
    for name in found.class_names:
        table.add_column(_name(name), justify="right", no_wrap=True)
    for number, (name, counts) in enumerate(zip(found.class_names, found.confusion, strict=True)):
        cells = [f"{count:,}" if count else "." for count in counts.tolist()]
        styles = ["bold" if column == number else "" for column in range(len(cells))]
        table.add_row(_name(name), *map(Text, cells, styles))
    return table


def _mistakes(found: OfClasses) -> Table:
    """Return the most frequent mistakes, where the matrix is too wide for the terminal."""
    table = _table("True", "Predicted", "Rows")
    wrong = found.confusion - np.diag(found.confusion.diagonal())
    for place in np.argsort(-wrong, axis=None, kind="stable")[:MOST_MISTAKES].tolist():
        true, predicted = divmod(place, len(wrong))
        if count := wrong[true, predicted].item():
            names = (_name(found.class_names[number]) for number in (true, predicted))
            table.add_row(*names, f"{count:,}")
    return table


def _width_of(table: Table, console: Console) -> int:
    """Return what a table takes where there is room enough."""
    return console.measure(table, options=console.options.update(width=WIDEST)).maximum


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(first, no_wrap=True)
    for other in others:
        table.add_column(other, justify="left" if other == "Predicted" else "right", no_wrap=True)
    return table


def _name(name: str) -> Text:
    return Text(printable(name, LONGEST_NAME))


def _written(value: float, style: str) -> str:
    return format(value, style) if isfinite(value) else "-"


def _plain(value: float) -> float | None:
    return value if isfinite(value) else None
