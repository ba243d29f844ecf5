"""Which trainings can be stacked: those whose steps, side by side, are the same calls."""

from dataclasses import dataclass, replace

import numpy as np
from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.tasks import Task

from ..plan import OPTIMIZERS
from .config import Config

LARGEST = 2**16
"""Bytes of the values in a pass from which the arithmetic costs more than the calls."""

CACHED = 2**18
"""Bytes of the values in the passes of a stack; what a step uses of them stays in the cache."""

MOST = 32
"""Trainings in a stack of the smallest networks: twice as many gain a tenth."""

PLAIN = Config()
"""The knobs at their defaults."""

WITHOUT = ("batch_size", "dropout", "clip", "l1", "schedule", "warmup", "time_limit")
"""Knobs that a stack leaves at their defaults."""


@dataclass(frozen=True)
class Alike:
    """What trainings must have in common to be stacked."""

    knobs: Config
    rows: tuple[int, int]
    """Observations in training and test."""

    features: int
    outputs: int
    task: Task

    @property
    def bytes(self) -> int:
        """The bytes of the values in a pass of one training."""
        width = self.features + sum(self.knobs.hidden) + self.outputs
        return max(self.rows) * width * np.dtype(self.knobs.dtype).itemsize

    @property
    def most(self) -> int:
        """How many such trainings a stack may have."""
        return min(CACHED // self.bytes, MOST)


def shared_knobs(config: Config) -> Config | None:
    """Return what trainings of a stack have in common, or None for one that cannot be stacked.

    They may differ in seed, initial weights, learning rate and l2.
    """
    plain = all(getattr(config, name) == getattr(PLAIN, name) for name in WITHOUT)
    if not plain or config.optimizer not in OPTIMIZERS or config.threads not in (None, 1):
        return None
    return replace(
        config,
        seed=PLAIN.seed,
        initializer=PLAIN.initializer,
        learning_rate=PLAIN.learning_rate,
        l2=PLAIN.l2,
        threads=PLAIN.threads,
    )


def stackable(config: Config, split: Split) -> Alike | None:
    """Return what trainings have in common if they can be stacked, or None for no stack."""
    knobs = shared_knobs(config)
    if knobs is None:
        return None
    rows = len(split.train), len(split.test)
    alike = Alike(knobs, rows, split.train.inputs.shape[1], split.train.outputs, split.task)
    return alike if alike.bytes <= LARGEST else None
