from collections.abc import Sequence

import numpy as np
import pytest
from npnn_tui.tui.plotting import ChartFrame, Line, draw_axes, draw_lines
from npnn_tui.tui.plotting.dotted import dotted
from npnn_tui.tui.plotting.frame import LineStyle
from npnn_tui.tui.plotting.palette import Marker

MARKERS: list[Marker] = ["braille", "blocks", "ascii"]


def line(values: Sequence[float], color: int = 1, style: LineStyle = "solid") -> Line:
    numbers = np.array(values, dtype=float)
    return Line("train", np.arange(len(numbers)) + 0.5, numbers, numbers, color, style)


def frame(
    marker: Marker = "ascii", width: int = 12, height: int = 6, **options: object
) -> ChartFrame:
    settings: dict[str, object] = {"legend": None, **options}
    return ChartFrame(
        width,
        height,
        (0, width - 2),
        (0, 4),
        marker=marker,
        **settings,  # type: ignore[arg-type]
    )


def interior(chart: ChartFrame, *lines: Line, marks: Sequence[tuple[float, str]] = ()) -> list[str]:
    inner = draw_axes(chart)[1]
    rows = draw_lines(chart, lines, marks).rows()[inner.row : inner.row + inner.height]
    return [row[inner.column :] for row in rows]


def test_a_line_as_text() -> None:
    values = [0.5, 0.5, 1.5, 1.5, 2.5, 3.5, 3.5, 2.5, 1.5, 0.5]
    assert interior(frame(), line(values)) == [
        "     **   ",
        "    *  *  ",
        "  **    * ",
        "**       *",
    ]


def test_a_gap_is_left_open_and_marked_at_the_top() -> None:
    values = [0.5, 0.5, np.nan, 1.5, 1.5, np.inf, np.nan, 1.5, 2.5, 2.5]
    assert interior(frame(), line(values)) == [
        "  x  xx   ",
        "        **",
        "   **  *  ",
        "**        ",
    ]


def test_values_beyond_the_limits_run_along_the_edge() -> None:
    values = [1e9, 1e9, 2.5, 1.5, -1e9]
    assert [row[:5] for row in interior(frame(), line(values))] == [
        "**   ",
        "  *  ",
        "   * ",
        "    *",
    ]


def test_zero_on_a_log_axis_lies_at_the_bottom() -> None:
    chart = ChartFrame(14, 6, (0, 3), (1e-4, 1), log_y=True, marker="ascii", legend=None)
    rows = [row.strip() for row in interior(chart, line([0, 0, 0]))]
    assert rows == ["", "", "", "******"]


def test_the_buckets_of_a_spike_are_drawn_in_full() -> None:
    spike = Line("", np.array([4.5]), np.array([0.5]), np.array([3.5]), 1)
    assert interior(frame(), spike) == ["    *     "] * 4


def test_the_first_line_lies_on_top_and_each_has_its_colour() -> None:
    chart = frame()
    column = draw_axes(chart)[1].column
    cells = draw_lines(chart, [line([1.5, 1.5, 1.5], 5), line([1.5, 2.5, 1.5, 1.5], 6)])
    row = cells.foreground[2, column : column + 4].tolist()
    assert row == [5, 5, 5, 6]
    assert cells.foreground[1, column + 1] == 6


@pytest.mark.parametrize("marker", MARKERS)
def test_dotted_lines_differ_without_colour_and_lose_no_cell(marker: Marker) -> None:
    chart = frame(marker, 40, 12)
    values = 2 + 2 * np.sin(np.arange(38) / 3)
    solid = np.array([list(row) for row in interior(chart, line(values.tolist()))])
    dots = np.array([list(row) for row in interior(chart, line(values.tolist(), 1, "dotted"))])
    assert ((solid == " ") == (dots == " ")).all()
    assert (solid != dots).sum() > 20
    assert "".join(solid.flat).isascii() == (marker == "ascii")


def test_dots_are_dots_of_the_curve() -> None:
    patterns = np.array([[chr(0x2800 + pattern) for pattern in range(1, 256)]])
    for pattern, character in enumerate(dotted(patterns, "braille")[0].tolist(), start=1):
        kept = ord(character) - 0x2800
        assert kept.bit_count() == 1
        assert kept & pattern


def test_the_dot_left_over_is_the_middle_one() -> None:
    assert dotted(np.array([list("⠇⠸⠃")]), "braille").tolist() == [["⠂", "⠐", "⠁"]]


QUADRANT_PARTS = {
    "▘": "▘", "▝": "▝", "▖": "▖", "▗": "▗", "▀": "▘▝", "▌": "▘▖", "▐": "▝▗", "▄": "▖▗",
    "▞": "▝▖", "▚": "▘▗", "▛": "▘▝▖", "▜": "▘▝▗", "▙": "▘▖▗", "▟": "▝▖▗", "█": "▘▝▖▗",
}  # fmt: skip


@pytest.mark.parametrize(("block", "parts"), QUADRANT_PARTS.items())
def test_a_block_keeps_one_of_its_quadrants(block: str, parts: str) -> None:
    assert dotted(np.array([[block]]), "blocks")[0, 0] in parts


def test_marks_are_vertical_lines_beneath_the_curve_with_a_text() -> None:
    chart = frame("ascii", 22, 6)
    assert interior(chart, line([1.5] * 9), marks=[(2.5, "a"), (4.5, "bb"), (99, "no")]) == [
        "  | |               ",
        "  |a|bb             ",
        "*********           ",
        "  | |               ",
    ]


def test_texts_of_marks_close_by_stand_one_below_the_other() -> None:
    rows = interior(frame("ascii", 22, 6), marks=[(2.5, "first"), (4.5, "second")])
    assert [row.rstrip() for row in rows] == ["  | |", "  |first", "  | |second", "  | |"]


def test_the_legend_names_each_line_in_its_corner() -> None:
    lines = [line([], 5), Line("test", *(np.array([]),) * 3, 6, "dotted")]
    top = interior(frame("ascii", 32, 8, legend="top right"), *lines)
    assert top[1:3] == [f"{'** train':>29} ", f"{'.. test ':>29} "]
    bottom = interior(frame("ascii", 32, 8, legend="bottom left"), *lines)
    assert bottom[-2:] == [f"{' ** train':<30}", f"{' .. test':<30}"]


def test_the_legend_gives_way_where_there_is_no_room() -> None:
    assert interior(frame("ascii", 32, 5, legend="top right"), line([]), line([])) == [" " * 30] * 3


def test_no_text_hides_a_gap() -> None:
    values = [1.0] * 29 + [np.nan]
    chart = frame("ascii", 32, 8, legend="top right")
    rows = interior(chart, line(values), marks=[(22.5, "text")])
    assert rows[0].rstrip().endswith("x")


def test_names_of_users_are_made_safe() -> None:
    chart = frame("braille", 40, 10, legend="top right")
    numbers = np.array([1.0])
    cells = draw_lines(chart, [Line("\x1b[31m🎉", numbers, numbers, numbers, 1)], [(3, "a\nb")])
    text = "".join(cells.rows())
    assert "?[31m?" in text
    assert "a?b" in text


@pytest.mark.parametrize("log", [False, True])
def test_everything_drawn_in_ascii_is_seven_bit(log: bool) -> None:
    chart = ChartFrame(
        60, 18, (0, 30), (1e-3, 5), "größe", "日本", "“title”", log_y=log, marker="ascii"
    )
    values = [1, 2, np.nan, 3, 1e-9, 4, 5, 0.5]
    cells = draw_lines(chart, [line(values), line(values[::-1], 2, "dotted")], [(4, "λ → 2")])
    assert "".join(cells.rows()).isascii()


def test_a_lower_line_shows_its_dots_in_a_cell_that_it_shares() -> None:
    top = line([3.9] * 10, color=1)
    beneath = line([3.2] * 10, color=2)
    chart = frame("braille")
    assert interior(chart, top)[0].strip("⠈⠉⠁") == ""
    both = interior(chart, top, beneath)[0]
    dots = [ord(cell) - 0x2800 for cell in both if cell != " "]
    highest, third_or_fourth = 0x01 | 0x08, 0x04 | 0x20 | 0x40 | 0x80
    assert all(dot & highest and dot & third_or_fourth for dot in dots[1:-1])
