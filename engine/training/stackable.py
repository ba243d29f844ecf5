"""Which trainings can be stacked: those whose steps, side by side, are the same calls."""

from collections.abc import Hashable
from dataclasses import replace

import numpy as np
from npnn_tui.datasets.dataset import Split

from ..plan import OPTIMIZERS
from .config import Config

LARGEST = 2**16
"""Bytes of the values in a pass from which the arithmetic costs more than the calls."""

MOST = 32
"""Trainings in a stack: twice as many gain a tenth, and leave the cache sooner."""

PLAIN = Config()
"""The knobs at their defaults."""

WITHOUT = ("batch_size", "dropout", "clip", "l1", "schedule", "warmup", "time_limit")
"""Knobs that a stack leaves at their defaults."""


def shared_knobs(config: Config) -> Config | None:
    """Return what trainings of a stack have in common, or None for one that cannot be stacked.

    They may differ in seed, initial weights, learning rate and l2, but not with and without l2.
    """
    plain = all(getattr(config, name) == getattr(PLAIN, name) for name in WITHOUT)
    if not plain or config.optimizer not in OPTIMIZERS or config.threads not in (None, 1):
        return None
    return replace(
        config,
        seed=PLAIN.seed,
        initializer=PLAIN.initializer,
        learning_rate=PLAIN.learning_rate,
        l2=PLAIN.l2 if config.l2 else 0.0,
        threads=PLAIN.threads,
    )


def stackable(config: Config, split: Split) -> Hashable | None:
    """Return a key that trainings have in common if they can be stacked, or None for no stack."""
    knobs = shared_knobs(config)
    features, outputs = split.train.inputs.shape[1], split.train.outputs
    rows = len(split.train), len(split.test)
    values = max(rows) * (features + sum(config.hidden) + outputs)
    if knobs is None or values * np.dtype(config.dtype).itemsize > LARGEST:
        return None
    return knobs, rows, features, outputs, split.task
