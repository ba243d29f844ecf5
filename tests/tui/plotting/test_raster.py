import numpy as np
import pytest
from npnn_tui.tui.plotting import draw_field, grid_shape, sample_positions
from npnn_tui.tui.plotting.palette import CLASS_COLORS, Marker, blend
from npnn_tui.tui.plotting.raster import STRONGEST
from numpy.typing import NDArray

DARK = 0x101010
SURE_FIRST, SURE_SECOND, UNSURE = (1.0, 0.0), (0.0, 1.0), (0.5, 0.5)
UNKNOWN = (np.nan, np.nan)


def field(*rows: list[tuple[float, float]]) -> NDArray[np.float64]:
    return np.array(rows)


def repeated(
    answer: tuple[float, ...], marker: Marker, width: int, height: int
) -> NDArray[np.float64]:
    return np.broadcast_to(answer, (*grid_shape(marker, width, height), len(answer)))


def test_samples_lie_in_the_middle_of_their_part_and_start_at_the_top() -> None:
    positions = sample_positions("blocks", 2, 1, (0, 4), (10, 20))
    assert positions.tolist() == [[1, 17.5], [3, 17.5], [1, 12.5], [3, 12.5]]


@pytest.mark.parametrize(
    ("marker", "shape"), [("blocks", (6, 5)), ("braille", (12, 10)), ("ascii", (3, 5))]
)
def test_grid_shapes(marker: Marker, shape: tuple[int, int]) -> None:
    assert grid_shape(marker, 5, 3) == shape
    assert sample_positions(marker, 5, 3, (0, 1), (0, 1)).shape == (shape[0] * shape[1], 2)


def test_blocks_show_upper_and_lower_sample_in_one_cell() -> None:
    cells = draw_field(field([SURE_FIRST, SURE_FIRST], [SURE_SECOND, SURE_FIRST]), "blocks", DARK)
    first, second = blend(CLASS_COLORS[:2], STRONGEST, DARK).tolist()
    assert cells.rows() == ["▀ "]
    assert cells.foreground.tolist() == [[first, -1]]
    assert cells.background.tolist() == [[second, first]]


def test_blocks_fade_to_the_background_where_the_network_is_unsure() -> None:
    unsure, leaning, sure = (
        int(draw_field(field([answer], [answer]), "blocks", 0x000000).background[0, 0])
        for answer in (UNSURE, (0.8, 0.2), SURE_FIRST)
    )
    assert 0 < (unsure & 0xFF) < (leaning & 0xFF) < (sure & 0xFF)


def test_small_changes_of_confidence_change_no_cell() -> None:
    before = draw_field(repeated((0.90, 0.10), "blocks", 3, 2), "blocks", DARK)
    after = draw_field(repeated((0.92, 0.08), "blocks", 3, 2), "blocks", DARK)
    assert (before.background == after.background).all()


@pytest.mark.parametrize("marker", ["blocks", "braille", "ascii"])
def test_discretised_fields_show_the_class_alone(marker: Marker) -> None:
    sure, unsure = (
        draw_field(repeated(answer, marker, 2, 2), marker, DARK, discretised=True)
        for answer in (SURE_FIRST, (0.51, 0.49))
    )
    assert sure.rows() == unsure.rows()
    assert (sure.background == unsure.background).all()


def test_ascii_tells_class_and_confidence_without_colour() -> None:
    answers = field([SURE_FIRST, (0.75, 0.25), UNSURE, (0.25, 0.75), SURE_SECOND])
    assert draw_field(answers, "ascii", DARK).rows() == [":. -="]


def test_braille_has_a_hatch_for_each_class() -> None:
    first = draw_field(repeated((1.0, 0.0, 0.0), "braille", 2, 1), "braille", DARK)
    second = draw_field(repeated((0.0, 1.0, 0.0), "braille", 2, 1), "braille", DARK)
    third = draw_field(repeated((0.0, 0.0, 1.0), "braille", 2, 1), "braille", DARK)
    assert [first.rows(), second.rows(), third.rows()] == [["⢕⢕"], ["⠭⠭"], ["⡇⡇"]]
    assert second.foreground.tolist() == [[CLASS_COLORS[1]] * 2]


def test_braille_gets_denser_with_confidence() -> None:
    counts = [
        sum(bin(ord(character) & 0xFF).count("1") for character in cells.rows()[0].strip())
        for share in (0.5, 0.65, 0.8, 1.0)
        for cells in [draw_field(repeated((share, 1 - share), "braille", 8, 1), "braille", DARK)]
    ]
    assert counts == sorted(set(counts))
    assert counts[-1] == 8 * 4


def test_the_class_with_most_dots_owns_a_braille_cell() -> None:
    winners = np.array([[1, 1], [1, 1], [1, 0], [0, 0]])
    cells = draw_field(np.eye(2)[winners], "braille", DARK)
    assert cells.foreground.tolist() == [[CLASS_COLORS[1]]]
    assert cells.rows() == ["⠍"]


@pytest.mark.parametrize("marker", ["blocks", "braille", "ascii"])
@pytest.mark.parametrize("discretised", [False, True])
def test_samples_without_an_answer_stay_blank(marker: Marker, discretised: bool) -> None:
    answers = repeated(UNKNOWN, marker, 3, 2)
    cells = draw_field(answers, marker, DARK, discretised=discretised)
    assert cells.rows() == ["   ", "   "]
    assert set(cells.background.flat) <= {-1, DARK}


@pytest.mark.parametrize("marker", ["blocks", "braille", "ascii"])
def test_more_classes_than_colours_can_be_drawn(marker: Marker) -> None:
    twelve = tuple(np.eye(12)[11])
    cells = draw_field(repeated(twelve, marker, 2, 2), marker, DARK)
    second = draw_field(repeated(SURE_SECOND, marker, 2, 2), marker, DARK)
    assert (cells.foreground == second.foreground).all()
    assert (cells.background == second.background).all()
