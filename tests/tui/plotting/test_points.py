import numpy as np
from npnn_tui.tui.plotting import Cells, Observations, draw_points
from npnn_tui.tui.plotting.palette import CLASS_COLORS, Marker, contrast

DARK = 0x101010


def observations(*points: tuple[float, float, int, str]) -> Observations:
    """Make observations of (x, y, class, kind), kind being train, test or wrong."""
    x, y, classes, kinds = zip(*points, strict=True)
    kind = np.array(kinds)
    return Observations(
        np.stack((x, y), axis=1),
        np.array(classes),
        kind == "test",
        np.char.startswith(kind, "wrong"),
    )


def drawn(*points: tuple[float, float, int, str], marker: Marker = "blocks") -> Cells:
    field = Cells.blank(4, 2, background=0x303030)
    return draw_points(field, observations(*points), (0, 4), (0, 2), marker=marker, background=DARK)


def test_points_fall_into_the_cell_of_their_coordinates() -> None:
    assert drawn((0.5, 1.5, 0, "train"), (3.5, 0.5, 1, "train")).rows() == ["●   ", "   ■"]


def test_the_limits_themselves_lie_in_the_corner_cells() -> None:
    corners = [(x, y, 0, "train") for x in (0, 4) for y in (0, 2)]
    assert drawn(*corners).rows() == ["●  ●", "●  ●"]


def test_shapes_tell_train_test_and_misclassified_apart() -> None:
    row = [(0.5, 1.5, 2, "train"), (1.5, 1.5, 2, "test"), (2.5, 1.5, 2, "wrong")]
    assert drawn(*row).rows()[0] == "▲△✗ "
    assert drawn(*row, marker="ascii").rows()[0] == "vV! "


def test_the_most_urgent_of_one_cell_is_shown_whatever_the_order() -> None:
    train, test, wrong = (0.1, 1.5, 0, "train"), (0.2, 1.5, 0, "test"), (0.3, 1.5, 0, "wrong")
    assert drawn(wrong, test, train).rows()[0] == "✗   "
    assert drawn(train, wrong, test).rows()[0] == "✗   "
    assert drawn(test, train).rows()[0] == "○   "
    assert drawn(train, test).rows()[0] == "○   "


def test_points_outside_or_not_finite_are_left_out() -> None:
    nan, inf = np.nan, np.inf
    places = [(-0.1, 1), (4.1, 1), (1, 2.1), (nan, 1), (1, nan), (inf, 1), (1, -inf)]
    assert drawn(*[(x, y, 0, "train") for x, y in places]).rows() == ["    ", "    "]


def test_points_keep_the_field_behind_them_and_stand_out_from_it() -> None:
    cells = drawn((0.5, 1.5, 5, "train"))
    assert cells.background[0, 0] == 0x303030
    assert contrast(cells.foreground[0, 0], 0x303030) >= 3


def test_misclassified_points_stand_on_the_colour_of_their_true_class() -> None:
    cells = drawn((0.5, 1.5, 1, "wrong"))
    assert cells.background[0, 0] == CLASS_COLORS[1]
    assert contrast(cells.foreground[0, 0], CLASS_COLORS[1]) >= 4.5


def test_no_points_leave_the_field_alone() -> None:
    nothing = Observations(np.empty((0, 2)), np.empty(0, int), np.empty(0, bool), np.empty(0, bool))
    field = Cells.blank(2, 1)
    cells = draw_points(field, nothing, (0, 1), (0, 1), marker="ascii", background=DARK)
    assert cells.rows() == ["  "]
