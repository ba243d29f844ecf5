"""The network: one flat vector under all views, its forward pass, and predictions in chunks."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from npnn_tui.engine.nn import Network
from npnn_tui.engine.nn import network as network_module


def drawn(sizes: tuple[int, ...], dtype: str = "float64", seed: int = 0) -> Network:
    network = Network(sizes, "tanh", dtype)
    network.parameters[:] = np.random.default_rng(seed).normal(size=network.parameters.shape)
    return network


@given(sizes=st.lists(st.integers(1, 7), min_size=2, max_size=5).map(tuple))
def test_weights_and_biases_are_views_that_tile_the_vector(sizes: tuple[int, ...]) -> None:
    network = Network(sizes, "relu", "float32")
    assert [weights.shape for weights in network.weights] == list(pairwise(sizes))
    assert [biases.shape for biases in network.biases] == [(size,) for size in sizes[1:]]
    for part in (*network.weights, *network.biases):
        assert np.shares_memory(part, network.parameters)
        np.add(part, 1, out=part)
    assert (network.parameters == 1).all()  # each number belongs to one view
    network.parameters[:] = np.arange(network.parameters.size)
    seen = [number for part in (*network.weights, *network.biases) for number in part.flat]
    assert sorted(seen) == list(range(network.parameters.size))


def test_parameters_are_counted_as_in_every_textbook() -> None:
    assert Network((2, 32, 2), "relu", "float32").parameters.size == 2 * 32 + 32 + 32 * 2 + 2
    assert Network((4, 3), "relu", "float32").parameters.size == 15


def test_the_forward_pass_by_hand() -> None:
    network = Network((2, 2, 2), "relu", "float64")
    network.weights[0][:] = np.array([[1, -1], [2, 0.5]])
    network.biases[0][:] = [0.5, -1]
    network.weights[1][:] = np.array([[1, 0], [3, -2]])
    network.biases[1][:] = [0, 4]
    pre_activations, entering = network.forward(np.array([[1.0, -4.0], [1.0, 0.0]]))
    assert pre_activations[0].tolist() == [[3.5, -3.5], [-1.5, 3.0]]
    assert entering[1].tolist() == [[3.5, 0.0], [0.0, 3.0]]
    assert pre_activations[1].tolist() == [[3.5, 9.0], [4.0, -2.0]]


@settings(max_examples=20, deadline=None)
@given(count=st.integers(0, 40), chunk=st.integers(1, 17))
def test_chunks_predict_what_the_whole_predicts(count: int, chunk: int) -> None:
    network = drawn((3, 4, 5))
    observations = np.random.default_rng(count).normal(size=(count, 3))
    whole = network.probabilities(observations)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network_module, "FEWEST_ROWS", chunk)
        patch.setattr(network_module, "CHUNK", 0)
        cut = network.probabilities(observations)
    assert whole.shape == cut.shape == (count, 5)
    np.testing.assert_allclose(cut, whole, rtol=1e-12)


def test_a_large_grid_is_predicted_like_its_parts() -> None:
    network = drawn((2, 8, 3), "float32")
    points = np.random.default_rng(1).normal(size=(network_module.CHUNK // 13 + 1000, 2))
    found = network.probabilities(points)
    singly = np.concatenate([network.probabilities(part) for part in np.array_split(points, 7)])
    np.testing.assert_allclose(found, singly, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-5)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_precision_is_kept_throughout(dtype: str) -> None:
    network = drawn((2, 4, 4, 3), dtype)
    assert network.parameters.dtype == dtype
    for z in network.forward(np.ones((2, 5), dtype))[0]:
        assert z.dtype == dtype
    assert network.probabilities(np.ones((5, 2))).dtype == dtype
