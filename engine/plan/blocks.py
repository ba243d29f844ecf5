"""Blocks: how many observations to take through a network at once, so that they fit the cache."""

from collections.abc import Sequence

LARGE = 2**20
"""Activations from which on it pays to work in blocks."""

BLOCK = 700_000
"""Activations in one block."""

FEWEST = 256
"""Observations in a block of the widest network."""


def block_size(observations: int, sizes: Sequence[int]) -> int:
    """Return how many observations make a block of a network with these widths: even shares."""
    width = sum(sizes[1:])
    if observations * width < LARGE:
        return observations
    blocks = -(-observations // max(FEWEST, BLOCK // width))
    return -(-observations // blocks)
