"""Networks that predict numbers: what is measured, which way they step, and how well they learn."""

import warnings
from dataclasses import replace
from math import nan

import numpy as np
import pytest
from npnn_tui.datasets import Dataset, Split, load
from npnn_tui.engine import Config, Experiment, Look, Play, Probe, Trainer
from npnn_tui.engine.nn import Network
from npnn_tui.engine.training.metrics import root_mean_squared_error
from numpy.typing import NDArray

from .conftest import OpenDesk

Doubles = NDArray[np.float64]

OBSERVATIONS = 12


def split_of(targets: Doubles, test_targets: Doubles | None = None) -> Split:
    generator = np.random.default_rng(5)
    train, test = (
        Dataset(generator.normal(size=(len(values), 2)), values, ("x", "y"), (), "height")
        for values in (targets, np.empty(0) if test_targets is None else test_targets)
    )
    return Split(train, test, np.zeros(2), np.ones(2))


def config_of(**knobs: object) -> Config:
    values = {"hidden": (5, 4), "activation": "tanh", "dtype": "float64", "seed": 7, "l2": 0.0}
    return Config(**{**values, **knobs})  # type: ignore[arg-type]


@pytest.fixture
def split() -> Split:
    generator = np.random.default_rng(6)
    return split_of(generator.normal(size=OBSERVATIONS), generator.normal(size=5))


def test_metrics_are_those_of_the_formulas(split: Split) -> None:
    """Loss 1/2n sum (p - t)^2, R2 = 1 - SSE / SST, J with the penalty on weights alone."""
    trainer = Trainer(config_of(l2=0.3, l1=0.2), split)
    trainer.advance(20)
    metrics, network = trainer.measure(), trainer.network
    for data, loss, score in (
        (split.train, metrics.train_loss, metrics.train_score),
        (split.test, metrics.test_loss, metrics.test_score),
    ):
        predicted = network.predictions(data.inputs)[:, 0].tolist()
        targets = data.targets.tolist()
        squares = sum((p - t) ** 2 for p, t in zip(predicted, targets, strict=True))
        mean = sum(targets) / len(targets)
        total = sum((t - mean) ** 2 for t in targets)
        assert loss == pytest.approx(squares / 2 / len(targets), rel=1e-12)
        assert score == pytest.approx(1 - squares / total, rel=1e-12)
    penalty = sum(
        0.15 * (weights**2).sum() + 0.2 * np.abs(weights).sum() for weights in network.weights
    )
    expected = metrics.train_loss + penalty / OBSERVATIONS
    assert metrics.objective == pytest.approx(expected, rel=1e-12)


def test_always_predicting_the_mean_has_an_r_squared_of_0() -> None:
    targets = np.arange(OBSERVATIONS, dtype=float)
    split = split_of(targets - targets.mean())
    metrics = Trainer(config_of(initializer="zeros"), split).measure()
    assert metrics.train_score == pytest.approx(0, abs=1e-12)
    assert metrics.train_loss == pytest.approx((OBSERVATIONS**2 - 1) / 24)
    assert np.isnan([metrics.test_loss, metrics.test_score]).all()


@pytest.mark.parametrize("constant", [0.0, 0.1, 1e-170])
def test_targets_that_do_not_vary_have_no_r_squared(constant: float) -> None:
    """The mean of seven times 0.1 is not 0.1: a variance of 1e-34 must not count."""
    split = split_of(np.arange(9.0), np.full(7, constant))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trainer = Trainer(config_of(), split)
        trainer.advance(10)
        metrics = trainer.measure()
    assert np.isnan(metrics.test_score)
    assert np.isfinite([metrics.test_loss, metrics.train_score]).all()


def test_an_error_has_the_units_of_the_data(split: Split) -> None:
    """A loss of 1/2 is a typical error of one standard deviation of the targets."""
    assert root_mean_squared_error(0.5, replace(split, target_scale=40.0)) == 40
    assert np.isnan(root_mean_squared_error(nan, split))


def objective(config: Config, split: Split, parameters: Doubles) -> float:
    network = Network((2, *config.hidden, 1), config.activation, "float64")
    network.parameters[:] = parameters
    predicted = network.forward(split.train.inputs.T)[0][-1][0]
    squares = ((predicted - split.train.targets) ** 2).sum() / 2
    penalty = config.l2 / 2 * sum((weights**2).sum() for weights in network.weights)
    return float((squares + penalty) / len(split.train))


@pytest.mark.parametrize(("reduction", "factor"), [("mean", 1), ("sum", OBSERVATIONS)])
@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "gelu"])
@pytest.mark.parametrize("l2", [0.0, 0.7])
def test_a_step_follows_the_objective(
    activation: str, reduction: str, factor: int, l2: float, split: Split
) -> None:
    config = config_of(activation=activation, reduction=reduction, learning_rate=0.01, l2=l2)
    trainer = Trainer(config, split)
    before = trainer.network.parameters.astype(float)
    trainer.advance(1)
    moved = (before - trainer.network.parameters) / 0.01
    h = 1e-5
    slope = [
        (objective(config, split, before + way) - objective(config, split, before - way)) / (2 * h)
        for way in h * np.eye(len(before))
    ]
    np.testing.assert_allclose(moved, factor * np.array(slope), rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("data", ["hills", "ripple"])
def test_the_surfaces_are_learned_with_their_defaults(data: str, seed: int) -> None:
    """Noise of 0.2 beside heights of deviation 1 leaves 1 / 1.04 = 0.96 to be explained."""
    experiment = Experiment.of({"data": data, "seed": seed, "data_seed": seed, "max_epochs": 2000})
    trainer = Trainer(experiment.config, load(experiment.recipe))
    trainer.advance(2000)
    metrics = trainer.measure()
    assert metrics.train_score >= 0.95
    assert metrics.test_score >= 0.85


def test_a_linear_network_finds_the_least_squares(split: Split) -> None:
    trainer = Trainer(config_of(hidden=(), reduction="mean", learning_rate=0.2), split)
    trainer.advance(5000)
    columns = np.column_stack([split.train.inputs, np.ones(OBSERVATIONS)])
    best = np.linalg.lstsq(columns, split.train.targets, rcond=None)[0]
    np.testing.assert_allclose(trainer.network.parameters, best, atol=1e-9)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [({"patience": 20}, "patience: "), ({"target_loss": 0.3}, "target_loss 0.3 reached")],
)
def test_stopping_rules_watch_the_squared_error(
    rule: dict[str, object], reason: str, split: Split
) -> None:
    config = config_of(
        reduction="mean", learning_rate=0.3, min_improvement=0.0, log_every=1, **rule
    )
    trainer = Trainer(config, split)
    trainer.advance(10_000)
    assert trainer.stopped.startswith(reason)


def test_a_session_answers_with_predictions(open_desk: OpenDesk) -> None:
    desk = open_desk(data="hills", max_epochs=50)
    points = np.array([[0.0, 0.5], [0.5, -0.5], [3.0, 3.0]])
    desk.session.send(Play())
    desk.until(lambda snapshot: snapshot.status == "finished")
    desk.session.send(Look(Probe(points)))
    answer = desk.until(lambda snapshot: snapshot.answer is not None).answer
    trainer = Trainer(desk.experiment.config, load(desk.experiment.recipe))
    trainer.advance(50)
    assert answer is not None
    np.testing.assert_array_equal(answer.values, trainer.network.predictions(points))
    assert answer.values.shape == (3, 1)
