"""Too few nodes for the data."""

import numpy as np

from ..case import Case
from ..diagnosis import Diagnosis
from ..symptoms import Symptom
from ..words import figure
from .steadied import steadied

TIMES, FEWEST, MOST = 4, 16, 128
"""The cure multiplies the nodes of each layer, to FEWEST at least; with MOST they are no cause."""

WAY = 2000.0
"""The way that training must have gone, in longest stable steps; plateaus of sound runs were
left after 1,400 at most."""


def too_few_nodes(case: Case) -> Diagnosis | None:
    """Recognise a narrow network that has settled short of the data, all else being sound."""
    hidden = case.config.hidden
    if case.symptom is not Symptom.STALLS or max(hidden, default=0) >= MOST or not _settled(case):
        return None
    if hidden and case.config.activation == "identity":
        return _straight(case)
    wider = tuple(max(FEWEST, TIMES * width) for width in hidden) or (2 * FEWEST,)
    slope = float(np.linalg.norm(case.landscape.gradient(case.now)))
    return Diagnosis(
        "too few nodes",
        f"With {_nodes(hidden)} {case.epochs:,} epochs of training give "
        f"{case.scored(case.score)}, where the nearest neighbours of each observation give "
        f"{case.scored(case.attainable)}. Steps of {figure(case.step)} are not too long, no nodes "
        f"are stuck and the norm of the gradient is down to {figure(slope)}: the boundary cannot "
        "bend any further.",
        steadied(case, {"hidden": wider}),
    )


def _straight(case: Case) -> Diagnosis:
    """Name the cause that no number of nodes helps against."""
    return Diagnosis(
        "straight boundary",
        "With the activation identity each layer is a linear map, and all layers together are no "
        f"more than one: the boundary is straight. After {case.epochs:,} epochs it gives "
        f"{case.scored(case.score)}, where the nearest neighbours of each observation give "
        f"{case.scored(case.attainable)}.",
        steadied(case, {"activation": "relu"}),
    )


def _settled(case: Case) -> bool:
    """Tell whether training went far enough for its stall to be an end and no plateau."""
    pace = 1.0 if case.start_longest is None else case.step / case.start_longest
    return case.epochs * pace >= WAY


def _nodes(hidden: tuple[int, ...]) -> str:
    if not hidden:
        return "no hidden layer"
    count = sum(hidden)
    return f"{count} hidden node{'s' if count > 1 else ''}"
