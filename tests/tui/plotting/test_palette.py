import numpy as np
import pytest
from npnn_tui.tui.plotting import palette
from npnn_tui.tui.plotting.oklab import lab_of_linear, oklab
from npnn_tui.tui.plotting.palette import CLASS_COLORS, blend, contrast, linear, readable
from npnn_tui.tui.plotting.raster import ASCII_RAMPS, STRONGEST
from npnn_tui.tui.themes import THEMES
from numpy.typing import NDArray
from rich.cells import cell_len
from textual.theme import Theme

DARK, LIGHT = 0x1E1E2E, 0xFFFFFF


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(0x000000, 0xFFFFFF) == pytest.approx(21)
    assert contrast(0x777777, 0xFFFFFF) == pytest.approx(4.48, abs=0.01)
    assert contrast(0x123456, 0x123456) == pytest.approx(1)


def test_blend_goes_from_background_to_colour() -> None:
    mixed = blend(0xFF8000, np.array([0.0, 0.5, 1.0]), 0x000080)
    assert [f"{color:06x}" for color in mixed] == ["000080", "804040", "ff8000"]


def test_the_ten_class_colours_are_far_apart() -> None:
    rgb = palette.channels(CLASS_COLORS)
    distances = np.linalg.norm(rgb[:, None] - rgb, axis=-1)
    assert len(set(CLASS_COLORS.tolist())) == 10
    assert distances[~np.eye(10, dtype=bool)].min() > 60


@pytest.mark.parametrize("background", [DARK, LIGHT, 0x000000])
def test_points_of_a_class_stand_out_from_every_class_field(background: int) -> None:
    fields = blend(CLASS_COLORS, np.full(10, STRONGEST), background)
    for color in CLASS_COLORS:
        assert contrast(readable(np.full(10, color), fields), fields).min() >= 3


def test_readable_leaves_colours_alone_that_stand_out_already() -> None:
    assert readable([0xF0E442], [0x000000]).tolist() == [0xF0E442]


@pytest.mark.parametrize(
    "shapes",
    [
        palette.FILLED_SHAPES + palette.HOLLOW_SHAPES + palette.WRONG_SHAPE,
        palette.ASCII_SHAPES + palette.ASCII_HOLLOW_SHAPES + palette.ASCII_WRONG_SHAPE,
    ],
)
def test_shapes_are_distinct_and_one_cell_wide(shapes: str) -> None:
    assert len(set(shapes)) == len(shapes) == 21
    assert all(cell_len(shape) == 1 for shape in shapes)


def test_ascii_shapes_cannot_be_mistaken_for_the_field() -> None:
    shapes = palette.ASCII_SHAPES + palette.ASCII_HOLLOW_SHAPES + palette.ASCII_WRONG_SHAPE
    field = "".join(ASCII_RAMPS).replace(" ", "")
    assert (shapes + field).isascii()
    assert len(set(field)) == len(field) == 20
    assert not set(shapes) & set(field)


MACHADO = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""What linear red, green and blue become: Machado, Oliveira and Fernandes, "A Physiologically-based
Model for Simulation of Color Vision Deficiency" (2009), severity 1."""


def apart(colors: NDArray[np.int32], vision: str) -> NDArray[np.float64]:
    """The distances in OKLab between all pairs of colours, as someone sees them."""
    seen = np.clip(linear(colors) @ np.array(MACHADO[vision]).T, 0, 1)
    lab = lab_of_linear(seen)
    distances = np.linalg.norm(lab[:, None] - lab, axis=-1)
    return np.asarray(distances[np.triu_indices(len(colors), 1)])


def test_distances_are_those_of_oklab() -> None:
    """The values of Ottosson's page, to three places, for XYZ taken through sRGB."""
    assert oklab([0xFFFFFF, 0x000000]) == pytest.approx(np.array([[1, 0, 0], [0, 0, 0]]), abs=1e-3)
    assert oklab(0xFF0000) == pytest.approx(np.array([0.628, 0.225, 0.126]), abs=1e-3)


@pytest.mark.parametrize("vision", MACHADO)
def test_class_colours_are_told_apart_by_the_colour_blind(vision: str) -> None:
    assert apart(CLASS_COLORS[:2], vision).min() > 0.2
    assert apart(CLASS_COLORS[:3], vision).min() > 0.1
    assert apart(CLASS_COLORS, vision).min() > 0.07


@pytest.mark.parametrize("vision", MACHADO)
def test_red_and_green_would_not_be(vision: str) -> None:
    """The simulation does what it should: tritanopes alone tell them apart."""
    red_and_green = apart(np.array([0xEE3333, 0x558833], dtype=np.int32), vision)
    assert (red_and_green.min() > 0.1) == (vision == "tritanopia")


@pytest.mark.parametrize("vision", MACHADO)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_training_and_test_curves_are_told_apart_by_the_colour_blind(
    theme: Theme, vision: str
) -> None:
    pair = [int(str(color)[1:], 16) for color in (theme.primary, theme.secondary)]
    assert apart(np.array(pair, dtype=np.int32), vision).min() > 0.15
