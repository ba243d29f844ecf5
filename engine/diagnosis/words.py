"""Numbers as the sentences of a diagnosis give them, and as its cures set them."""

from collections.abc import Mapping
from math import floor, isfinite, log10
from typing import Any

from ..training.experiment import KNOBS


def figure(value: float) -> str:
    """Write a number with three significant digits: 0.758, 13.2, 1,680, 3.4e+15."""
    if not isfinite(value):
        return "more than a number can hold"
    if 1000 <= abs(value) < 1e6:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.3g}"


def times(value: float) -> str:
    """Write a ratio with two significant digits: 1.3, 13, 270, 32,000."""
    return figure(float(f"{value:.2g}")) if value < 1000 else f"{float(f'{value:.2g}'):,.0f}"


def exact(value: float) -> str:
    """Write a knob's value as it was given: 0.01, 1,000."""
    return f"{value:,.0f}" if float(value).is_integer() and abs(value) < 1e9 else f"{value:g}"


def percent(share: float) -> str:
    """Write a share from 0 to 1 as percent: 0.3 %, 88 %, and 99.6 % rather than 100 %."""
    return f"{100 * share:.{1 if share < 0.02 or 0.99 < share < 1 else 0}f} %"


def rounded_down(value: float) -> float:
    """Return the positive value with two significant digits, never more than it was."""
    unit = 10.0 ** (floor(log10(value)) - 1)
    return float(f"{floor(value / unit * (1 + 1e-12)) * unit:.2g}")


def nice(value: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is not above the value."""
    power = 10.0 ** floor(log10(value))
    return float(f"{max(m for m in (1, 2, 5) if m * power <= value * (1 + 1e-12)) * power:.1g}")


def words_of(cure: Mapping[str, Any]) -> str:
    """Name a change of knobs: "reduction mean, learning rate 0.38"."""
    return ", ".join(
        f"{name.replace('_', ' ')} {KNOBS[name].kind.format(value)}" for name, value in cure.items()
    )
