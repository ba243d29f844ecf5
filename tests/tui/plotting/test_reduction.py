"""Pictures in few colours: each class is still told from the others."""

import numpy as np
import pytest
from npnn_tui.tui.plotting.cells import Cells
from npnn_tui.tui.plotting.oklab import oklab
from npnn_tui.tui.plotting.palette import CLASS_COLORS, Marker, contrast
from npnn_tui.tui.plotting.raster import draw_field
from npnn_tui.tui.plotting.reduction import ANSI, palette_of, reduced
from rich.color import Color, ColorSystem

COUNTS = {16: ColorSystem.STANDARD, 256: ColorSystem.EIGHT_BIT}
BACKGROUNDS = [0x000000, 0x121212, 0x0F1318, 0xFBFBF9, 0xFFFFFF]
CLASSES = len(CLASS_COLORS)

LEAST_APART = 0.04
"""Twice the distance in OKLab that can just be seen."""


def sent(color: int, count: int) -> int | None:
    """The number of the colour that Rich sends."""
    rgb = color >> 16, color >> 8 & 0xFF, color & 0xFF
    return Color.from_rgb(*rgb).downgrade(COUNTS[count]).number


def field_of(number: int, marker: Marker, background: int, levels: int, count: int) -> Cells:
    """A field of one class, from unsure to sure, in few colours."""
    steps = np.linspace(1 / CLASSES + 0.01, 1, 40)
    probabilities = np.repeat(((1 - steps) / (CLASSES - 1))[None, :, None], CLASSES, axis=2)
    probabilities[..., number] = steps
    field = draw_field(probabilities.repeat(8, axis=0), marker, background, levels=levels)
    return reduced(field, count, background)


def colors_in(cells: Cells) -> set[int]:
    used = set(np.concatenate((cells.foreground, cells.background), axis=None).tolist())
    return used - {-1}


@pytest.mark.parametrize("count", COUNTS)
def test_rich_sends_each_colour_of_the_palette_as_another(count: int) -> None:
    numbers = [sent(color, count) for color in palette_of(count).tolist()]
    assert len(set(numbers)) == len(numbers)
    assert len(numbers) >= (200 if count == 256 else 16)


def test_the_sixteen_are_those_of_rich() -> None:
    assert [sent(color, 16) for color in ANSI.tolist()] == list(range(16))


@pytest.mark.parametrize("levels", [1, 3, 5, 8])
@pytest.mark.parametrize("marker", ["blocks", "braille", "ascii"])
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("count", COUNTS)
def test_no_two_classes_share_a_colour(
    count: int, background: int, marker: Marker, levels: int
) -> None:
    fields = [field_of(number, marker, background, levels, count) for number in range(CLASSES)]
    used = [{sent(color, count) for color in colors_in(field)} for field in fields]
    assert all(used)
    assert len(set.union(*used)) == sum(len(colors) for colors in used)


@pytest.mark.parametrize("background", BACKGROUNDS)
def test_regions_in_256_colours_look_different(background: int) -> None:
    regions = [field_of(number, "blocks", background, 8, 256) for number in range(CLASSES)]
    labs = [oklab(sorted(colors_in(region))) for region in regions]
    for number, lab in enumerate(labs):
        others = np.concatenate(labs[:number] + labs[number + 1 :])
        assert np.linalg.norm(lab[:, None] - others, axis=-1).min() > LEAST_APART


@pytest.mark.parametrize("background", BACKGROUNDS)
def test_confidence_shows_in_256_colours(background: int) -> None:
    """In that of blue hardly: of the 256 there are few like it."""
    fields = [field_of(number, "blocks", background, 8, 256) for number in range(CLASSES)]
    shades = [len(colors_in(field)) for field in fields]
    assert min(shades[:5]) >= 2
    assert np.mean(shades) >= 2.5


@pytest.mark.parametrize("count", COUNTS)
def test_what_stands_on_a_filled_cell_can_be_read(count: int) -> None:
    rng = np.random.default_rng(0)
    colors = rng.integers(0, 1 << 24, (2, 20, 20), dtype=np.int32)
    cells = reduced(Cells(np.full((20, 20), "x"), *colors), count, 0)
    assert contrast(cells.foreground, cells.background).min() >= 3


@pytest.mark.parametrize("count", COUNTS)
def test_the_terminals_own_colours_stay(count: int) -> None:
    cells = Cells.blank(4, 2)
    assert colors_in(reduced(cells, count, 0)) == set()


def test_with_all_colours_nothing_changes() -> None:
    cells = field_of(0, "blocks", 0, 8, 1 << 24)
    assert reduced(cells, 1 << 24, 0) is cells
