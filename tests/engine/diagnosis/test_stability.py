"""The longest stable step, tried on a parabola; the first steps, against those of the trainer."""

from typing import Any

import numpy as np
import pytest
from npnn_tui.engine import Config
from npnn_tui.engine.diagnosis.case import initial_parameters, landscape_of
from npnn_tui.engine.diagnosis.opening import replay
from npnn_tui.engine.diagnosis.stability import (
    LIMITS,
    longest_step,
    mean_steps,
    same_steps,
    step_length,
)
from npnn_tui.engine.nn import Network
from npnn_tui.engine.plan import Descent, Method

from .conftest import RunOf

CURVATURE = 3.0


def distance(optimizer: str, rate: float, momentum: float) -> float:
    """Descend the parabola of half the squared error of one weight, which is `CURVATURE` wide."""
    network = Network((1, 1), "identity", np.float64)
    network.parameters[:] = [1.0, 0.0]
    inputs = np.array([[1.0], [-1.0]]) * np.sqrt(CURVATURE)
    method = Method(optimizer, learning_rate=rate, momentum=momentum)
    descent = Descent(network, inputs, np.zeros(2), method, loss="squared_error")
    with np.errstate(all="ignore"):
        descent.run(3000)
    return abs(float(network.parameters[0]))


@pytest.mark.parametrize("momentum", [0.5, 0.9])
@pytest.mark.parametrize("optimizer", LIMITS)
def test_just_below_the_longest_step_it_comes_to_rest_just_above_it_flies_off(
    optimizer: str, momentum: float
) -> None:
    longest = longest_step(Config(optimizer=optimizer, momentum=momentum), CURVATURE)
    assert longest is not None
    assert distance(optimizer, 0.98 * longest, momentum) < 1e-6
    assert not distance(optimizer, 1.02 * longest, momentum) < 1e6


@pytest.mark.parametrize("optimizer", ["rmsprop", "adam", "adamw"])
def test_for_methods_that_rescale_each_weight_there_is_no_such_step(optimizer: str) -> None:
    assert longest_step(Config(optimizer=optimizer), CURVATURE) is None


def test_no_step_is_too_long_where_nothing_curves() -> None:
    assert longest_step(Config(), 0.0) is None
    assert longest_step(Config(), float("nan")) is None


def test_a_sum_makes_steps_as_many_times_longer_as_it_has_gradients() -> None:
    assert step_length(Config(learning_rate=0.01), 1000) == 10
    assert step_length(Config(learning_rate=0.01, batch_size=50), 1000) == 0.5
    assert step_length(Config(learning_rate=0.01, reduction="mean"), 1000) == 0.01


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_a_cure_makes_steps_of_the_length_asked_for(reduction: str) -> None:
    config = Config(reduction=reduction)
    for cure in (mean_steps(config, 0.38), same_steps(config, 500, 0.38)):
        cured = Config(**{"reduction": reduction, **cure})
        assert step_length(cured, 500) == pytest.approx(0.38)


def test_a_cure_is_a_rate_that_is_permitted() -> None:
    for length in (1e-12, 1e12):
        Config(**mean_steps(Config(), length))


@pytest.mark.parametrize(
    "knobs",
    [
        {},
        {"samples": 1000, "l2": 5.0},
        {"hidden": (8, 8), "activation": "gelu", "l1": 0.5},
        {"optimizer": "momentum"},
        {"optimizer": "nesterov", "activation": "sigmoid"},
    ],
)
def test_the_replay_goes_where_the_trainer_went(run_of: RunOf, knobs: dict[str, Any]) -> None:
    run = run_of(**knobs, dtype="float64", log_every=1)
    train, config = run.split.train, run.experiment.config
    network = run.trainer.network
    landscape = landscape_of(network, train.inputs.T, train.targets, config)
    start = initial_parameters(landscape, config)
    assert (start == network.parameters).all()
    run.trainer.advance(20)
    losses = run.trainer.curves().high[:, 0]
    momentum = 0.9 if "optimizer" in knobs else 0.0
    ahead = knobs.get("optimizer") == "nesterov"
    opening = replay(landscape, start, step_length(config, len(train)), momentum, ahead)
    assert opening.start == pytest.approx(losses[0])
    assert opening.peak == pytest.approx(losses.max())
    assert opening.peak_at == losses.argmax()
    assert opening.jump == pytest.approx(losses.max() / losses[0])


@pytest.mark.parametrize(
    ("samples", "hidden", "looked_at"),
    [(200, (32,), 200), (5000, (32,), 1000), (500, (3000,), 133)],
)
def test_the_work_is_bounded(
    run_of: RunOf, samples: int, hidden: tuple[int, ...], looked_at: int
) -> None:
    run = run_of(samples=samples, hidden=hidden)
    train = run.split.train
    config = run.experiment.config
    landscape = landscape_of(run.trainer.network, train.inputs.T, train.targets, config)
    assert landscape.inputs.shape[1] == min(looked_at, samples)
    assert landscape.decay == config.l2 / samples
