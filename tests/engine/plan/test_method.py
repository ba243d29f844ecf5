"""Clipping, dropout and schedules, by what they do to a step."""

import math
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Trainer
from npnn_tui.engine.nn import Network
from npnn_tui.engine.nn.arrays import Doubles, Floats
from npnn_tui.engine.plan import Descent, Method
from npnn_tui.engine.plan.dropout import Dropout
from npnn_tui.engine.training.schedules import Plateau, Schedule

from .conftest import Problem


@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize("penalty", [{}, {"l2": 3.0, "l1": 1.0}])
def test_clipping_shortens_long_gradients_and_leaves_short_ones(
    penalty: dict[str, Any], reduction: str
) -> None:
    def step(clip: float | None) -> Doubles:
        descent = Problem().descent(Method("gd", 0.1, reduction, clip=clip, **penalty))
        before = descent.network.parameters.copy()
        descent.run(1)
        moved: Doubles = (before - descent.network.parameters) / 0.1
        return moved

    free = step(None)
    norm = float(np.linalg.norm(free))
    np.testing.assert_allclose(step(1.01 * norm), free, rtol=1e-12)
    np.testing.assert_allclose(step(0.25 * norm), 0.25 * free, rtol=1e-9)


def test_a_gradient_whose_squares_overflow_is_clipped_to_its_direction() -> None:
    network = Network((1, 1), "identity", "float32")
    inputs, targets = np.full((1, 1), 3e10), np.full(1, -1e15)
    method = Method("gd", 1.0, clip=5.0)
    Descent(network, inputs, targets, method, loss="squared_error").run(1)
    np.testing.assert_allclose(network.parameters, [-5, 0], atol=1e-5)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_dropout_leaves_out_its_share_and_keeps_the_mean(dtype: type) -> None:
    mask: Floats = np.empty((300, 400), dtype)
    for call in Dropout(0.3, np.random.default_rng(0)).draw(mask):
        call()
    assert np.unique(mask).tolist() == pytest.approx([0, 1 / 0.7])
    spread = math.sqrt(0.3 * 0.7 / mask.size)
    assert (mask == 0).mean() == pytest.approx(0.3, abs=4 * spread)
    assert mask.mean() == pytest.approx(1, abs=4 * spread / 0.7)


@pytest.mark.parametrize("activation", ["relu", "tanh", "silu"])
def test_a_step_with_dropout_follows_the_thinned_network(activation: str) -> None:
    """The gradient against differences, the generator drawing the same masks each time."""
    problem = Problem(activation=activation, hidden=(6,))
    method = Method("gd", 1e-3, dropout=0.5)

    def objective_at(parameters: Floats) -> float:
        descent = problem.descent(method, recorded=True)
        descent.network.parameters[:] = parameters
        return float(descent.run(1)[0])

    descent = problem.descent(method)
    start = descent.network.parameters.copy()
    descent.run(1)
    moved = (start - descent.network.parameters) / 1e-3
    plain = problem.descent(Method("gd", 1e-3))
    plain.run(1)
    assert np.abs(plain.network.parameters - descent.network.parameters).max() > 1e-5
    h = 1e-6
    slopes = [
        (objective_at(start + way) - objective_at(start - way)) / (2 * h)
        for way in h * np.eye(len(start))
    ]
    np.testing.assert_allclose(moved, slopes, atol=1e-7)


SCHEDULES = [
    (Schedule("constant", 0.5, 10, 0, 4), {0: 0.25, 1: 0.5, 3: 1, 4: 1, 99: 1}),
    (Schedule("step", 0.5, 10, 0, 0), {0: 1, 9: 1, 10: 0.5, 25: 0.25}),
    (Schedule("exponential", 0.25, 10, 0, 0), {0: 1, 5: 0.5, 10: 0.25, 15: 0.125}),
    (Schedule("cosine", 0.5, 10, 100, 0), {0: 1, 25: 0.853553, 50: 0.5, 100: 0, 200: 0}),
    (Schedule("step", 0.5, 10, 0, 20), {0: 0.05, 9: 0.5, 10: 0.275, 20: 0.25}),
]


@pytest.mark.parametrize(("schedule", "factors"), SCHEDULES, ids=str)
def test_schedules_by_their_formulas(schedule: Schedule, factors: dict[int, float]) -> None:
    for epoch, factor in factors.items():
        assert schedule(epoch) == pytest.approx(factor, abs=1e-6)


@pytest.mark.parametrize("batch_size", [None, 10])
@pytest.mark.parametrize("optimizer", ["gd", "momentum", "adam", "adamw"])
def test_each_epoch_steps_by_the_rate_of_its_schedule(
    optimizer: str, batch_size: int | None
) -> None:
    schedule = Schedule("step", 0.5, 2, 0, 3)
    more: dict[str, Any] = {"l2": 2.0, "l1": 0.3}
    scheduled = Problem().descent(
        Method(optimizer, 0.01, schedule=schedule, **more), batch_size=batch_size
    )
    by_hand = Problem().descent(Method(optimizer, 0.01, **more), batch_size=batch_size)
    scheduled.run(8 * scheduled.steps_per_epoch)
    for epoch in range(8):
        by_hand.tune(Method(optimizer, 0.01 * schedule(epoch), **more))
        by_hand.run(by_hand.steps_per_epoch)
    found, expected = scheduled.network.parameters, by_hand.network.parameters
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_a_plateau_lowers_the_rate_once_the_objective_has_not_fallen() -> None:
    plateau = Plateau()
    objectives = {0: 3.0, 10: 2.0, 20: 2.5, 30: 2.0, 40: 2.1, 50: 2.2, 60: 1.9, 90: 1.95}
    changed = [epoch for epoch, value in objectives.items() if plateau.look(0.5, 20, epoch, value)]
    assert changed == [30, 50, 90]
    assert plateau.factor == 0.125


def test_a_plateau_does_not_compare_objectives_of_different_penalties() -> None:
    knobs = {"schedule": "plateau", "decay_every": 10, "reduction": "mean", "min_improvement": 0.0}
    experiment = Experiment.of({**knobs, "l2": 0.0})
    trainer = Trainer(experiment.config, load(experiment.recipe))
    trainer.advance(100)
    before = trainer.recorded.objective
    trainer.tune(experiment.changed({"l2": 10.0}).config)
    trainer.advance(100)
    assert trainer.recorded.objective > before
    assert trainer.learning_rate == experiment.config.learning_rate


@pytest.mark.parametrize("batch_size", [None, 10])
def test_an_interrupt_while_the_rate_changes_leaves_no_trace(
    batch_size: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(rate: float) -> None:
        raise KeyboardInterrupt

    method = Method("momentum", 0.1, l2=1.0, schedule=Schedule("step", 0.5, 1, 0, 0))
    one, other = (Problem().descent(method, batch_size=batch_size) for _ in range(2))
    one.run(4 * one.steps_per_epoch)
    other.run(2 * other.steps_per_epoch)
    before = other.save()
    with monkeypatch.context() as patch:
        patch.setattr(other._feed, "rescale", interrupt)
        with pytest.raises(KeyboardInterrupt):
            other.run(1)
    other.restore(before)
    other.run(2 * other.steps_per_epoch)
    assert other.network.parameters.tobytes() == one.network.parameters.tobytes()


@pytest.mark.parametrize("outputs", [2, 3])
def test_a_rate_of_zero_moves_nothing(outputs: int) -> None:
    problem = Problem(outputs=outputs, dtype="float32")
    descent = problem.descent(Method("gd", 0.1, l2=1.0, schedule=lambda epoch: 0.0))
    before = descent.network.parameters.copy()
    descent.run(3)
    np.testing.assert_allclose(descent.network.parameters, before, rtol=0, atol=1e-25)
