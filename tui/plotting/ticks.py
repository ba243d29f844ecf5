"""Ticks: round numbers along a scale, and their short labels. Knows no cells."""

import math
from itertools import pairwise

from .scales import Scale

NICE_STEPS = (1, 2, 5, 10)
FEWEST_DIGITS, MOST_DIGITS = 3, 15


def ticks(scale: Scale, count: int) -> list[float]:
    """Return at most about `count` round numbers within the scale, in ascending order."""
    if count < 1:
        return []
    return _log_ticks(scale, count) if scale.log else _linear_ticks(scale.low, scale.high, count)


def tick_labels(values: list[float], *, log: bool = False) -> list[str]:
    """Return labels long enough to tell ticks apart, with equal decimals on a linear axis."""
    step = min((second - first for first, second in pairwise(values)), default=math.inf)
    digits = next(
        (n for n in range(FEWEST_DIGITS, MOST_DIGITS) if _is_exact(values, n, step)), MOST_DIGITS
    )
    labels = [short_number(value, digits) for value in values]
    return labels if log else _aligned(labels)


def short_number(value: float, digits: int = FEWEST_DIGITS) -> str:
    """Return the number in few characters: 0.05, 250, 1.5k, 2M, 1e-6 or 3e9."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    rounded = float(f"{mantissa}e{exponent}")
    size = abs(rounded)
    if size < 1e-3 or size >= 1e9:
        return f"{_trimmed(mantissa)}e{int(exponent)}"
    for unit, suffix in ((1e6, "M"), (1e3, "k")):
        if size >= unit:
            return _trimmed(f"{rounded / unit:.{digits}f}") + suffix
    return _trimmed(f"{rounded:.{digits + 3}f}")


def _linear_ticks(low: float, high: float, count: int) -> list[float]:
    step = _nice_step((high - low) / count)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def _nice_step(smallest: float) -> float:
    power = 10.0 ** math.floor(math.log10(smallest))
    return next((n * power for n in NICE_STEPS if n * power >= smallest * (1 - 1e-9)), 10 * power)


def _log_ticks(scale: Scale, count: int) -> list[float]:
    """Steps 1-2-5 of each decade, whole decades if those are too many, or every n-th of them."""
    first = math.floor(math.log10(scale.low))
    last = math.ceil(math.log10(scale.high))
    steps = [n * 10.0**power for power in range(first, last + 1) for n in (1, 2, 5)]
    within = [step for step in steps if scale.low * 0.999 <= step <= scale.high * 1.001]
    if len(within) < 2:
        return _linear_ticks(scale.low, scale.high, count)
    if len(within) <= count:
        return within
    decades = [power for power in range(first, last + 1) if 10.0**power in within]
    if len(decades) < 2:
        return within[:: math.ceil(len(within) / count)]
    every = math.ceil(len(decades) / count)
    return [10.0**power for power in decades if power % every == 0]


def _is_exact(values: list[float], digits: int, step: float) -> bool:
    return all(abs(float(f"{value:.{digits - 1}e}") - value) <= step / 100 for value in values)


def _aligned(labels: list[str]) -> list[str]:
    """Give plain decimals equally many places, so that 0.5, 1, 1.5 reads 0.5, 1.0, 1.5."""
    plain = [label for label in labels if label.removeprefix("-").replace(".", "").isdigit()]
    places = max((len(label.partition(".")[2]) for label in plain), default=0)
    if len(plain) < len(labels) or places == 0:
        return labels
    return [label if label == "0" else f"{float(label):.{places}f}" for label in labels]


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
