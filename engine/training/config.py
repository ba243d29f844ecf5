"""The configuration of a network and of its training; that of the data is the Recipe."""

from dataclasses import dataclass

from npnn_tui.datasets.knobs import check_knobs

from .knobs.descent import DescentKnobs
from .knobs.network import NetworkKnobs
from .knobs.stopping import StoppingKnobs


@dataclass(frozen=True)
class Config(StoppingKnobs, DescentKnobs, NetworkKnobs):
    """How the network looks, how it is trained and when it stops.

    The objective is J = (sum of losses + l2/2 * sum(w^2) + l1 * sum(|w|)) / n over the n training
    observations. Raises FieldError on a value that is not allowed.
    """

    def __post_init__(self) -> None:
        check_knobs(self)
