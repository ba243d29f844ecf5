"""The planned descent: every step of a training as calls on buffers that are made once.

Knows networks and their losses; knows no knobs, no metrics and no stopping rule.
"""

from .descent import Checkpoint, Descent
from .method import Method
from .optimizers import OPTIMIZERS

__all__ = ["OPTIMIZERS", "Checkpoint", "Descent", "Method"]
