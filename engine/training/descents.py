"""From the knobs of a training to what takes its steps."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ..nn.network import Network
from ..plan import Descent, Method, QuasiNewton
from ..threads import Threads
from .config import Config
from .metrics import Batch

LOSSES = {"classification": "cross_entropy", "regression": "squared_error"}
"""The loss of each task."""


def descent_by(
    method: Method, config: Config, network: Network, train: Batch, generator: np.random.Generator
) -> Descent | QuasiNewton:
    """Plan the steps of a network on a training set, from its present parameters."""
    observations, loss = (train.inputs.T, train.targets), LOSSES[train.task]
    if method.optimizer == "lbfgs":
        return QuasiNewton(network, *observations, method, loss)
    return Descent(
        network,
        *observations,
        method,
        loss=loss,
        batch_size=config.batch_size,
        generator=generator,
    )


def threads_for(config: Config, sizes: Sequence[int], columns: int) -> Threads:
    """Choose the threads for the largest product of a step over so many columns at once."""
    fan_in, fan_out = max(pairwise(sizes), key=lambda layer: layer[0] * layer[1])
    return Threads(config.threads, (fan_out, fan_in, columns), config.dtype)
