"""The step that a Trainer really takes, deduced from how the parameters moved."""

from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets.dataset import Dataset, Split
from npnn_tui.engine import Config, Trainer
from npnn_tui.engine.nn import Network
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

SMOOTH = ("tanh", "sigmoid", "gelu", "silu", "identity")
OBSERVATIONS = 12
PENALTIES = {"none": (0.0, 0.0), "l2": (0.7, 0.0), "l1": (0.0, 0.4), "both": (0.3, 0.2)}


@pytest.fixture(scope="module")
def split() -> Split:
    generator = np.random.default_rng(3)
    inputs = generator.normal(size=(OBSERVATIONS, 2))
    names = ("a", "b", "c")
    train = Dataset(inputs, generator.integers(0, 3, OBSERVATIONS), ("x", "y"), names)
    empty = Dataset(np.empty((0, 2)), np.empty(0, np.int64), ("x", "y"), names)
    return Split(train, empty, np.zeros(2), np.ones(2))


def config_of(**knobs: object) -> Config:
    values = {"hidden": (5, 4), "activation": "tanh", "dtype": "float64", "seed": 7, "l2": 0.0}
    return Config(**{**values, **knobs})  # type: ignore[arg-type]


def objective(config: Config, split: Split, parameters: Floats) -> float:
    network = Network((2, *config.hidden, 3), config.activation, "float64")
    network.parameters[:] = parameters
    logits = network.forward(split.train.inputs.T)[0][-1]
    chosen = logits[split.train.targets, np.arange(OBSERVATIONS)]
    total = (np.log(np.exp(logits).sum(axis=0)) - chosen).sum()
    for weights in network.weights:
        total += config.l2 / 2 * (weights**2).sum() + config.l1 * np.abs(weights).sum()
    return float(total / OBSERVATIONS)


def slope(config: Config, split: Split, parameters: Floats) -> Floats:
    h = 1e-5
    pairs = [
        (objective(config, split, parameters + way), objective(config, split, parameters - way))
        for way in h * np.eye(len(parameters))
    ]
    return np.array([(above - below) / (2 * h) for above, below in pairs])


def moved_by(config: Config, split: Split) -> tuple[Floats, Floats]:
    """Return the parameters before one epoch and how far it moved them per learning rate."""
    trainer = Trainer(config, split)
    before = trainer.network.parameters.copy()
    trainer.advance(1)
    return before, (before - trainer.network.parameters) / config.learning_rate


@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize(("reduction", "factor"), [("mean", 1), ("sum", OBSERVATIONS)])
@pytest.mark.parametrize("activation", SMOOTH)
def test_a_full_batch_step_follows_the_objective(
    activation: str, reduction: str, factor: int, penalty: str, split: Split
) -> None:
    l2, l1 = PENALTIES[penalty]
    config = config_of(activation=activation, reduction=reduction, learning_rate=0.05, l2=l2, l1=l1)
    before, moved = moved_by(config, split)
    np.testing.assert_allclose(moved, factor * slope(config, split, before), rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize(
    ("reduction", "batch_size", "factor"),
    [
        ("sum", 1, OBSERVATIONS),
        ("sum", 5, OBSERVATIONS),
        ("sum", OBSERVATIONS, OBSERVATIONS),
        ("mean", 1, OBSERVATIONS),
        ("mean", 4, OBSERVATIONS // 4),
        ("mean", OBSERVATIONS, 1),
    ],
)
def test_an_epoch_of_small_batches_adds_up_to_the_objectives_gradient(
    reduction: str, batch_size: int, factor: int, penalty: str, split: Split
) -> None:
    """With steps this small the order of the batches is of no account, but every observation is.

    With `sum` even batches of unequal size add up to n times the gradient, penalty included.
    """
    l2, l1 = PENALTIES[penalty]
    config = config_of(reduction=reduction, learning_rate=1e-6, batch_size=batch_size, l2=l2, l1=l1)
    before, moved = moved_by(config, split)
    np.testing.assert_allclose(moved, factor * slope(config, split, before), rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize(("batch_size", "steps"), [(None, 1), (1, 12), (5, 3), (12, 1)])
def test_steps_are_counted(batch_size: int | None, steps: int, split: Split) -> None:
    trainer = Trainer(config_of(batch_size=batch_size), split)
    trainer.advance(2)
    assert (trainer.epoch, trainer.steps) == (2, 2 * steps)


def test_small_batches_come_in_a_new_order_each_epoch_and_by_seed(split: Split) -> None:
    """Large steps do not commute: another order of the same batches ends elsewhere."""

    def end(seed: int, epochs: int) -> Floats:
        config = config_of(batch_size=1, learning_rate=0.3, initializer="zeros", seed=seed)
        trainer = Trainer(config, split)
        trainer.advance(epochs)
        return trainer.network.parameters.copy()

    assert (end(0, 3) == end(0, 3)).all()
    assert (end(0, 3) != end(1, 3)).any()
