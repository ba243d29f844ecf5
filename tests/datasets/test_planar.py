"""The geometry of the generated sets, their balance and their noise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.datasets import CLASS_COUNTS, PLANAR
from npnn_tui.datasets.dataset import Floats, Labels

NAMES = st.sampled_from(sorted(CLASS_COUNTS))
EVERY_SET = [(name, classes) for name, allowed in CLASS_COUNTS.items() for classes in allowed]
MANY_CLASSES = [classes for classes in CLASS_COUNTS["moons"] if classes > 2]


def drawn(
    name: str, classes: int = 2, noise: float = 0.0, samples: int = 3000, seed: int = 1
) -> tuple[Floats, Labels]:
    return PLANAR[name](samples, noise, classes, np.random.default_rng(seed))


def test_there_is_a_shape_for_each_generated_name() -> None:
    assert list(PLANAR) == list(CLASS_COUNTS)


@given(
    name=NAMES,
    samples=st.integers(2, 60),
    noise=st.floats(0, 10),
    data=st.data(),
    seed=st.integers(0, 2**32 - 1),
)
def test_any_request_gives_balanced_finite_reproducible_data(
    name: str, samples: int, noise: float, data: st.DataObject, seed: int
) -> None:
    classes = data.draw(st.sampled_from(CLASS_COUNTS[name]))
    inputs, targets = drawn(name, classes, noise, samples, seed)
    again, targets_again = drawn(name, classes, noise, samples, seed)
    counts = np.bincount(targets, minlength=classes)
    assert inputs.shape == (samples, 2)
    assert inputs.dtype == np.float64
    assert targets.dtype == np.int64
    assert np.isfinite(inputs).all()
    assert len(counts) == classes
    assert counts.max() - counts.min() <= 1
    assert np.array_equal(inputs, again)
    assert np.array_equal(targets, targets_again)


def test_rows_come_in_random_order() -> None:
    _, targets = drawn("moons")
    assert 0.45 < np.mean(targets[1:] == targets[:-1]) < 0.55


@pytest.mark.parametrize(("name", "classes"), EVERY_SET)
def test_noise_is_additive_isotropic_and_as_wide_as_it_says(name: str, classes: int) -> None:
    clean, targets = drawn(name, classes, 0.0, samples=20_000)
    noisy, noisy_targets = drawn(name, classes, 0.3, samples=20_000)
    blur = noisy - clean
    assert np.array_equal(targets, noisy_targets)
    assert blur.mean(axis=0) == pytest.approx([0, 0], abs=0.01)
    assert np.cov(blur.T) == pytest.approx(np.diag([0.09, 0.09]), abs=0.004)


@pytest.mark.parametrize("classes", CLASS_COUNTS["moons"])
def test_moons_lie_on_their_half_circles(classes: int) -> None:
    inputs, targets = drawn("moons", classes)
    spacing = 1 if classes == 2 else 1.25
    for target in range(classes):
        middle = np.array([spacing * target, 0.5 * (target % 2)])
        offsets = inputs[targets == target] - middle
        assert np.hypot(*offsets.T) == pytest.approx(1.0)
        opening = 1 if target % 2 == 0 else -1
        assert (opening * offsets[:, 1] >= -1e-12).all()
        assert offsets[:, 0].min() == pytest.approx(-1, abs=0.02)
        assert offsets[:, 0].max() == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("name", ["moons", "spirals"])
@pytest.mark.parametrize("classes", [2, 3, 4])
def test_curves_of_different_classes_keep_apart(name: str, classes: int) -> None:
    inputs, targets = drawn(name, classes, samples=1200)
    for target in range(classes):
        own, others = inputs[targets == target], inputs[targets != target]
        gaps = np.hypot(*(own[:, None] - others[None]).transpose(2, 0, 1))
        assert gaps.min() > 0.08


def test_two_moons_and_two_circles_are_those_of_scikit_learn() -> None:
    from sklearn.datasets import make_circles, make_moons

    for name, peers in (
        ("moons", make_moons(4000, shuffle=False)),
        ("circles", make_circles(4000, shuffle=False, factor=0.5)),
    ):
        inputs, targets = drawn(name)
        for target in (0, 1):
            peer = peers[0][peers[1] == target]
            gaps = inputs[targets == target][:, None] - peer[None]
            assert np.hypot(*gaps.transpose(2, 0, 1)).min(axis=1).max() < 0.003


@pytest.mark.parametrize("classes", CLASS_COUNTS["circles"])
def test_circles_have_evenly_spaced_radii_up_to_1(classes: int) -> None:
    inputs, targets = drawn("circles", classes)
    radii = np.hypot(*inputs.T)
    assert radii == pytest.approx(1 - targets / classes)
    assert np.unique(radii.round(9)) == pytest.approx(np.arange(1, classes + 1) / classes)


@pytest.mark.parametrize("classes", CLASS_COUNTS["blobs"])
def test_blobs_stand_evenly_on_the_unit_circle(classes: int) -> None:
    inputs, targets = drawn("blobs", classes)
    centres = np.array([inputs[targets == target][0] for target in range(classes)])
    assert inputs == pytest.approx(centres[targets])
    assert np.hypot(*centres.T) == pytest.approx(1)
    steps = np.hypot(*(centres - np.roll(centres, 1, axis=0)).T)
    assert steps == pytest.approx(2 * np.sin(np.pi / classes))


@pytest.mark.parametrize("classes", CLASS_COUNTS["spirals"])
def test_spiral_arms_are_rotations_of_each_other(classes: int) -> None:
    shape = PLANAR["spirals"]
    first = shape.skeleton(0, classes, 50)
    for target in range(classes):
        angle = 2 * np.pi * target / classes
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        assert shape.skeleton(target, classes, 50) == pytest.approx(first @ turn)


def test_a_spiral_winds_one_and_a_half_turns_and_grows_with_the_angle() -> None:
    arm = PLANAR["spirals"].skeleton(0, 2, 1000)
    angles = np.unwrap(np.arctan2(arm[:, 1], arm[:, 0]))
    assert (angles[-1] - angles[0]) / (2 * np.pi) == pytest.approx(1.5 * 0.9, abs=0.01)
    assert np.hypot(*arm.T) == pytest.approx(angles / (2 * np.pi))


@pytest.mark.parametrize("classes", CLASS_COUNTS["checkerboard"])
def test_checkerboard_colours_are_row_plus_column(classes: int) -> None:
    inputs, targets = drawn("checkerboard", classes)
    side = {2: 4, 3: 6}.get(classes, classes)
    assert (np.abs(inputs) <= 1).all()
    column, row = np.floor((inputs + 1) * side / 2).astype(int).T
    assert np.array_equal((row + column) % classes, targets)
    assert len(np.unique(row * side + column)) == side**2


def test_xor_is_the_disagreement_of_the_signs() -> None:
    inputs, targets = drawn("xor")
    assert np.array_equal(inputs[:, 0] * inputs[:, 1] < 0, targets == 1)
    quadrants = np.bincount((2 * (inputs[:, 0] > 0) + (inputs[:, 1] > 0)).astype(int))
    assert quadrants == pytest.approx(np.full(4, 750), abs=90)


@pytest.mark.parametrize("classes", CLASS_COUNTS["rings"])
def test_rings_fill_annuli_of_equal_width_evenly(classes: int) -> None:
    inputs, targets = drawn("rings", classes, samples=20_000)
    radii = np.hypot(*inputs.T)
    assert np.array_equal(np.minimum(np.floor(radii * classes), classes - 1), targets)
    inner, outer = targets / classes, (targets + 1) / classes
    share_of_area = (radii**2 - inner**2) / (outer**2 - inner**2)
    assert share_of_area.mean() == pytest.approx(0.5, abs=0.01)
    assert share_of_area.var() == pytest.approx(1 / 12, abs=0.003)


@pytest.mark.parametrize("classes", CLASS_COUNTS["linear"])
def test_linear_strips_are_parallel_and_of_equal_width(classes: int) -> None:
    inputs, targets = drawn("linear", classes)
    across = inputs.sum(axis=1) / np.sqrt(2)
    along = (inputs[:, 1] - inputs[:, 0]) / np.sqrt(2)
    assert np.array_equal(np.floor((across + 1) / 2 * classes), targets)
    assert along.var() == pytest.approx(1 / 3, abs=0.02)
    assert np.abs(along).max() <= 1


@pytest.mark.parametrize("classes", MANY_CLASSES)
def test_classes_left_without_a_sample_are_no_error(classes: int) -> None:
    _, targets = drawn("moons", classes, samples=2)
    assert sorted(targets) == [0, 1]
