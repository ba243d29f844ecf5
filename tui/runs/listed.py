"""`npnn-tui runs list`: all runs as a table or as lines of JSON."""

import gc
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from npnn_tui.datasets.text import printable
from npnn_tui.engine.runs.listing import Entry, entries_in

from .columns import GAP, fitting
from .order import filter_of, sorted_by
from .words import counted

if TYPE_CHECKING:
    from rich.table import Table

PIPED = 200
"""Columns of an output that is no terminal."""


def show_list(runs: Path, sort: str, text: str, limit: int | None, *, as_json: bool) -> int:
    """Print the runs and return the exit code; raises FieldError."""
    gc.disable()  # it would look through thousands of summaries again and again
    keep = filter_of(text)
    order = sorted_by([entry for entry in entries_in(runs) if keep(entry)], sort)
    shown = order[:limit]
    if as_json:
        print("\n".join(json.dumps(as_dict(entry)) for entry in shown), end="\n" if shown else "")
    elif not shown:
        print(nothing_in(runs, text))
    else:
        _print(shown, len(order))
    return 0


def as_dict(entry: Entry) -> dict[str, Any]:
    """Return what the list knows of a run as JSON can hold it."""
    summary = vars(entry.summary) if entry.summary else {}
    label = {"tags": list(entry.label.tags), "note": entry.label.note}
    return {"name": entry.name, **summary, "status": entry.status, **label}


def nothing_in(runs: Path, text: str) -> str:
    """Say why there is nothing to list."""
    if text:
        return f"No run is like that: {printable(text)}"
    place = printable(str(runs), 200)
    return f"No runs yet: npnn-tui train saves one, in {place}"


def _print(shown: Sequence[Entry], count: int) -> None:
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console.width = PIPED
    console.print(_table(shown, console.width, ascii_only=console.options.ascii_only))
    if len(shown) < count:
        print(f"The first {len(shown):,} of {counted(count)}; --limit all lists every one.")


def _table(shown: Sequence[Entry], width: int, *, ascii_only: bool) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.ASCII if ascii_only else box.SIMPLE_HEAD,
        padding=(0, GAP - 1, 0, 0),  # and a line between two columns, or a space in its place
        pad_edge=False,
        show_edge=False,
    )
    columns = fitting(shown, width)
    for column, room, _ in columns:
        table.add_column(
            column.head,
            justify="right" if column.is_number else "left",
            no_wrap=True,
            overflow="ellipsis",
            width=room,
        )
    for texts in zip(*(each.texts for each in columns), strict=True):
        table.add_row(*map(Text, texts))
    return table
