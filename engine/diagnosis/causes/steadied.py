"""Makes sure that a cure does not lead from one fault into another: steps too long for it."""

from collections.abc import Mapping
from typing import Any

from ..case import Case
from ..stability import mean_steps

WILD = 5.0
"""The jump of the loss in the first steps above which shorter steps are taken as well."""


def steadied(case: Case, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the changes, with shorter steps if a run that starts with them would be thrown far."""
    prospect = case.anew(changes)
    if prospect.start_longest is None or prospect.opening.jump < WILD:
        return changes
    return {**changes, **mean_steps(prospect.config, prospect.start_longest)}
