"""The curvature: products with the Hessian and its largest eigenvalue, against the dense one."""

import numpy as np
import pytest
from npnn_tui.engine.diagnosis.curvature import largest_eigenvalue, sharpness
from npnn_tui.engine.diagnosis.landscape import Landscape
from npnn_tui.engine.diagnosis.second_derivatives import SECOND_DERIVATIVES
from npnn_tui.engine.nn import ACTIVATIONS, Network, write_gradient
from npnn_tui.engine.nn.arrays import Doubles

SIZES = (2, 5, 4, 3)
SMOOTH = sorted(set(ACTIVATIONS) - {"relu", "leaky_relu"})


def landscape_of(activation: str, *, numbers: bool = False) -> tuple[Landscape, Doubles]:
    generator = np.random.default_rng(3)
    inputs = generator.standard_normal((2, 30))
    sizes = (*SIZES[:-1], 1) if numbers else SIZES
    targets = generator.standard_normal(30) if numbers else generator.integers(0, 3, 30)
    network = Network(sizes, activation, np.float64)
    network.initialize("lecun_normal", generator)
    network.parameters += 0.1 * generator.standard_normal(network.parameters.size)
    point = np.asarray(network.parameters, np.float64)
    return Landscape(sizes, activation, inputs, targets, decay=0.02), point


def dense_hessian(landscape: Landscape, point: Doubles) -> Doubles:
    """Differences of gradients; the points are too close for a ReLU to change sides."""
    rows = []
    for unit in np.eye(point.size) * 1e-6:
        rows.append((landscape.gradient(point + unit) - landscape.gradient(point - unit)) / 2e-6)
    return np.array(rows)


def test_every_activation_has_a_second_derivative() -> None:
    assert set(SECOND_DERIVATIVES) == set(ACTIVATIONS)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_second_derivative_is_the_slope_of_the_first(name: str) -> None:
    z = np.linspace(-3.03, 3, 200)  # no point within the step of a kink
    function, derivative = ACTIVATIONS[name].function, ACTIVATIONS[name].derivative
    up, down = z + 1e-6, z - 1e-6
    slope = (derivative(up, function(up)) - derivative(down, function(down))) / 2e-6
    assert SECOND_DERIVATIVES[name](z, function(z)) == pytest.approx(slope, abs=1e-8)


def test_the_gradient_is_the_one_that_trains() -> None:
    landscape, point = landscape_of("tanh")
    network = landscape.network(point)
    gradient = np.empty_like(point)
    write_gradient(network, landscape.inputs, landscape.targets, gradient)
    for layer, weights in enumerate(network.weights):
        network.views_of(gradient)[0][layer][:] += 0.02 * weights
    assert landscape.gradient(point) == pytest.approx(gradient, abs=1e-14)


@pytest.mark.parametrize("numbers", [False, True])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_products_are_those_of_the_dense_hessian(activation: str, numbers: bool) -> None:
    landscape, point = landscape_of(activation, numbers=numbers)
    hessian = dense_hessian(landscape, point)
    direction = np.random.default_rng(0).standard_normal(point.size)
    assert landscape.product(point, direction) == pytest.approx(hessian @ direction, abs=1e-7)


@pytest.mark.parametrize("numbers", [False, True])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_sharpness_is_the_largest_eigenvalue(activation: str, numbers: bool) -> None:
    landscape, point = landscape_of(activation, numbers=numbers)
    hessian = dense_hessian(landscape, point)
    largest = np.linalg.eigvalsh((hessian + hessian.T) / 2)[-1]
    assert sharpness(landscape, point) == pytest.approx(largest, rel=0.02)


def test_a_larger_eigenvalue_below_zero_is_not_mistaken_for_it() -> None:
    matrix = np.diag([-50.0, *np.linspace(0, 3, 40)])
    start = np.random.default_rng(0).standard_normal(41)
    assert largest_eigenvalue(lambda v: matrix @ v, start) == pytest.approx(3, rel=0.02)


def test_a_matrix_of_rank_one_and_one_of_zeros_end_at_once() -> None:
    start = np.random.default_rng(0).standard_normal(6)
    ones = np.ones((6, 6))
    assert largest_eigenvalue(lambda v: ones @ v, start) == pytest.approx(6)
    assert largest_eigenvalue(lambda v: 0 * v, start) == 0


def test_where_numbers_overflow_there_is_no_sharpness() -> None:
    landscape, point = landscape_of("relu")
    assert np.isnan(sharpness(landscape, point * 1e200))


def test_a_relu_at_its_kink_does_not_count_as_curvature() -> None:
    """The difference of gradients across it would grow without limit as the points approach."""
    inputs, targets = np.array([[1.0, -1.0]]), np.array([0, 1])
    landscape = Landscape((1, 2, 2), "relu", inputs, targets)
    point = np.array([1.0, -1.0, -1.0, 0.0, 1.0, 0.5, -1.0, 0.3, 0.0, 0.0])
    assert 0 < sharpness(landscape, point) < 2
