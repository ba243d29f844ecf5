"""The landscapes of regression: their geometry, their scale and their noise."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.datasets import SURFACES
from npnn_tui.datasets.dataset import Floats
from npnn_tui.datasets.sources import SURFACE_NAMES
from npnn_tui.datasets.surfaces import BUMP_WIDTH, BUMPS

NAMES = st.sampled_from(SURFACE_NAMES)


def drawn(
    name: str, noise: float = 0.0, samples: int = 20_000, seed: int = 1
) -> tuple[Floats, Floats]:
    return SURFACES[name](samples, noise, np.random.default_rng(seed))


def height(name: str, *point: float) -> float:
    return SURFACES[name].height(np.array([point])).item()


def test_there_is_a_surface_for_each_name() -> None:
    assert list(SURFACES) == list(SURFACE_NAMES)


@given(
    name=NAMES,
    samples=st.integers(0, 60),
    noise=st.floats(0, 10),
    seed=st.integers(0, 2**32 - 1),
)
def test_any_request_gives_finite_reproducible_data(
    name: str, samples: int, noise: float, seed: int
) -> None:
    inputs, targets = drawn(name, noise, samples, seed)
    again, targets_again = drawn(name, noise, samples, seed)
    assert (inputs.shape, targets.shape) == ((samples, 2), (samples,))
    assert inputs.dtype == targets.dtype == np.float64
    assert np.isfinite(targets).all()
    assert np.array_equal(inputs, again)
    assert np.array_equal(targets, targets_again)


@pytest.mark.parametrize("name", SURFACE_NAMES)
def test_inputs_fill_the_square_evenly_and_carry_no_noise(name: str) -> None:
    inputs, _ = drawn(name)
    noisy, _ = drawn(name, 0.5)
    assert np.array_equal(inputs, noisy)
    assert np.abs(inputs).max() <= 1
    assert inputs.mean(axis=0) == pytest.approx([0, 0], abs=0.02)
    assert np.cov(inputs.T) == pytest.approx(np.eye(2) / 3, abs=0.01)


@pytest.mark.parametrize("name", SURFACE_NAMES)
def test_targets_are_the_surface_and_a_gaussian_as_wide_as_the_noise(name: str) -> None:
    inputs, targets = drawn(name, 0.3)
    error = targets - SURFACES[name].height(inputs)
    assert error.mean() == pytest.approx(0, abs=0.01)
    assert (error**2).mean() == pytest.approx(0.09, abs=0.003)
    assert (error**4).mean() == pytest.approx(3 * 0.09**2, rel=0.06)
    assert np.abs(np.corrcoef(error, inputs.T)[0, 1:]).max() < 0.03
    assert drawn(name)[1] == pytest.approx(SURFACES[name].height(inputs))


@pytest.mark.parametrize("name", SURFACE_NAMES)
def test_noise_scales_the_same_draws(name: str) -> None:
    clean, little, more = (drawn(name, noise)[1] for noise in (0.0, 0.1, 0.2))
    assert more - clean == pytest.approx(2 * (little - clean))


@pytest.mark.parametrize("name", SURFACE_NAMES)
def test_heights_have_mean_0_and_deviation_1_over_the_square(name: str) -> None:
    nodes, weights = np.polynomial.legendre.leggauss(60)
    points = np.stack(np.meshgrid(nodes, nodes), axis=-1).reshape(-1, 2)
    shares = np.outer(weights, weights).ravel() / 4
    heights = SURFACES[name].height(points)
    assert shares @ heights == pytest.approx(0, abs=1e-3)
    assert shares @ heights**2 == pytest.approx(1, abs=1e-3)


@given(
    x=st.floats(-1, 1), y=st.floats(-1, 1), angle=st.floats(0, 2 * math.pi), turn=st.integers(-3, 3)
)
def test_a_ripple_is_a_cosine_of_the_radius_of_wavelength_1(
    x: float, y: float, angle: float, turn: int
) -> None:
    peak, trough = height("ripple", 0, 0), height("ripple", 0.5, 0)
    radius = math.hypot(x, y)
    share = (height("ripple", x, y) - trough) / (peak - trough)
    assert peak > trough
    assert share == pytest.approx((1 + math.cos(2 * math.pi * radius)) / 2, abs=1e-9)
    elsewhere = (radius + abs(turn)) * np.array([math.cos(angle), math.sin(angle)])
    assert height("ripple", *elsewhere) == pytest.approx(height("ripple", x, y), abs=1e-9)


def test_hills_are_the_sum_of_their_bumps_up_to_shift_and_scale() -> None:
    points, heights = drawn("hills", samples=200)
    sums = [
        math.fsum(
            sign * math.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * BUMP_WIDTH**2))
            for a, b, sign in BUMPS
        )
        for x, y in points
    ]
    slope, shift = np.polyfit(sums, heights, 1)
    assert slope > 0
    assert slope * np.array(sums) + shift == pytest.approx(heights, abs=1e-9)


def test_three_hills_stand_out_and_two_hollows_lie_below() -> None:
    heights = [height("hills", x, y) for x, y, _ in BUMPS]
    assert [math.copysign(1, value) for value in heights] == [sign for *_, sign in BUMPS]
    assert [sign for *_, sign in BUMPS].count(1) == 3
    assert min(map(abs, heights)) > 0.8
    ring = 0.7 * BUMP_WIDTH * np.array([(1, 0), (0, 1), (-1, 0), (0, -1)])
    for (x, y, sign), own in zip(BUMPS, heights, strict=True):
        around = SURFACES["hills"].height(np.array([x, y]) + ring)
        assert (sign * around < sign * own).all()


@pytest.mark.filterwarnings("ignore:lbfgs failed to converge")
def test_a_ripple_takes_more_units_than_hills() -> None:
    from sklearn.neural_network import MLPRegressor

    def share_explained(name: str, units: int) -> float:
        model = MLPRegressor(
            hidden_layer_sizes=(units,),
            activation="tanh",
            solver="lbfgs",
            max_iter=600,
            max_fun=10_000,
            random_state=1,
        )
        model.fit(*drawn(name, samples=500))
        return float(model.score(*drawn(name, samples=2000, seed=2)))

    assert share_explained("hills", 2) < 0.7
    assert share_explained("hills", 8) > 0.9
    assert share_explained("ripple", 8) < 0.85
    assert share_explained("ripple", 32) > 0.95
