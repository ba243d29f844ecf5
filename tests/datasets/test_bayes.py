"""The Bayes posterior against formulas, against drawn frequencies and at its limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.datasets import CLASS_COUNTS, PLANAR, bayes_posterior

ONE_OF_EACH = [(name, classes) for name in CLASS_COUNTS for classes in (2, 3) if name != "xor"]
CURVES = ["moons", "circles", "spirals", "blobs"]
AREAS = ["xor", "checkerboard", "rings", "linear"]


@given(classes=st.integers(2, 10), noise=st.floats(0.05, 10), seed=st.integers(0, 10_000))
def test_blobs_are_a_softmax_of_squared_distances(classes: int, noise: float, seed: int) -> None:
    inputs = np.random.default_rng(seed).uniform(-2, 2, (20, 2))
    angles = [2 * np.pi * target / classes for target in range(classes)]
    densities = np.array(
        [
            np.exp(-((x - np.cos(a)) ** 2 + (y - np.sin(a)) ** 2) / (2 * noise**2))
            for x, y in inputs
            for a in angles
        ]
    ).reshape(20, classes)
    near = densities.sum(axis=1) > 1e-250
    expected = densities[near] / densities[near].sum(axis=1, keepdims=True)
    assert bayes_posterior("blobs", inputs[near], noise, classes) == pytest.approx(expected)


@given(
    name=st.sampled_from(sorted(CLASS_COUNTS)),
    noise=st.sampled_from([0, 1e-9, 0.01, 0.2, 3, 10]),
    inputs=st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), max_size=5),
)
def test_probabilities_are_such_however_far_away(
    name: str, noise: float, inputs: list[tuple[float, float]]
) -> None:
    posterior = bayes_posterior(name, np.array(inputs).reshape(-1, 2), noise, 2)
    assert posterior.shape == (len(inputs), 2)
    assert (posterior >= 0).all()
    assert posterior.sum(axis=1) == pytest.approx(np.ones(len(inputs)))


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("classes", [2, 5, 10])
def test_separate_curves_are_told_apart_without_fault(name: str, classes: int) -> None:
    inputs, targets = PLANAR[name](400, 0, classes, np.random.default_rng(0))
    posterior = bayes_posterior(name, inputs, 0, classes)
    assert np.array_equal(posterior.argmax(axis=1), targets)


@pytest.mark.parametrize("name", AREAS)
@pytest.mark.parametrize("classes", [2, 7])
def test_areas_are_told_apart_up_to_their_edges(name: str, classes: int) -> None:
    classes = 2 if name == "xor" else classes
    inputs, targets = PLANAR[name](400, 0, classes, np.random.default_rng(0))
    posterior = bayes_posterior(name, inputs, 0, classes)
    wrong = (posterior.argmax(axis=1) != targets).mean()
    assert wrong <= (0.02 if name == "rings" else 0)


@pytest.mark.parametrize("noise", [0.1, 0.3])
@pytest.mark.parametrize(("name", "classes"), [*ONE_OF_EACH, ("xor", 2)])
def test_posterior_is_the_frequency_of_each_class_around_a_point(
    name: str, classes: int, noise: float
) -> None:
    inputs, targets = PLANAR[name](30_000, noise, classes, np.random.default_rng(3))
    posterior = bayes_posterior(name, inputs, noise, classes)
    for target in range(classes):
        claimed = posterior[:, target]
        tenth = np.minimum((claimed * 10).astype(int), 9)
        for group in range(10):
            members = tenth == group
            if members.sum() > 300:
                frequency = (targets[members] == target).mean()
                tolerance = 4 * 0.5 / np.sqrt(members.sum())
                assert frequency == pytest.approx(claimed[members].mean(), abs=tolerance)


@pytest.mark.parametrize("name", ["moons", "checkerboard", "rings"])
def test_posterior_is_the_frequency_within_a_small_square(name: str) -> None:
    inputs, targets = PLANAR[name](400_000, 0.2, 2, np.random.default_rng(5))
    for point in np.random.default_rng(6).uniform(-0.8, 0.8, (12, 2)):
        near = (np.abs(inputs - point) < 0.04).all(axis=1)
        frequency = targets[near].mean()
        claimed = bayes_posterior(name, point[None], 0.2, 2)[0, 1]
        assert claimed == pytest.approx(frequency, abs=2.5 / np.sqrt(near.sum()))


def test_the_order_and_number_of_inputs_do_not_matter() -> None:
    inputs = np.random.default_rng(0).uniform(-2, 2, (3000, 2))
    whole = bayes_posterior("checkerboard", inputs, 0.1, 3)
    single = [bayes_posterior("checkerboard", row[None], 0.1, 3)[0] for row in inputs[:40]]
    assert whole[:40] == pytest.approx(np.array(single))
    assert bayes_posterior("checkerboard", inputs[::-1], 0.1, 3)[::-1] == pytest.approx(whole)
