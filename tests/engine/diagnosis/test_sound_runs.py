"""Runs with nothing the matter: no false alarm, at any time, on any data."""

from typing import Any

import numpy as np
import pytest

from .conftest import Run, RunOf

TIMES = (0, 20, 50, 150, 500, 1500)
MEAN = {"reduction": "mean"}

SOUND: list[dict[str, Any]] = [
    *({"seed": seed, "data_seed": seed} for seed in range(5)),
    *({**MEAN, "learning_rate": 1.0, "seed": seed, "data_seed": seed} for seed in range(3)),
    *({**MEAN, "learning_rate": 0.1, "seed": seed, "data_seed": seed} for seed in range(2)),
    *({"data": data} for data in ("circles", "blobs", "xor", "linear", "rings")),
    *({"data": data} for data in ("iris", "wine", "breast_cancer")),
    *({"activation": activation} for activation in ("tanh", "gelu", "silu", "elu", "leaky_relu")),
    *({"samples": samples} for samples in (10, 20, 400)),
    *({"noise": noise} for noise in (0.01, 0.4)),
    *({"activation": "sigmoid", "learning_rate": rate} for rate in (0.01, 0.015, 0.02)),
    {"learning_rate": 0.001},
    {"learning_rate": 0.02},
    {"hidden": (32, 32)},
    {"batch_size": 20},
    {"optimizer": "momentum", "learning_rate": 0.1, **MEAN},
    {"optimizer": "adam", "learning_rate": 0.01, **MEAN},
    {"optimizer": "rmsprop", "learning_rate": 0.01, **MEAN},
]


@pytest.mark.parametrize("knobs", SOUND, ids=str)
def test_a_sound_run_has_no_diagnosis(run_of: RunOf, knobs: dict[str, Any]) -> None:
    run = run_of(**knobs)
    alarms = [run.examine(epochs) for epochs in TIMES]
    assert alarms == [None] * len(TIMES)


def test_an_examination_changes_nothing_and_says_the_same_again(run_of: RunOf) -> None:
    run = run_of(learning_rate=0.05)
    first = run.examine(50)
    before = run.trainer.network.parameters.copy()
    assert run.examine(50) == first
    assert (run.trainer.network.parameters == before).all()
    untouched = Run(learning_rate=0.05)
    untouched.trainer.advance(100)
    run.trainer.advance(50)
    assert np.array_equal(run.trainer.network.parameters, untouched.trainer.network.parameters)
