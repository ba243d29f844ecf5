"""A trainer may be stopped after any step and goes on as if it had not been."""

import math
from typing import Any

import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer


def trainer_of(**knobs: Any) -> Trainer:
    experiment = Experiment.of({"min_improvement": 0.0, "max_epochs": 40, **knobs})
    return Trainer(experiment.config, load(experiment.recipe))


def in_single_steps(trainer: Trainer, epochs: int) -> None:
    last = trainer.epoch + epochs
    while trainer.epoch < last and not trainer.stopped:
        steps = trainer.steps
        trainer.advance(last - trainer.epoch, 0.0)
        trainer.measure()
        assert trainer.steps == steps + 1


@pytest.mark.parametrize("batch_size", [None, 7, 50, 200])
@pytest.mark.parametrize(
    "rules",
    [
        {},
        {"min_improvement": 0.1, "check_every": 6},
        {"target_loss": 0.2},
        {"patience": 2},
        {"learning_rate": 100.0},
    ],
    ids=str,
)
def test_a_run_in_single_steps_is_the_same_run(batch_size: int | None, rules: Any) -> None:
    one, other = (trainer_of(batch_size=batch_size, log_every=3, **rules) for _ in range(2))
    one.advance(1000)
    in_single_steps(other, 1000)
    assert (other.epoch, other.steps, other.stopped) == (one.epoch, one.steps, one.stopped)
    assert other.network.parameters.tobytes() == one.network.parameters.tobytes()
    mine, theirs = one.history.curves(), other.history.curves()
    assert mine.epochs.tolist() == theirs.epochs.tolist()
    assert mine.high.tobytes() == theirs.high.tobytes()


def test_epochs_are_whole_unless_time_is_short() -> None:
    trainer = trainer_of(batch_size=30)  # 7 steps an epoch
    trainer.advance(2)
    assert (trainer.epoch, trainer.steps) == (2, 14)
    trainer.advance(5, 0.0)
    assert (trainer.epoch, trainer.steps) == (2, 15)
    trainer.advance(1)
    assert (trainer.epoch, trainer.steps) == (3, 21)


def test_the_figures_within_an_epoch_are_those_of_the_weights_of_that_moment() -> None:
    trainer = trainer_of(batch_size=30, log_every=10)
    before = trainer.measure()
    trainer.advance(1, 0.0)
    probabilities = trainer.network.probabilities(load(Experiment.of({}).recipe).train.inputs)
    targets = load(Experiment.of({}).recipe).train.targets
    loss = -sum(math.log(row[target]) for row, target in zip(probabilities, targets, strict=True))
    assert trainer.measure().train_loss == pytest.approx(loss / 200, rel=1e-5)
    assert trainer.measure() != before
    assert trainer.curves().epochs.tolist() == [0]
    trainer.advance(3)
    assert trainer.curves().epochs.tolist() == [0, 3]
    assert trainer.history.curves().epochs.tolist() == [0]


def test_a_burst_is_as_short_as_it_is_asked_to_be() -> None:
    trainer = trainer_of(samples=50_000, batch_size=1, hidden=(4,))
    for _ in range(10):
        steps = trainer.steps
        trainer.advance(10, 0.01)
        assert trainer.steps > steps
    assert trainer.epoch == 0  # ten epochs were asked for each time, half a million steps
