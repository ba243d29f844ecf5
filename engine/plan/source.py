"""The training set as plans read it: rows with a one at their end, and the codes of the targets."""

import numpy as np

from ..nn.arrays import Floats, Targets
from .outputs import Output

KEPT_AS_THEY_ARE = 2**25
"""Bytes of inputs from which no copy is made to put a one at the end of each row."""


class Source:
    """`inputs` (observations, features + 1), their last column being ones, or as given;
    `codes` (observations, rows) as the output makes them; `targets` as given.
    """

    def __init__(
        self,
        inputs: Floats,
        targets: Targets,
        output: Output,
        dtype: np.dtype[np.floating],
    ) -> None:
        self.inputs = _with_ones(inputs, dtype)
        self.codes: Floats = output.codes(targets).astype(dtype)
        self.targets = targets

    def __len__(self) -> int:
        return len(self.inputs)


def _with_ones(inputs: Floats, dtype: np.dtype[np.floating]) -> Floats:
    fit = inputs.dtype == dtype and inputs.flags.c_contiguous
    if fit and inputs.nbytes > KEPT_AS_THEY_ARE:
        return inputs
    rows = np.ones((inputs.shape[0], inputs.shape[1] + 1), dtype)
    rows[:, :-1] = inputs
    return rows
