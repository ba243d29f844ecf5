"""A stack of descents: each network ends where it ends by itself, bit for bit."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from npnn_tui.engine.names import ACTIVATION_NAMES
from npnn_tui.engine.nn import Network
from npnn_tui.engine.plan import OPTIMIZERS, Descent, Method, Stack

WIDTHS = st.integers(1, 17)

PROBLEMS = st.fixed_dictionaries(
    {
        "networks": st.integers(1, 5),
        "observations": st.sampled_from([1, 2, 7, 50, 200, 333]),
        "sizes": st.lists(WIDTHS, min_size=1, max_size=3),
        "outputs": st.integers(1, 4),
        "loss": st.sampled_from(["cross_entropy", "squared_error"]),
        "activation": st.sampled_from(ACTIVATION_NAMES),
        "dtype": st.sampled_from(["float32", "float64"]),
        "optimizer": st.sampled_from(sorted(OPTIMIZERS)),
        "reduction": st.sampled_from(["sum", "mean"]),
        "l2": st.sampled_from([0.0, 0.1]),
    }
)


def descents(
    networks: int,
    observations: int,
    sizes: Sequence[int],
    outputs: int,
    *,
    loss: str = "cross_entropy",
    activation: str = "relu",
    dtype: str = "float32",
    rate: float = 0.003,
    **method: Any,
) -> list[Descent]:
    """Return descents that differ in data, initial weights, learning rate and penalty.

    The first has no penalty.
    """

    def one(generator: np.random.Generator, number: int) -> Descent:
        inputs = generator.normal(size=(observations, sizes[0]))
        targets = generator.integers(0, outputs, observations)
        network = Network((*sizes, outputs), activation, dtype)
        network.initialize("lecun_normal", generator)
        own = {**method, "l2": method.get("l2", 0.0) * (number - 1), "learning_rate": rate * number}
        numbers = generator.normal(size=(observations, outputs))
        of_loss = targets if loss == "cross_entropy" else numbers
        return Descent(network, inputs, of_loss, Method(**own), loss=loss)

    return [one(np.random.default_rng(n), n) for n in range(1, networks + 1)]


def assert_alike(ours: Sequence[Descent], theirs: Sequence[Descent]) -> None:
    for one, other in zip(ours, theirs, strict=True):
        assert one.steps == other.steps
        assert one.network.parameters.tobytes() == other.network.parameters.tobytes()
        np.testing.assert_array_equal(one.memory.moments, other.memory.moments)


@settings(max_examples=60, deadline=None)
@given(problem=PROBLEMS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_stack_takes_the_steps_of_each_descent_bit_for_bit(problem: dict[str, Any]) -> None:
    if problem["loss"] == "cross_entropy":
        problem["outputs"] += 1
    single, stacked = descents(**problem), descents(**problem)
    for steps in (1, 6):
        stack = Stack(stacked)
        stack.run(steps)
        for row, descent in enumerate(single):
            descent.run(steps)
            stack.settle(row)
        assert_alike(stacked, single)
    for descent in (*single, *stacked):
        descent.run(3)
    assert_alike(stacked, single)


def test_a_descent_stays_where_it_is_until_it_is_settled() -> None:
    stacked, start = descents(3, 20, [2, 4], 2), descents(3, 20, [2, 4], 2)
    stack = Stack(stacked)
    stack.run(5)
    stack.settle(1)
    start[1].run(5)
    assert_alike(stacked, start)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_network_that_leaves_the_finite_takes_none_with_it(dtype: str) -> None:
    problem: dict[str, Any] = {"activation": "gelu", "dtype": dtype, "l2": 0.1}
    single, stacked = (descents(4, 50, [2, 8], 3, **problem) for _ in range(2))
    for group in (single, stacked):
        group[2].network.parameters[3] = np.nan
    stack = Stack(stacked)
    assert stack.finite() == [True, True, False, True]
    with np.errstate(all="ignore"):
        stack.run(20)
        for row in (0, 1, 3):
            single[row].run(20)
            stack.settle(row)
    assert stack.finite() == [True, True, False, True]
    kept = [0, 1, 3]
    assert_alike([stacked[row] for row in kept], [single[row] for row in kept])
