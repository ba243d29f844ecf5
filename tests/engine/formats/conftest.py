"""Models of every kind to turn into other formats, and raw observations to ask them about."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets.tasks import Task
from npnn_tui.engine.nn.network import Network
from npnn_tui.engine.runs.model import Model

FEATURES = ("width", "length", "weight, wet")
CLASSES = ("iris", 'a "rose"', "tulip")
CENTER, SCALE = np.array([0.5, -200.0, 7_000.0]), np.array([2.0, 30.0, 90.0])

MakeModel = Callable[..., Model]


def model_of(activation: str, task: Task, dtype: str = "float32", hidden: int = 7) -> Model:
    """A network with random weights of two hidden layers, on features of unlike sizes."""
    outputs = 1 if task == "regression" else len(CLASSES)
    network = Network((len(FEATURES), hidden, 5, outputs), activation, dtype)
    generator = np.random.default_rng(3)
    network.initialize("he_normal", generator)
    for biases in network.biases:
        biases[:] = generator.normal(scale=0.2, size=biases.shape)
    target: dict[str, Any] = {"target_name": "", "class_names": CLASSES}
    if task == "regression":
        target = {"target_name": "price", "class_names": ()}
        target |= {"target_center": 50.0, "target_scale": 12.5}
    return Model(network, task, FEATURES, center=CENTER, scale=SCALE, **target)


@pytest.fixture
def observations() -> Any:
    """Raw rows, some far from the mean."""
    return CENTER + SCALE * np.random.default_rng(4).normal(scale=2, size=(40, 3))
