"""Small problems to descend on."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from npnn_tui.engine.nn import Network
from npnn_tui.engine.nn.arrays import Floats, Targets
from npnn_tui.engine.plan import Descent, Method

OBSERVATIONS, FEATURES = 50, 3


@dataclass(frozen=True)
class Problem:
    """Observations and the widths of the layers, from which descents begin alike each time."""

    outputs: int = 3
    hidden: tuple[int, ...] = (6, 5)
    activation: str = "tanh"
    dtype: str = "float64"
    loss: str = "cross_entropy"

    @property
    def inputs(self) -> Floats:
        return np.random.default_rng(1).normal(size=(OBSERVATIONS, FEATURES))

    @property
    def targets(self) -> Targets:
        generator = np.random.default_rng(2)
        if self.loss == "squared_error":
            return generator.normal(size=(OBSERVATIONS, self.outputs))
        return generator.integers(0, self.outputs, OBSERVATIONS)

    def network(self) -> Network:
        network = Network((FEATURES, *self.hidden, self.outputs), self.activation, self.dtype)
        network.initialize("lecun_normal", np.random.default_rng(3))
        for biases in network.biases:
            biases[:] = np.linspace(-0.5, 0.5, len(biases))
        return network

    def descent(self, method: Method, **more: Any) -> Descent:
        options = {"loss": self.loss, "generator": np.random.default_rng(4), **more}
        return Descent(self.network(), self.inputs, self.targets, method, **options)
