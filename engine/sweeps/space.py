"""The axes of a sweep in Optuna's terms, and the sampler that draws from them (extra `tune`)."""

from collections.abc import Mapping
from typing import Any

from npnn_tui.datasets.kinds import Real
from optuna import Study
from optuna.distributions import (
    BaseDistribution,
    CategoricalDistribution,
    FloatDistribution,
    IntDistribution,
)
from optuna.samplers import TPESampler
from optuna.trial import FrozenTrial

from .axes import Axis
from .span import DIGITS


def distribution_of(axis: Axis) -> BaseDistribution:
    """Return what the values of an axis are drawn from: anything in a span, or one of a list."""
    span = axis.span
    if span is None:
        return CategoricalDistribution(list(map(axis.knob.kind.format, axis.values)))
    low, high = sorted((span.first, span.last))
    if isinstance(axis.knob.kind, Real):
        return FloatDistribution(low, high, log=span.is_log)
    return IntDistribution(round(low), round(high), log=span.is_log)


def value_of(axis: Axis, parameter: Any) -> Any:
    """Return the knob's value for a parameter of a trial; raises FieldError if there is none."""
    return axis.span.value(parameter) if axis.span else axis.knob.parse(parameter)


def text_of(axis: Axis) -> str:
    """Write an axis much as the command line has it."""
    name, spelled, span = axis.knob.name, axis.knob.kind.format, axis.span
    if span is None:
        return f"{name}={','.join(map(spelled, axis.values))}"
    ends = (spelled(span.value(end)) for end in (span.first, span.last))
    return f"{name}={':'.join(ends)}{':log' if span.is_log else ''}"


class Sampler(TPESampler):
    """Optuna's Tree-structured Parzen Estimator (Bergstra et al., 2011), in rounded numbers.

    They have the digits of other sweeps, so that the study, the table and the training agree.
    """

    def sample_relative(
        self, study: Study, trial: FrozenTrial, search_space: dict[str, BaseDistribution]
    ) -> dict[str, Any]:
        """Return values of all parameters together."""
        drawn: Mapping[str, Any] = super().sample_relative(study, trial, search_space)
        return {name: _rounded(value, search_space[name]) for name, value in drawn.items()}

    def sample_independent(
        self,
        study: Study,
        trial: FrozenTrial,
        param_name: str,
        param_distribution: BaseDistribution,
    ) -> Any:
        """Return a value of one parameter."""
        value = super().sample_independent(study, trial, param_name, param_distribution)
        return _rounded(value, param_distribution)


def _rounded(value: Any, distribution: BaseDistribution) -> Any:
    if not isinstance(distribution, FloatDistribution):
        return value
    return min(max(float(f"{value:.{DIGITS}g}"), distribution.low), distribution.high)
