"""The loop: what it may not change, whatever the shape of the plan."""

import tracemalloc
from typing import Any

import numpy as np
import pytest
from npnn_tui.engine.nn import ACTIVATIONS, Penalty, cross_entropy
from npnn_tui.engine.nn.arrays import Doubles
from npnn_tui.engine.plan import OPTIMIZERS, Descent, Method, blocks, source

from .conftest import OBSERVATIONS, Problem

LOSSES = [("cross_entropy", 2), ("cross_entropy", 3), ("squared_error", 1), ("squared_error", 2)]


def method_of(**settings: Any) -> Method:
    return Method(**{"learning_rate": 0.02, "l2": 0.5, "l1": 0.1, **settings})


def objective(problem: Problem, descent: Descent, penalty: Penalty) -> float:
    """J by the functions of the network, for the weights of this moment."""
    network, targets = descent.network, problem.targets
    if problem.loss == "squared_error":
        errors = network.forward(problem.inputs.T)[0][-1].T - targets
        loss = float((errors**2).sum() / 2 / OBSERVATIONS)
    else:
        loss = cross_entropy(network.log_probabilities(problem.inputs.T), targets)
    return loss + sum(penalty.of(weights) for weights in network.weights) / OBSERVATIONS


@pytest.mark.parametrize(("loss", "outputs"), LOSSES)
@pytest.mark.parametrize(("dtype", "tolerance"), [("float64", 1e-12), ("float32", 1e-5)])
def test_recorded_objectives_are_those_before_each_step(
    dtype: str, tolerance: float, loss: str, outputs: int
) -> None:
    problem = Problem(outputs=outputs, loss=loss, dtype=dtype)
    together = problem.descent(method_of(), recorded=True).run(150)  # more than one round
    alone, expected = problem.descent(method_of()), []
    for _ in range(150):
        expected.append(objective(problem, alone, Penalty(0.5, 0.1)))
        assert alone.run(1).size == 0
    np.testing.assert_allclose(together, expected, rtol=tolerance)
    assert expected[-1] < 0.95 * expected[0]


def test_losses_near_zero_keep_their_digits_in_single_precision() -> None:
    """Where every target leads by 30, log(1 + exp(-30)) is 9.4e-14, which 1 - p would lose."""
    problem = Problem(outputs=2, hidden=(), dtype="float32")
    descent = problem.descent(Method(learning_rate=1e-30), recorded=True)
    descent.network.parameters[:] = 0
    inputs = np.zeros((4, 3))
    descent = Descent(descent.network, inputs, np.zeros(4, int), descent.method, recorded=True)
    descent.network.biases[0][:] = 15, -15
    assert descent.run(1) == pytest.approx(np.log1p(np.exp(-30.0)), rel=1e-5)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(("loss", "outputs"), LOSSES)
def test_blocks_add_up_to_the_whole(
    loss: str, outputs: int, activation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem(outputs=outputs, loss=loss, activation=activation)
    plain = problem.descent(method_of(), recorded=True)
    for name, value in {"LARGE": 1, "BLOCK": 1, "FEWEST": 7}.items():
        monkeypatch.setattr(blocks, name, value)  # 8 blocks: 7 of them of 7, and 1 observation
    blocked = problem.descent(method_of(), recorded=True)
    np.testing.assert_allclose(blocked.run(40), plain.run(40), rtol=1e-11)
    np.testing.assert_allclose(blocked.network.parameters, plain.network.parameters, rtol=1e-9)


@pytest.mark.parametrize("batch_size", [None, 8])
def test_inputs_too_large_to_copy_give_the_same_steps(
    batch_size: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Problem().descent(method_of(), batch_size=batch_size)
    monkeypatch.setattr(source, "KEPT_AS_THEY_ARE", 0)
    kept = Problem().descent(method_of(), batch_size=batch_size)
    for descent in (plain, kept):
        descent.run(30)
    np.testing.assert_allclose(kept.network.parameters, plain.network.parameters, rtol=1e-10)


@pytest.mark.parametrize("batch_size", [1, 8, 25, OBSERVATIONS])
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_an_epoch_meets_every_observation_once(reduction: str, batch_size: int) -> None:
    """With steps so small the gradients of an epoch's batches add up to that of the whole."""
    moved = {}
    for size in (batch_size, None):
        method = method_of(learning_rate=1e-7, reduction=reduction)
        descent = Problem().descent(method, batch_size=size)
        before = descent.network.parameters.copy()
        descent.run(descent.steps_per_epoch)
        moved[size] = descent.network.parameters - before
    batches = OBSERVATIONS / batch_size if reduction == "mean" else 1.0
    if reduction == "sum" or OBSERVATIONS % batch_size == 0:
        np.testing.assert_allclose(moved[batch_size], batches * moved[None], rtol=1e-3, atol=1e-12)


def test_a_recorded_epoch_of_batches_is_the_mean_over_all_observations() -> None:
    method = Method(learning_rate=1e-9, l2=0.5)
    descent = Problem().descent(method, batch_size=8, recorded=True)
    expected = objective(Problem(), descent, Penalty(0.5, 0))
    assert descent.steps_per_epoch == 7
    assert descent.run(7).sum() == pytest.approx(expected, rel=1e-6)


def test_the_order_is_that_of_the_data_unless_shuffled() -> None:
    runs: dict[bool, list[Doubles]] = {True: [], False: []}
    for shuffled in (True, False):
        for seed in (0, 1):
            more = {"shuffled": shuffled, "generator": np.random.default_rng(seed)}
            descent = Problem().descent(method_of(), batch_size=8, recorded=True, **more)
            runs[shuffled].append(descent.run(7))
    assert (runs[False][0] == runs[False][1]).all()
    assert (runs[True][0] != runs[True][1]).any()


@pytest.mark.parametrize("batch_size", [None, 8])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_descent_taken_back_goes_the_same_way_again(
    optimizer: str, batch_size: int | None
) -> None:
    method = method_of(optimizer=optimizer, dropout=0.2, clip=1.0)
    one, other = (Problem().descent(method, batch_size=batch_size) for _ in range(2))
    one.run(100)
    other.run(37)
    checkpoint = other.save()
    other.run(20)
    other.restore(checkpoint)
    assert other.steps == 37
    other.run(11)
    other.tune(method)  # planned anew in the middle of an epoch
    other.run(52)
    assert (one.network.parameters == other.network.parameters).all()


def test_another_optimizer_begins_without_memory() -> None:
    descent = Problem().descent(method_of(optimizer="momentum"))
    descent.run(10)
    middle = descent.network.parameters.copy()
    descent.tune(method_of(optimizer="adam"))
    descent.run(5)
    fresh = Problem().descent(method_of(optimizer="adam"))
    fresh.network.parameters[:] = middle
    fresh.run(5)
    assert (fresh.network.parameters == descent.network.parameters).all()


def test_a_descent_that_forgets_goes_on_as_a_new_one() -> None:
    descent = Problem().descent(method_of(optimizer="adam"))
    descent.run(10)
    descent.forget()
    fresh = Problem().descent(method_of(optimizer="adam"))
    fresh.network.parameters[:] = descent.network.parameters
    for each in (descent, fresh):
        each.run(5)
    assert (fresh.network.parameters == descent.network.parameters).all()


@pytest.mark.parametrize("batch_size", [None, 10_000])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_steps_allocate_no_arrays(optimizer: str, batch_size: int | None) -> None:
    """Only a few numbers of Python's come and go; a row of activations has 80,000 bytes.

    NumPy itself may take one buffer of 8,192 numbers while it runs a call.
    """
    generator = np.random.default_rng(0)
    inputs, targets = generator.normal(size=(20_000, 3)), generator.integers(0, 3, 20_000)
    method = method_of(optimizer=optimizer, clip=1.0)
    descent = Descent(Problem().network(), inputs, targets, method, batch_size=batch_size)
    descent.run(10)
    tracemalloc.start()
    descent.run(4)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 70_000
