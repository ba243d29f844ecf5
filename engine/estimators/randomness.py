"""From `random_state` to a generator."""

from typing import Any

import numpy as np


def generator_of(random_state: Any) -> np.random.Generator:
    """Return the generator itself, one seeded by a number, or one that RandomState seeds."""
    if isinstance(random_state, np.random.RandomState):
        return np.random.default_rng(random_state.randint(2**32, size=4, dtype=np.uint32))
    return np.random.default_rng(random_state)
