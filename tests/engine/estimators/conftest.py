"""Small data that every solver can learn within a second."""

import numpy as np
import pytest
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.str_]


@pytest.fixture(scope="session")
def rings() -> tuple[Floats, Labels]:
    """Two rings of 150 points each, named by text; no line parts them."""
    generator = np.random.default_rng(0)
    angles = generator.uniform(0, 2 * np.pi, 300)
    radii = np.repeat([0.5, 1.5], 150) + 0.1 * generator.standard_normal(300)
    points = radii[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return points, np.repeat(["inner", "outer"], 150)


@pytest.fixture(scope="session")
def wave() -> tuple[Floats, Floats]:
    """A period of a sine."""
    inputs = np.linspace(-np.pi, np.pi, 200)[:, None]
    return inputs, np.sin(inputs[:, 0])
