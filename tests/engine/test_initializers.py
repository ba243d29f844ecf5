"""Initial weights: the published variances and limits, and the same draws for the same seed."""

import math

import numpy as np
import pytest
from npnn_tui.engine.nn import INITIALIZERS, Network

FAN_IN, FAN_OUT = 300, 200
VARIANCES = {
    "lecun_normal": 1 / FAN_IN,
    "he_normal": 2 / FAN_IN,
    "glorot_uniform": 2 / (FAN_IN + FAN_OUT),
    "zeros": 0.0,
}


def test_there_is_a_variance_for_each() -> None:
    assert set(VARIANCES) == set(INITIALIZERS)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_mean_and_variance(name: str) -> None:
    weights = INITIALIZERS[name](np.random.default_rng(1), FAN_IN, FAN_OUT)
    variance, count = VARIANCES[name], FAN_IN * FAN_OUT
    assert weights.shape == (FAN_IN, FAN_OUT)
    assert abs(weights.mean()) <= 5 * math.sqrt(variance / count)  # five standard errors
    # The variance of a sample variance is at most 2 variance^2 / count, that of a normal.
    assert abs(weights.var() - variance) <= 5 * variance * math.sqrt(2 / count)


def test_glorot_reaches_its_limits_and_never_passes_them() -> None:
    weights = INITIALIZERS["glorot_uniform"](np.random.default_rng(2), FAN_IN, FAN_OUT)
    limit = math.sqrt(6 / (FAN_IN + FAN_OUT))
    assert limit * 0.999 < np.abs(weights).max() <= limit


@pytest.mark.parametrize("name", ["lecun_normal", "he_normal"])
def test_normal_draws_have_a_normals_tails(name: str) -> None:
    weights = INITIALIZERS[name](np.random.default_rng(3), FAN_IN, FAN_OUT)
    beyond = (np.abs(weights) > 2 * math.sqrt(VARIANCES[name])).mean()
    assert beyond == pytest.approx(math.erfc(math.sqrt(2)), abs=0.005)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_a_seed_gives_the_same_network_and_another_seed_another(name: str) -> None:
    def drawn(seed: int) -> Network:
        network = Network((2, 5, 3), "relu", "float32")
        network.parameters[:] = 9
        network.initialize(name, np.random.default_rng(seed))
        return network

    assert (drawn(4).parameters == drawn(4).parameters).all()
    assert ((drawn(4).parameters == drawn(5).parameters).all()) == (name == "zeros")
    assert all((biases == 0).all() for biases in drawn(4).biases)
