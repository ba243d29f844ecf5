"""The tables, in Markdown, so that they can be pasted into docs/benchmarks.md."""

import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from rich import box
from rich.table import Table

from .contest import OURS, Result

PACKAGES = ("numpy", "scikit-learn", "torch", "jax")
NONE = "–"


def heading() -> str:
    """Return the date, the machine and the versions."""
    return f"{datetime.now(UTC):%Y-%m-%d}, {_processor()}, {', '.join(_versions())}"


def comparison(results: Mapping[str, Result]) -> Table:
    """Return a row for each contestant in each case.

    The ratio is its time by ours; the difference is that of its loss from ours, by ours.
    """
    table = _table("case", "contestant", "time a step", "ratio", "loss", "difference")
    for name, result in results.items():
        for row in _rows(result):
            table.add_row(name, *row)
    return table


def _rows(result: Result) -> Iterator[tuple[str, str, str, str, str]]:
    ours = result.outcomes[OURS]
    for name, outcome in result.outcomes.items():
        ratio, difference = outcome.seconds / ours.seconds, outcome.loss / ours.loss - 1
        numbers = f"{ratio:.2f}", f"{outcome.loss:.6f}", f"{difference:+.0e}"
        yield name, duration(outcome.seconds), *numbers
    for name, reason in result.absent.items():
        yield name, f"absent: {reason}", NONE, NONE, NONE


def limits(results: Mapping[str, Result]) -> Table:
    """Return what limits each case: flops, our rate beside the core's peak, the products' share.

    The share is the time of the products alone, each over its whole batch, in our time. It is an
    estimate: cut into blocks that fit the cache, the same products take less.
    """
    table = _table(
        "case", "shape", "MFLOP a step", "our GFLOP/s", "core's peak", "share of it", "in products"
    )
    for name, result in results.items():
        flops, peak = f"{result.case.flops / 1e6:,.2f}", f"{result.peak / 1e9:.1f}"
        rate, share, in_products = _our_limits(result)
        table.add_row(name, str(result.case), flops, rate, peak, share, in_products)
    return table


def _our_limits(result: Result) -> tuple[str, str, str]:
    seconds = result.outcomes[OURS].seconds
    rate, share = result.case.flops / seconds, result.product_seconds / seconds
    return f"{rate / 1e9:.1f}", f"{rate / result.peak:.0%}", f"{share:.0%}"


def duration(seconds: float) -> str:
    """Return seconds in the unit that fits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def _table(case: str, kind: str, *numbers: str) -> Table:
    table = Table(case, kind, box=box.MARKDOWN)
    for number in numbers:
        table.add_column(number, justify="right")
    return table


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"no {package}"


def _processor() -> str:
    """Return the processor's name, where Linux tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    except OSError:
        names = []
    return f"one core of {names[0] if names else platform.machine()}"
