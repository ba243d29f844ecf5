"""The multilayer perceptron: parameters, forward pass, loss, gradient. Knows no training loop."""

from .activations import ACTIVATIONS, Activation
from .gradient import write_gradient
from .initializers import INITIALIZERS
from .losses import cross_entropy, log_softmax
from .network import Network
from .penalty import Penalty

__all__ = [
    "ACTIVATIONS",
    "INITIALIZERS",
    "Activation",
    "Network",
    "Penalty",
    "cross_entropy",
    "log_softmax",
    "write_gradient",
]
