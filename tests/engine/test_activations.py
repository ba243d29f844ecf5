"""Activations: the values of the published formulas, their slopes, and no overflow."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from npnn_tui.engine.nn import ACTIVATIONS


def gelu(z: float) -> float:
    """The tanh form of Hendrycks and Gimpel (2016)."""
    return 0.5 * z * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)))


FORMULAS: dict[str, Callable[[float], float]] = {
    "relu": lambda z: z if z > 0 else 0.0,
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "tanh": lambda z: (math.exp(2 * z) - 1) / (math.exp(2 * z) + 1),
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "elu": lambda z: z if z > 0 else math.exp(z) - 1,
    "gelu": gelu,
    "silu": lambda z: z / (1 + math.exp(-z)),
    "identity": lambda z: z,
}
POINTS = np.array([-9.0, -3.5, -1.0, -0.3, -0.01, 0.01, 0.2, 1.0, 2.7, 8.0])


def test_there_is_a_formula_for_each() -> None:
    assert set(FORMULAS) == set(ACTIVATIONS)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_values_follow_the_formula(name: str) -> None:
    expected = [FORMULAS[name](float(z)) for z in POINTS]
    np.testing.assert_allclose(ACTIVATIONS[name].function(POINTS), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_derivative_is_the_slope_of_the_formula(name: str) -> None:
    activation, h = ACTIVATIONS[name], 1e-6
    expected = [(FORMULAS[name](z + h) - FORMULAS[name](z - h)) / (2 * h) for z in POINTS.tolist()]
    found = activation.derivative(POINTS, activation.function(POINTS))
    np.testing.assert_allclose(found, expected, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize(
    ("name", "z", "value", "slope"),
    [
        ("relu", 0.0, 0.0, 0.0),
        ("leaky_relu", -2.0, -0.02, 0.01),
        ("tanh", 0.0, 0.0, 1.0),
        ("sigmoid", 0.0, 0.5, 0.25),
        ("sigmoid", math.log(3), 0.75, 0.1875),
        ("elu", -math.log(2), -0.5, 0.5),
        ("gelu", 0.0, 0.0, 0.5),
        ("silu", 0.0, 0.0, 0.5),
        ("identity", -7.0, -7.0, 1.0),
    ],
)
def test_known_values(name: str, z: float, value: float, slope: float) -> None:
    activation = ACTIVATIONS[name]
    a = activation.function(np.array([z]))
    assert a[0] == pytest.approx(value, abs=1e-15)
    assert activation.derivative(np.array([z]), a)[0] == pytest.approx(slope, abs=1e-15)


def test_gelu_is_close_to_the_normal_distribution_that_it_stands_for() -> None:
    exact = [z * 0.5 * (1 + math.erf(z / math.sqrt(2))) for z in POINTS.tolist()]
    np.testing.assert_allclose(ACTIVATIONS["gelu"].function(POINTS), exact, atol=5e-4)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_nothing_overflows_and_the_precision_stays(
    name: str,
    dtype: type[np.floating[np.float32 | np.float64]],  # type: ignore[type-var]
) -> None:
    z = np.array([-1e4, -100, 0, 100, 1e4], dtype)
    activation = ACTIVATIONS[name]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a = activation.function(z)
        slope = activation.derivative(z, a)
    assert a.dtype == slope.dtype == dtype
    assert np.isfinite(a).all()
    assert np.isfinite(slope).all()
    limits = {"sigmoid": (0, 1), "tanh": (-1, 1), "relu": (0, 1e4), "elu": (-1, 1e4)}
    if name in limits:
        assert (a[0], a[-1]) == limits[name]
    if name in ("gelu", "silu"):
        assert a[0] == pytest.approx(0, abs=1e-30)
        assert a[-1] == pytest.approx(1e4)
        assert slope[-1] == pytest.approx(1)
