"""The tables of the terminal, in Markdown."""

import math
from collections.abc import Mapping, Sequence
from statistics import quantiles

from rich import box
from rich.table import Table

from .terminal_run import Outcome, quantile


def outcomes_table() -> Table:
    """Return a table without rows: bytes, frames, keys and processor."""
    keys = ("key p50", "p95", "p99")
    names = ("kB/s", "worst second", "frames/s", *keys, "CPU")
    return _table("size", "condition", numbers=names)


def row_of(outcome: Outcome) -> tuple[str, ...]:
    """Return the figures of one measurement."""
    return (
        f"{outcome.bytes_per_second / 1000:,.1f}",
        f"{outcome.worst_second / 1000:,.1f}",
        f"{outcome.frames_per_second:.1f}",
        *(_milliseconds(quantile(outcome.latencies, share)) for share in (0.5, 0.95, 0.99)),
        f"{outcome.cpu:.1%}",
    )


def starts_table(starts: Mapping[str, Mapping[str, float]]) -> Table:
    """Return the first frames of each size, and the ratio of ours to the bare app's."""
    table = _table("size", numbers=("bare Textual app", "npnn-tui", "ratio", "with its figures"))
    for size, seconds in starts.items():
        bare, ours, full = seconds.values()
        times = map(_milliseconds, (bare, ours))
        table.add_row(size, *times, f"{ours / bare:.2f}", _milliseconds(full))
    return table


def kept_table(kept: Mapping[str, Sequence[float]]) -> Table:
    """Return the shares of the headless speed that each size kept, as quartiles of its rounds."""
    table = _table("size", numbers=("speed kept", "lower quartile", "upper quartile", "rounds"))
    for size, shares in kept.items():
        lower, middle, upper = quantiles(shares, n=4, method="inclusive")
        table.add_row(size, f"{middle:.2f}", f"{lower:.2f}", f"{upper:.2f}", str(len(shares)))
    return table


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms" if math.isfinite(seconds) else "no answer"


def _table(*words: str, numbers: tuple[str, ...]) -> Table:
    table = Table(*words, box=box.MARKDOWN)
    for number in numbers:
        table.add_column(number, justify="right")
    return table
