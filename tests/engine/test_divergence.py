"""Divergence: a status with a sentence at its very epoch, never an exception or a warning."""

import math
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import FieldError, load
from npnn_tui.datasets.dataset import Dataset, Split
from npnn_tui.engine import (
    Config,
    Experiment,
    Look,
    Probe,
    Session,
    Snapshot,
    Status,
    Step,
    Trainer,
)
from npnn_tui.engine.nn import ACTIVATIONS
from npnn_tui.engine.training.recovery import broken_layer
from npnn_tui.engine.training.snapshot import Refusal

pytestmark = pytest.mark.filterwarnings("error")

WILD = {"learning_rate": 100.0, "samples": 500, "min_improvement": 0.0}


def trainer_of(**knobs: Any) -> Trainer:
    experiment = Experiment.of({**WILD, **knobs})
    return Trainer(experiment.config, load(experiment.recipe))


def split_of(size: float) -> Split:
    inputs = np.array([[size, 0.0], [0.0, -size], [size, size]])
    train = Dataset(inputs, np.array([0, 1, 0]), ("x", "y"), ("a", "b"))
    return Split(train, train, np.zeros(2), np.ones(2))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_network_diverges_without_a_warning(activation: str, dtype: str) -> None:
    trainer = trainer_of(activation=activation, dtype=dtype, hidden=(8, 8), l2=1e6)
    start = trainer.network.parameters.copy()
    trainer.advance(1000)
    assert trainer.divergence
    assert (trainer.divergence.epoch, trainer.divergence.back_to) == (trainer.epoch, 0)
    assert trainer.epoch < 1000
    assert (trainer.network.parameters == start).all()
    sentence = f"no longer finite at epoch {trainer.epoch:,}: back to the weights of epoch 0"
    assert trainer.stopped == sentence


def test_a_diverged_run_goes_on_from_its_good_weights_when_a_live_knob_changes() -> None:
    trainer = trainer_of()
    trainer.advance(1000)
    epoch = trainer.epoch
    trainer.advance(1000)
    assert trainer.epoch == epoch > 0
    assert np.isnan(trainer.history.curves().high[-1]).any()
    trainer.tune(trainer_of(learning_rate=0.001).config)
    assert (trainer.stopped, trainer.divergence) == ("", None)
    trainer.advance(300)
    assert trainer.epoch == epoch + 300
    assert trainer.measure().train_score > 0.9


def test_the_weights_that_come_back_are_those_before_the_objective_doubled() -> None:
    trainer = trainer_of(learning_rate=0.01, samples=200, log_every=5)
    trainer.advance(50)
    good = trainer.network.parameters.copy()
    trainer.tune(trainer_of(samples=200, log_every=5).config)
    trainer.advance(1000)
    assert trainer.divergence
    assert trainer.divergence.back_to == 50 < trainer.epoch
    assert (trainer.network.parameters == good).all()


def test_a_stronger_penalty_does_not_make_later_weights_bad() -> None:
    settings = {"samples": 200, "learning_rate": 0.5, "reduction": "mean"}
    trainer = trainer_of(**settings, l2=0.0)
    trainer.advance(500)
    before = trainer.recorded.objective
    trainer.tune(trainer_of(**settings, l2=30.0).config)
    trainer.advance(500)
    assert trainer.recorded.objective > 2 * before
    trainer.tune(trainer_of(samples=200, l2=30.0).config)
    trainer.advance(1000)
    assert trainer.divergence
    assert trainer.divergence.back_to >= 1000


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_the_first_layer_with_a_number_that_is_not_finite_is_named(layer: int) -> None:
    network = trainer_of(hidden=(4, 4)).network
    for weights in network.weights[layer - 1 :]:
        weights[0, 0] = np.inf
    assert broken_layer(network, np.ones((2, 3), np.float32)) == layer
    for weights in network.weights[layer - 1 :]:
        weights[...] = 1e30  # finite, unlike what they make of the values that enter
    assert broken_layer(network, np.full((2, 3), 1e30, np.float32)) == layer


@pytest.mark.parametrize("log_every", [1, 10, 100_000])
@pytest.mark.parametrize("call", [1, 3, 1000])
def test_the_epoch_does_not_depend_on_when_anyone_looks(call: int, log_every: int) -> None:
    trainer = trainer_of(log_every=log_every)
    while not trainer.stopped:
        trainer.advance(call)
    plain = trainer_of(log_every=1)
    plain.advance(1000)
    assert trainer.epoch == plain.epoch > 1


def test_all_that_a_screen_asks_on_the_way_down_is_answered_without_a_warning() -> None:
    experiment = Experiment.of({**WILD, "activation": "gelu"})
    published: list[Snapshot | Refusal] = []
    session = Session(experiment, load(experiment.recipe), published.append)
    probe = Probe(np.array([[0.0, 0.0], [3.0, -3.0]]))
    for _ in range(100):
        session.send(Step())
        session.send(Look(probe))
    while session._commands.qsize():
        session._obey(session._commands.get())
    last = published[-1]
    assert isinstance(last, Snapshot)
    assert (last.status, last.epoch < 100) == (Status.DIVERGED, True)
    assert last.answer is not None


def test_features_beyond_single_precision_name_the_knob_that_helps() -> None:
    with pytest.raises(FieldError) as caught:
        Trainer(Config(), split_of(1e39))
    assert caught.value.field == "dtype"
    assert str(caught.value) == "dtype must be float64 for features as large as 1e+39, got float32"
    assert not Trainer(Config(dtype="float64"), split_of(1e39)).divergence


def test_features_near_the_limit_diverge_at_once_or_later_but_quietly() -> None:
    trainer = Trainer(Config(), split_of(3e38))
    trainer.advance(10)
    assert trainer.divergence
    assert math.isfinite(trainer.seconds)


@pytest.mark.parametrize(("dtype", "size"), [("float32", 1e24), ("float64", 1e200)])
def test_parameters_whose_squares_overflow_are_no_divergence(dtype: str, size: float) -> None:
    """Their product with themselves overflows, they and the loss do not."""
    trainer = trainer_of(dtype=dtype, hidden=(), l2=0.0, learning_rate=0.01)
    trainer.network.parameters[:] = size
    trainer.advance(20)
    assert (trainer.divergence, trainer.epoch) == (None, 20)
    trainer.network.parameters[0] = np.nan
    trainer.advance(1)
    assert trainer.divergence
    assert trainer.epoch == 21


def test_a_large_loss_is_not_a_divergence() -> None:
    trainer = trainer_of(learning_rate=0.05, max_epochs=150, samples=200, log_every=5)
    start = trainer.measure().train_loss
    trainer.advance(150)
    assert trainer.history.curves().high[:, 0].max() > 2 * start
    assert (trainer.divergence, trainer.epoch) == (None, 150)
