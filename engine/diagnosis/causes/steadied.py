"""Makes sure that a cure does not lead from one fault into another: steps too long for it."""

from collections.abc import Mapping
from typing import Any

from ..case import Case
from ..stability import mean_steps

WILD = 5.0
"""The jump of the loss in the first steps above which shorter steps are taken as well."""


def steadied(case: Case, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the changes, with shorter steps if a run that starts with them would need these."""
    prospect = case.anew(changes)
    if prospect.start_longest is None or _is_steady(prospect, prospect.start_longest):
        return changes
    return {**changes, **mean_steps(prospect.config, prospect.calm(prospect.start_longest))}


def _is_steady(prospect: Case, longest: float) -> bool:
    """Tell whether a run would come to rest.

    The cross-entropy flattens once the classes are told apart, so that longer steps than those
    at its start may do; half the squared error of regression curves the same to the end.
    """
    if prospect.is_regression:
        return prospect.step <= longest
    return prospect.opening.jump < WILD
