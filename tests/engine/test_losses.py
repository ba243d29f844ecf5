"""Softmax cross-entropy: its formula in extended precision, and its limits."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from npnn_tui.engine.nn import cross_entropy, log_softmax
from numpy.typing import NDArray

SIZES = st.tuples(st.integers(2, 10), st.integers(1, 20))


def in_extended_precision(logits: NDArray[np.float64]) -> Any:
    wide = logits.astype(np.longdouble)
    return wide - np.log(np.exp(wide).sum(axis=0))


@settings(max_examples=60)
@given(logits=arrays(np.float64, SIZES, elements=st.floats(-300, 300)), seed=st.integers(0, 99))
def test_loss_follows_the_formula(logits: NDArray[np.float64], seed: int) -> None:
    classes, count = logits.shape
    targets = np.random.default_rng(seed).integers(0, classes, (count,))
    expected = in_extended_precision(logits)
    found = log_softmax(logits)
    np.testing.assert_allclose(found, expected.astype(float), rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(np.exp(found).sum(axis=0), 1, rtol=1e-12)
    loss = -sum(expected[targets[column], column] for column in range(count)) / count
    assert cross_entropy(found, targets) == pytest.approx(float(loss), rel=1e-13, abs=1e-13)


@settings(max_examples=60)
@given(logits=arrays(np.float32, SIZES, elements=st.floats(-1e4, 1e4, width=32)))
def test_large_logits_overflow_nowhere(logits: NDArray[np.float32]) -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        found = log_softmax(logits)
    assert found.dtype == np.float32
    assert np.isfinite(found).all()
    assert (found <= 0).all()
    np.testing.assert_allclose(np.exp(found).sum(axis=0), 1, rtol=1e-5)


def test_the_loss_of_known_predictions() -> None:
    even = log_softmax(np.zeros((4, 3)))
    assert cross_entropy(even, np.array([0, 3, 1])) == pytest.approx(math.log(4), rel=1e-15)
    wrong = log_softmax(np.array([[1e4], [-1e4]], np.float32))
    assert cross_entropy(wrong, np.array([1])) == 2e4
    assert cross_entropy(wrong, np.array([0])) == 0


def test_logits_may_all_move_together_and_are_left_alone() -> None:
    logits = np.array([[1.0, 5.0], [2.0, -3.0], [0.5, 0.0]])
    before = logits.copy()
    np.testing.assert_allclose(log_softmax(logits), log_softmax(logits + 64.0), rtol=1e-13)
    assert (logits == before).all()


def test_the_mean_over_nothing_is_nan() -> None:
    assert math.isnan(cross_entropy(np.empty((3, 0)), np.empty(0, np.int64)))


def test_a_million_float32_losses_are_summed_without_loss_of_digits() -> None:
    draws = np.random.default_rng(0).uniform(-3, 0, (2, 1_000_000))
    log_probabilities = draws.astype(np.float32)
    targets = np.ones(1_000_000, np.int64)
    exact = -math.fsum(log_probabilities[1].tolist()) / 1_000_000
    assert cross_entropy(log_probabilities, targets) == pytest.approx(exact, rel=1e-12)
