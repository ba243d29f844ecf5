"""How far apart colours look.

Björn Ottosson, "A perceptual color space for image processing" (2020): distances in OKLab are
about equal where differences look equal. Black and white are 1 apart; 0.02 can just be seen.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .palette import linear

TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def oklab(colors: ArrayLike) -> NDArray[np.float64]:
    """Return lightness, green to red and blue to yellow of 0xRRGGBB colours, in a last axis."""
    return lab_of_linear(linear(colors))


def lab_of_linear(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return OKLab of linear red, green and blue, from 0 to 1 in the last axis."""
    lab: NDArray[np.float64] = np.cbrt(rgb @ TO_CONES.T) @ TO_LAB.T
    return lab
