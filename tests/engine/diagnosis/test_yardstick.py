"""What the data allow, by nearest neighbours, against what is known of the data."""

import numpy as np
import pytest
from npnn_tui.datasets import Recipe, bayes_posterior, load
from npnn_tui.engine.diagnosis.yardstick import attainable, score_of


@pytest.mark.parametrize("noise", [0.1, 0.2, 0.4])
@pytest.mark.parametrize("data", ["moons", "circles", "spirals", "rings"])
def test_it_is_close_to_the_best_possible_accuracy(data: str, noise: float) -> None:
    train = load(Recipe(data=data, samples=1000, noise=noise)).train
    best = bayes_posterior(data, train.inputs, noise, 2).max(axis=1).mean()
    assert best - 0.06 < attainable(train.inputs.T, train.targets) < best + 0.03


def test_labels_drawn_by_lot_cannot_be_learned() -> None:
    generator = np.random.default_rng(0)
    inputs, targets = generator.standard_normal((3, 900)), generator.integers(0, 3, 900)
    assert attainable(inputs, targets) == pytest.approx(1 / 3, abs=0.06)


def test_an_observation_is_no_neighbour_of_its_own() -> None:
    inputs = np.array([[0.0, 1.0, 2.0, 3.0]])
    assert attainable(inputs, np.array([0, 1, 0, 1])) == 0


def test_the_unit_of_a_feature_does_not_matter() -> None:
    train = load(Recipe(samples=300)).train
    stretched = train.inputs.T * np.array([[1000.0], [1.0]])
    plain = attainable(train.inputs.T, train.targets)
    assert attainable(stretched, train.targets) == plain


def test_a_smooth_function_can_be_learned_and_noise_cannot() -> None:
    generator = np.random.default_rng(0)
    inputs = generator.uniform(-1, 1, (2, 800))
    assert attainable(inputs, np.sin(3 * inputs[0]) * inputs[1]) > 0.95
    assert attainable(inputs, generator.standard_normal(800)) < 0.1


def test_scores() -> None:
    outputs = np.array([[2.0, 0.0, 1.0], [1.0, 1.0, 3.0]])
    assert score_of(outputs, np.array([0, 1, 0])) == pytest.approx(2 / 3)
    assert score_of(np.array([[1.0, 2.0, 3.0]]), np.array([1.0, 2.0, 3.0])) == 1
    assert score_of(np.array([[2.0, 2.0, 2.0]]), np.array([1.0, 2.0, 3.0])) == 0
