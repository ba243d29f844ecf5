"""The planned descent: every step of a training as calls on buffers that are made once.

Knows networks and their losses; knows no knobs, no metrics and no stopping rule.
"""

from .descent import Checkpoint, Descent
from .lbfgs import minimize
from .method import Method
from .objective import Objective
from .optimizers import OPTIMIZERS
from .quasi_newton import QuasiNewton
from .stack import Stack

__all__ = [
    "OPTIMIZERS",
    "Checkpoint",
    "Descent",
    "Method",
    "Objective",
    "QuasiNewton",
    "Stack",
    "minimize",
]
