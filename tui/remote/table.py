"""The runs that are being trained, as a table."""

import platform
from collections.abc import Sequence
from typing import Any

from npnn_tui.datasets.text import printable
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

COLUMNS = ("run", "state", "epoch", "of", "train loss", "process", "")
NUMBERS = ("epoch", "of", "train loss", "process")


def print_table(rows: Sequence[dict[str, Any]]) -> None:
    """Print a row for each run."""
    table = Table(box=box.SIMPLE, pad_edge=False)
    for name in COLUMNS:
        table.add_column(name, justify="right" if name in NUMBERS else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in _cells(row)))
    Console().print(table)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    elsewhere = row["host"] and row["host"] != platform.node()
    where = "background" if row["background"] else "terminal"
    loss = row["train_loss"]
    return (
        row["run"],
        row["status"] or "",
        *(f"{row[name]:,}" if row[name] is not None else "" for name in ("epoch", "max_epochs")),
        f"{loss:.4g}" if loss is not None else "",
        str(row["pid"] or ""),
        f"{where} on {row['host']}" if elsewhere else where,
    )
