"""What each parameter of an estimator may be."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from numbers import Integral, Real
from typing import Any

import numpy as np
from npnn_tui.datasets.knobs import FieldError

from .layers import ACTIVATION_NAMES
from .parameters import Parameters
from .solvers import SOLVERS


@dataclass(frozen=True)
class Rule:
    """A condition, and the phrase for it that completes "alpha must be …"."""

    allowed: str
    holds: Callable[[Any], bool]

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(
            f"{self.allowed}, or {other.allowed}",
            lambda value: self.holds(value) or other.holds(value),
        )


def _between(low: float, high: float = inf, kind: type = Real) -> Rule:
    """Allow numbers from `low` to `high`, both included."""
    noun = "a whole number" if kind is Integral else "a number"
    limits = f"{noun} of at least {low:g}" if high == inf else f"{noun} from {low:g} to {high:g}"
    return Rule(limits, lambda value: _is(kind, value) and low <= value <= high and value < inf)


def _share() -> Rule:
    return Rule(
        "a number of at least 0 and below 1", lambda value: _is(Real, value) and 0 <= value < 1
    )


def _positive() -> Rule:
    return Rule("a number above 0", lambda value: _is(Real, value) and 0 < value < inf)


def _one_of(values: Iterable[str | float | None]) -> Rule:
    names = tuple(values)
    words = ", ".join(map(str, names))
    return Rule(
        f"one of {words}" if len(names) > 1 else words,
        lambda value: isinstance(value, str | Real | None) and value in names,
    )


def _is(kind: type, value: object) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)


def _are_widths(value: Any) -> bool:
    is_row = isinstance(value, Sequence) or getattr(value, "ndim", 0) == 1
    widths = value if is_row and not isinstance(value, str) else [value]
    return all(_is(Integral, width) and width >= 1 for width in widths)


def _is_precision(value: Any) -> bool:
    if not isinstance(value, str | type | np.dtype):
        return False
    return value in ("float32", "float64") or value in (np.float32, np.float64)


def _is_randomness(value: Any) -> bool:
    if value is None or isinstance(value, np.random.Generator | np.random.RandomState):
        return True
    return _is(Integral, value) and value >= 0


SWITCH = Rule("True or False", lambda value: isinstance(value, bool | np.bool_))
WIDTHS = Rule("a whole number of at least 1 or a sequence of such", _are_widths)
PRECISION = Rule("float32 or float64", _is_precision)
RANDOMNESS = Rule(
    "None, a whole number of at least 0, a Generator or a RandomState", _is_randomness
)
COUNT = _between(1, kind=Integral)

RULES = {
    "hidden_layer_sizes": WIDTHS,
    "activation": _one_of(ACTIVATION_NAMES),
    "solver": _one_of(SOLVERS),
    "alpha": _between(0),
    "batch_size": COUNT | _one_of(["auto", None]),
    "learning_rate": _one_of(["constant", "invscaling", "adaptive"]),
    "learning_rate_init": _positive(),
    "power_t": _between(0),
    "max_iter": COUNT,
    "shuffle": SWITCH,
    "random_state": RANDOMNESS,
    "tol": _between(0),
    "verbose": SWITCH | _between(0, kind=Integral),
    "warm_start": SWITCH,
    "momentum": _between(0, 1),
    "nesterovs_momentum": SWITCH,
    "early_stopping": SWITCH,
    "validation_fraction": _share(),
    "beta_1": _share(),
    "beta_2": _share(),
    "epsilon": _positive(),
    "n_iter_no_change": COUNT | _one_of([inf]),
    "max_fun": COUNT,
    "reduction": _one_of(["mean", "sum"]),
    "rho": _share(),
    "dtype": PRECISION,
}
"""The rule for each parameter."""


def check(parameters: Parameters) -> None:
    """Raise FieldError for the first parameter that is not allowed."""
    for name, rule in RULES.items():
        value = getattr(parameters, name)
        if not rule.holds(value):
            raise FieldError(name, f"{name} must be {rule.allowed}, got {value!r}")
