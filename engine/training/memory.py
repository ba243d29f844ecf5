"""How much memory a training needs, so that what cannot fit is refused before it begins."""

import os
from collections.abc import Sequence

import numpy as np
from npnn_tui.datasets.knobs import FieldError

from ..nn.network import parameter_count
from ..plan.blocks import block_size
from .config import Config

PER_ACTIVATION = 5
"""Numbers kept for each activation of a block: itself, its delta, and what its function needs."""

PER_PARAMETER = 8
"""Numbers kept for each parameter: gradient, scratch, factors of penalties, two moments."""

GIBIBYTE = 2**30


def check_memory(config: Config, sizes: Sequence[int], observations: int) -> None:
    """Raise FieldError if one step would need more than half of this machine's memory."""
    rows = config.batch_size or block_size(observations, sizes)
    numbers = PER_ACTIVATION * rows * sum(sizes) + PER_PARAMETER * parameter_count(sizes)
    needed, limit = numbers * np.dtype(config.dtype).itemsize, _limit()
    if needed > limit:
        allowed = f"small enough for {limit / GIBIBYTE:.3g} GiB, half of the memory"
        got = f"{','.join(map(str, config.hidden))}, which needs {needed / GIBIBYTE:.3g} GiB"
        remedy = "make it smaller, or batch_size if there is one"
        raise FieldError("hidden", f"hidden must be {allowed}, got {got}; {remedy}")


def _limit() -> float:
    """Return half of the physical memory in bytes; 4 GiB where the system does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return 4 * GIBIBYTE
