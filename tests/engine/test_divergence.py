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
from npnn_tui.engine.training.session import Refusal

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
    trainer.advance(1000)
    assert trainer.diverged
    assert trainer.epoch < 1000
    with np.errstate(over="ignore", invalid="ignore"):
        assert not np.isfinite((trainer.network.parameters**2).sum())
    sentence = f"no longer finite numbers at epoch {trainer.epoch:,}: try a lower learning_rate"
    assert trainer.stopped == sentence


def test_a_diverged_run_stays_where_it_is() -> None:
    trainer = trainer_of()
    trainer.advance(1000)
    epoch, steps, reason = trainer.epoch, trainer.steps, trainer.stopped
    trainer.tune(trainer_of(learning_rate=0.001).config)
    trainer.advance(1000)
    assert (trainer.epoch, trainer.steps, trainer.stopped) == (epoch, steps, reason)
    assert np.isnan(trainer.history.curves().high[-1]).any()


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
    assert not Trainer(Config(dtype="float64"), split_of(1e39)).diverged


def test_features_near_the_limit_diverge_at_once_or_later_but_quietly() -> None:
    trainer = Trainer(Config(), split_of(3e38))
    trainer.advance(10)
    assert trainer.diverged
    assert math.isfinite(trainer.seconds)


@pytest.mark.parametrize(("dtype", "size"), [("float32", 1e24), ("float64", 1e200)])
def test_parameters_whose_squares_overflow_are_no_divergence(dtype: str, size: float) -> None:
    """Their product with themselves overflows, they and the loss do not."""
    trainer = trainer_of(dtype=dtype, hidden=(), l2=0.0, learning_rate=0.01)
    trainer.network.parameters[:] = size
    trainer.advance(20)
    assert (trainer.diverged, trainer.epoch) == (False, 20)
    trainer.network.parameters[0] = np.nan
    trainer.advance(1)
    assert (trainer.diverged, trainer.epoch) == (True, 21)


def test_a_large_loss_is_not_a_divergence() -> None:
    trainer = trainer_of(learning_rate=0.05, max_epochs=150, samples=200, log_every=5)
    start = trainer.measure().train_loss
    trainer.advance(150)
    assert trainer.history.curves().high[:, 0].max() > 2 * start
    assert (trainer.diverged, trainer.epoch) == (False, 150)
