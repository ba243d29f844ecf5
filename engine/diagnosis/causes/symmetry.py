"""All nodes of a layer alike."""

import numpy as np

from ..case import Case
from ..diagnosis import Diagnosis
from .steadied import steadied


def all_nodes_alike(case: Case) -> Diagnosis | None:
    """Recognise a first hidden layer of two nodes or more that begin with the same weights."""
    weights = case.landscape.network(case.start).weights
    width = weights[0].shape[1]
    if len(weights) < 2 or width < 2 or np.ptp(weights[0], axis=1).max() > 0:
        return None
    return Diagnosis(
        "all nodes alike",
        f"The {width} nodes of layer 1 started with the same weights, receive the same gradients "
        f"and so remain copies of one another: the layer does the work of 1 node, not of {width}. "
        f"With the initial weights {case.config.initializer} no number of epochs changes that.",
        steadied(case, {"initializer": "lecun_normal"}),
    )
