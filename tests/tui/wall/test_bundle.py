"""Curves and bands as exact text."""

import numpy as np
from npnn_tui.tui.plotting.bundle import Trace, draw_bundle, heights_of, with_band
from npnn_tui.tui.plotting.scales import Scale

BLUE, RED = 0x0000FF, 0xFF0000
NAN = float("nan")


def heights(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(values)


def test_a_rising_curve_is_joined() -> None:
    rising = draw_bundle([Trace(heights(0, 0, 1, 1), BLUE)], 4, 3, "ascii")
    assert rising.rows() == ["  **", "  * ", "**  "]
    assert rising.foreground[2, 0] == BLUE
    assert rising.foreground[0, 0] == -1


def test_a_falling_curve_is_joined() -> None:
    assert draw_bundle([Trace(heights(1, 0), BLUE)], 2, 3, "ascii").rows() == ["* ", " *", " *"]


def test_eight_dots_stand_in_a_cell() -> None:
    assert draw_bundle([Trace(heights(1, 0), BLUE)], 1, 1, "braille").rows() == ["⢱"]


def test_a_gap_is_left_open() -> None:
    gap = draw_bundle([Trace(heights(0, NAN, 1), BLUE)], 3, 2, "ascii")
    assert gap.rows() == ["  *", "*  "]


def test_the_last_curve_gives_its_colour_to_what_it_shares() -> None:
    both = draw_bundle([Trace(heights(0, 0), BLUE), Trace(heights(NAN, 0), RED)], 2, 1, "ascii")
    assert both.foreground.tolist() == [[BLUE, RED]]


def test_heights_lie_between_the_points_and_nowhere_else() -> None:
    x_scale, y_scale = Scale.of((0, 10)), Scale.of((0, 1))
    found = heights_of([0, 5], [0, 1], 10, x_scale, y_scale)
    np.testing.assert_allclose(found[:5], [0.1, 0.3, 0.5, 0.7, 0.9])
    assert np.isnan(found[6:]).all()
    assert np.isnan(heights_of([], [], 3, x_scale, y_scale)).all()


def test_beside_what_is_no_number_there_is_nothing() -> None:
    found = heights_of([0, 1, 2, 3], [0, NAN, 0, 0], 4, Scale.of((0, 3)), Scale.of((0, 1)))
    assert np.isnan(found).tolist() == [True, True, True, False]


def test_a_band_shades_what_lies_within() -> None:
    canvas = draw_bundle([Trace(heights(0.5, 0.5), BLUE)], 2, 3, "ascii")
    shaded = with_band(canvas, heights(0, NAN), heights(1, NAN), RED, "ascii")
    assert shaded.rows() == [":  "[:2], "**", ": "]
    colored = with_band(canvas, heights(0, NAN), heights(0.6, NAN), RED, "blocks")
    assert colored.background[:, 0].tolist() == [-1, RED, RED]
    assert colored.rows() == canvas.rows()


def test_a_narrow_band_shades_the_cell_that_it_lies_in_and_none_without_width() -> None:
    canvas = draw_bundle([], 2, 4, "braille")
    shaded = with_band(canvas, heights(0.55, 0.55), heights(0.6, 0.55), RED, "braille")
    assert shaded.background[:, 0].tolist() == [-1, RED, -1, -1]
    assert shaded.background[:, 1].tolist() == [-1] * 4


def test_what_is_above_the_scale_is_left_out() -> None:
    x, y = [0, 1, 2, 3, 4], [0, 0, 5, 1, 1]
    found = heights_of(x, y, 5, Scale.of((0, 4)), Scale.of((0, 1)))
    assert np.isnan(found).tolist() == [False, True, True, True, False]


def test_a_dotted_curve_leaves_out_every_other_dot() -> None:
    dotted = draw_bundle([Trace(heights(0, 0, 0, 0), BLUE, is_dotted=True)], 4, 1, "ascii")
    assert dotted.rows() == ["* * "]
