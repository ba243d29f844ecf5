import numpy as np
import pytest
from npnn_tui.tui.plotting import palette
from npnn_tui.tui.plotting.palette import CLASS_COLORS, blend, contrast, readable
from npnn_tui.tui.plotting.raster import ASCII_RAMPS, STRONGEST
from rich.cells import cell_len

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
