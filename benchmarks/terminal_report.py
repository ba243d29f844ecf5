"""The tables of the terminal, in Markdown."""

import math
from collections.abc import Mapping

from rich import box
from rich.table import Table

from .terminal_run import Outcome, quantile

NONE = "–"


def outcomes_table() -> Table:
    """Return a table without rows: bytes, frames, keys, processor and speed of training."""
    keys = ("key p50", "p95", "p99")
    names = ("kB/s", "worst second", "frames/s", *keys, "CPU", "speed kept")
    return _table("size", "condition", numbers=names)


def row_of(outcome: Outcome, headless: float | None) -> tuple[str, ...]:
    """Return the figures; `headless` is in epochs a second, None where nothing is trained."""
    kept = NONE
    if headless and outcome.epochs_per_second:
        kept = f"{outcome.epochs_per_second / headless:.2f}"
    return (
        f"{outcome.bytes_per_second / 1000:,.1f}",
        f"{outcome.worst_second / 1000:,.1f}",
        f"{outcome.frames_per_second:.1f}",
        *(_milliseconds(quantile(outcome.latencies, share)) for share in (0.5, 0.95, 0.99)),
        f"{outcome.cpu:.1%}",
        kept,
    )


def starts_table(starts: Mapping[str, Mapping[str, float]]) -> Table:
    """Return the first frames of each size, and the ratio of ours to the bare app's."""
    table = _table("size", numbers=("bare Textual app", "npnn-tui", "ratio", "with its figures"))
    for size, seconds in starts.items():
        bare, ours, full = seconds.values()
        times = map(_milliseconds, (bare, ours))
        table.add_row(size, *times, f"{ours / bare:.2f}", _milliseconds(full))
    return table


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms" if math.isfinite(seconds) else "no answer"


def _table(*words: str, numbers: tuple[str, ...]) -> Table:
    table = Table(*words, box=box.MARKDOWN)
    for number in numbers:
        table.add_column(number, justify="right")
    return table
