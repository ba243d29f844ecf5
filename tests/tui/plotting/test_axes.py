import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from npnn_tui.tui.plotting import (
    Cells,
    ChartFrame,
    Inner,
    Line,
    Observations,
    draw_axes,
    draw_lines,
    draw_points,
)
from npnn_tui.tui.plotting.axes import _x_ticks
from npnn_tui.tui.plotting.palette import Marker
from rich.cells import cell_len

EXPECTED = """\
y           title
10┤
  │
 5┤
  │
  │
 0┤
  └┬──────┬───────┬──────┬
   0      1       2      3
              x"""


def frame(marker: Marker = "braille", width: int = 26, height: int = 10) -> ChartFrame:
    return ChartFrame(
        width, height, (0, 3), (0, 10), x_label="x", y_label="y", title="title", marker=marker
    )


def test_axes_as_text() -> None:
    cells, inner = draw_axes(frame())
    assert "\n".join(row.rstrip() for row in cells.rows()) == EXPECTED
    assert inner == Inner(3, 1, 23, 6)


def test_ascii_axes_are_the_same_drawing_in_seven_bits() -> None:
    cells, _ = draw_axes(frame("ascii"))
    drawing = "\n".join(row.rstrip() for row in cells.rows())
    assert drawing == EXPECTED.translate(str.maketrans("┤│└─┬", "+|+-+"))
    assert drawing.isascii()


def test_without_labels_their_rows_belong_to_the_interior() -> None:
    _, inner = draw_axes(ChartFrame(26, 10, (0, 3), (0, 10)))
    assert inner == Inner(3, 0, 23, 8)


@pytest.mark.parametrize("marker", ["braille", "blocks", "ascii"])
@pytest.mark.parametrize("log", [False, True])
def test_the_corners_of_the_limits_lie_in_the_corners_of_the_interior(
    marker: Marker, log: bool
) -> None:
    limits = (0.01, 100.0) if log else (-3.0, 5.0)
    chart = ChartFrame(50, 16, limits, limits, "x", "y", "title", log, log, marker)
    axes, inner = draw_axes(chart)
    corners = [
        Line("", np.array([x]), np.array([y]), np.array([y]), 1) for x in limits for y in limits
    ]
    drawn = draw_lines(chart, corners)
    places = np.argwhere(drawn.characters != axes.characters).tolist()
    top, bottom = inner.row, inner.row + inner.height - 1
    left, right = inner.column, inner.column + inner.width - 1
    assert places == [[top, left], [top, right], [bottom, left], [bottom, right]]
    assert (axes.characters[top : bottom + 1, left : right + 1] == " ").all()
    assert (axes.characters[top : bottom + 1, left - 1] != " ").all()
    assert (axes.characters[bottom + 1, left : right + 1] != " ").all()
    assert right == chart.width - 1


def test_points_and_lines_agree_where_a_coordinate_lies() -> None:
    chart = ChartFrame(60, 20, (0, 7), (0, 3), marker="ascii")
    axes, inner = draw_axes(chart)
    generator = np.random.default_rng(0)
    positions = generator.uniform((0, 0), (7, 3), (300, 2))
    none = np.zeros(1, dtype=bool)
    for position in positions:
        x, y = position[:1], position[1:]
        line = draw_lines(chart, [Line("", x, y, y, 1)])
        points = Observations(position[None], np.zeros(1, int), none, none)
        field = Cells.blank(inner.width, inner.height)
        top = draw_points(field, points, (0, 7), (0, 3), marker="ascii", background=0)
        drawn = axes.place(top, inner.column, inner.row)
        assert [row.replace("*", "o") for row in line.rows()] == drawn.rows()


@settings(max_examples=100, deadline=None)
@given(
    st.integers(10, 130),
    st.integers(4, 40),
    st.floats(-1e7, 1e7),
    st.floats(1e-4, 1e7),
    st.booleans(),
)
def test_labels_below_the_axis_are_whole_and_apart(
    width: int, height: int, low: float, span: float, log: bool
) -> None:
    chart = ChartFrame(width, height, (low, low + span), (0, 1), log_x=log)
    cells, inner = draw_axes(chart)
    if inner.width == 0:
        return
    axis, labels = cells.rows()[-2:]
    expected = [label for _, label in _x_ticks(chart.x_scale, inner.width)]
    assert labels.split() == expected
    assert len(expected) == axis.count("┬")
    assert all(len(space) >= 2 for space in re.findall(" +", labels.strip()))


def test_equal_frames_are_drawn_once() -> None:
    assert draw_axes(frame())[0] is draw_axes(frame())[0]
    assert draw_axes(frame())[0] is not draw_axes(frame(width=27))[0]


@pytest.mark.parametrize(("width", "height"), [(9, 20), (20, 3), (0, 0), (-1, 5), (10, 4)])
def test_too_small_charts_are_blank(width: int, height: int) -> None:
    cells, inner = draw_axes(
        ChartFrame(width, height, (0, 3), (100_000, 100_001), "x", "y", "title")
    )
    assert inner == Inner(0, 0, 0, 0)
    assert cells.characters.shape == (max(height, 0), max(width, 0))
    assert (cells.characters == " ").all()


def test_labels_of_users_are_made_safe_and_cut_to_their_room() -> None:
    chart = ChartFrame(20, 8, (0, 1), (0, 1), "🎉" * 40, "\x1b[2J", "long title " * 9)
    rows = draw_axes(chart)[0].rows()
    assert "\x1b" not in "".join(rows)
    assert rows[0].startswith("?[2J")
    assert rows[-1].strip() == "🎉" * 7 + "…"
    assert [cell_len(row) for row in rows] == [20] * 8


def test_wide_labels_are_centred_by_their_cells() -> None:
    chart = ChartFrame(26, 10, (0, 3), (0, 10), x_label="特徴量", y_label="損失", title="題")
    cells, inner = draw_axes(chart)
    top, bottom = cells.rows()[0], cells.rows()[-1]
    assert bottom.index("特") == inner.column + (inner.width - 6) // 2
    assert top.startswith("損失 ")
    assert cell_len(top[: top.index("題")]) == inner.column + (inner.width - 2) // 2


def test_only_the_title_has_the_colour_of_text() -> None:
    chart = ChartFrame(26, 10, (0, 3), (0, 10), title="title", foreground=5, muted=6)
    cells, _ = draw_axes(chart)
    drawn = cells.characters != " "
    assert set(cells.foreground[0][drawn[0]].tolist()) == {5}
    assert set(cells.foreground[1:][drawn[1:]].tolist()) == {6}
