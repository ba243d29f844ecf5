"""The types of arrays that the engine computes with."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
"""Numbers in the precision of the network."""

Doubles = NDArray[np.float64]
"""Numbers whose precision does not depend on the network."""

Targets = NDArray[Any]
"""Class numbers (observations,), or real numbers (observations,) or (observations, outputs)."""
