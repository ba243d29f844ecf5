"""What a network says of observations, by its task."""

from collections.abc import Callable, Mapping

from npnn_tui.datasets.tasks import Task

from ..nn.arrays import Floats
from ..nn.network import Network

ANSWERS: Mapping[Task, Callable[[Network, Floats], Floats]] = {
    "classification": Network.probabilities,
    "regression": Network.predictions,
}
"""Both take inputs (observations, features) and return (observations, outputs)."""
