from collections.abc import Sequence

import numpy as np
import pytest
from npnn_tui.tui.plotting import ChartFrame, Line, draw_axes, draw_lines
from npnn_tui.tui.plotting.dotted import dotted
from npnn_tui.tui.plotting.frame import LineStyle
from npnn_tui.tui.plotting.palette import Marker
from rich.cells import cell_len

MARKERS: list[Marker] = ["braille", "blocks", "ascii"]


def line(values: Sequence[float], color: int = 1, style: LineStyle = "solid") -> Line:
    numbers = np.array(values, dtype=float)
    return Line("", np.arange(len(numbers)) + 0.5, numbers, numbers, color, style)


def frame(
    marker: Marker = "ascii", width: int = 12, height: int = 6, **options: object
) -> ChartFrame:
    return ChartFrame(
        width,
        height,
        (0, width - 2),
        (0, 4),
        marker=marker,
        **options,  # type: ignore[arg-type]
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
    chart = ChartFrame(14, 6, (0, 3), (1e-4, 1), log_y=True, marker="ascii")
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


def test_a_text_without_room_to_the_right_stands_to_the_left() -> None:
    assert interior(frame("ascii", 22, 6), marks=[(17.5, "text")])[1] == "             text|  "


def test_a_text_without_room_is_shortened_where_most_room_is() -> None:
    chart = frame("ascii", 32, 6)
    change = "Learning rate 0.01 → 0.05"
    assert interior(chart, marks=[(9.5, change)])[1] == "         |Learning rate 0.01 ~"
    assert interior(chart, marks=[(17.5, change)])[1] == "Learning rate 0.~|            "
    assert interior(frame("braille", 32, 6), marks=[(17.5, change)])[1][:18] == "Learning rate 0.…┊"


def test_a_text_shortened_to_nothing_is_left_out() -> None:
    rows = interior(frame("ascii", 16, 6), marks=[(6.5, "Learning rate 0.01")])
    assert rows == ["      |       "] * 4


def test_each_text_beside_its_line_is_whole_if_three_rows_have_room() -> None:
    marks = [(20.5, "first"), (20.5, "second"), (21.5, "third"), (22.5, "fourth"), (24.5, "fifth")]
    rows = interior(frame("ascii", 32, 8), marks=marks)
    texts = "".join(rows)
    assert all(text in texts for _, text in marks)
    assert rows[0] == rows[4] == "                    ||| |     "


def test_a_text_that_fits_to_the_right_stands_there_whatever_room_is_to_the_left() -> None:
    assert interior(frame("ascii", 22, 6), marks=[(16.5, "ab")])[1] == "                |ab "


def test_texts_of_one_row_do_not_touch() -> None:
    chart = frame("ascii", 22, 6)
    beside = interior(chart, marks=[(0.5, "abc"), (19.5, "x" * 14)])
    assert beside[1] == f"|abc {'x' * 14}|"
    below = interior(chart, marks=[(0.5, "abc"), (19.5, "x" * 15)])
    assert below[1:3] == [f"|abc{' ' * 15}|", f"|   {'x' * 15}|"]


def test_a_text_covers_no_dot_beside_it() -> None:
    chart = frame("ascii", 22, 6)
    plain = interior(chart, line([2.5] * 20))
    marked = interior(chart, line([2.5] * 20), marks=[(9.5, "ab cd")])
    assert plain[1] == "*" * 20
    assert marked[1] == "*" * 10 + "ab cd" + "*" * 5


NOTHING = np.array([])
TWO_LINES = [
    Line("training", NOTHING, NOTHING, NOTHING, 5),
    Line("test", NOTHING, NOTHING, NOTHING, 6, "dotted"),
]


def first_row(width: int, marker: Marker = "ascii", **options: object) -> str:
    return draw_lines(frame(marker, width, 8, **options), TWO_LINES).rows()[0]


def test_the_legend_stands_at_the_right_of_the_row_above_the_interior() -> None:
    assert first_row(40, "braille", y_label="nats") == f"nats{'⠒⠒ training  ⠂⠂ test':>36}"
    assert first_row(40, "ascii", y_label="nats") == f"nats{'** training  .. test':>36}"


@pytest.mark.parametrize("labels", [{}, {"y_label": "nats"}, {"title": "t"}])
def test_the_legend_has_a_row_of_its_own_and_the_interior_stays_free(
    labels: dict[str, object],
) -> None:
    chart = frame("ascii", 50, 8, **labels)
    rows = draw_lines(chart, TWO_LINES).rows()
    assert rows[0].endswith("** training  .. test")
    assert all(set(row[2:]) == {" "} for row in rows[1:-2])
    inner = draw_axes(chart, has_legend=True)[1]
    assert (inner.row, inner.height) == (1, 5)


def test_the_legend_has_the_colours_of_its_lines() -> None:
    cells = draw_lines(frame("ascii", 40, 8, foreground=7), TWO_LINES)
    row = "".join(cells.characters[0])
    assert [cells.foreground[0, row.index(part)] for part in ("**", "training", "..", "test")] == [
        5,
        7,
        6,
        7,
    ]


def test_the_legend_shortens_names_then_leaves_them_out() -> None:
    assert first_row(26, y_label="nats") == "nats  ** training  .. test"
    assert first_row(25, y_label="nats") == "nats  ** traini~  .. test"
    assert first_row(20, y_label="nats") == "nats  ** tr~  .. te~"
    assert first_row(19, y_label="nats") == "nats         ** tr~"
    assert first_row(11, y_label="nats") == "nats       "


def test_lines_without_a_name_need_no_legend() -> None:
    assert interior(frame("ascii", 32, 5), line([]), line([])) == [" " * 30] * 3


def test_no_text_hides_a_gap() -> None:
    values = [1.0] * 29 + [np.nan]
    rows = interior(frame("ascii", 32, 8), line(values), marks=[(25.5, "text")])
    assert rows[0].rstrip().endswith("x")


def test_names_of_users_are_made_safe_and_shown_literally() -> None:
    numbers = np.array([1.0])
    named = Line("\x1b[31m🎉日本", numbers, numbers, numbers, 1)
    cells = draw_lines(frame("braille", 40, 10), [named], [(3, "a\nb 語")])
    text = "".join(cells.rows())
    assert "?[31m🎉日本" in text
    assert "a?b 語" in text
    assert [cell_len(row) for row in cells.rows()] == [40] * 10


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
