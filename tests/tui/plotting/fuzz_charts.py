"""Draw charts of the worst numbers hypothesis finds. Run by test_figure in a process of its own."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from npnn_tui.tui.plotting import ChartFrame, Line, draw_lines
from npnn_tui.tui.plotting.figure import Dots, polyline_characters
from npnn_tui.tui.plotting.frame import LineStyle
from npnn_tui.tui.plotting.palette import Marker
from rich.cells import cell_len

NASTY = [np.nan, np.inf, -np.inf, 1e308, -1e308, 5e-324, -5e-324, 0.0, -0.0, 1e6, -1.0]
STYLES: list[LineStyle] = ["solid", "dotted"]
MARKERS: list[Marker] = ["braille", "blocks", "ascii"]

numbers = st.one_of(st.floats(), st.sampled_from(NASTY), st.floats(-2, 2))
limits = st.tuples(numbers, numbers)
sizes = st.integers(0, 40)
series = st.lists(st.tuples(numbers, numbers, numbers), max_size=30)
places = st.integers(-(2**63), 2**63 - 1) | st.integers(-5, 200)
dots = st.lists(st.tuples(places, places, st.integers(0, 1)), max_size=30)
marks = st.lists(st.tuples(numbers, st.text(max_size=40)), max_size=3)

frames = st.builds(
    ChartFrame,
    width=sizes,
    height=sizes,
    x_limits=limits,
    y_limits=limits,
    x_label=st.text(max_size=5),
    y_label=st.text(max_size=5),
    title=st.text(max_size=50),
    log_x=st.booleans(),
    log_y=st.booleans(),
    marker=st.sampled_from(MARKERS),
)


@st.composite
def drawn_lines(draw: st.DrawFn) -> Line:
    x, low, high = np.array(draw(series), dtype=float).reshape(-1, 3).T
    return Line(draw(st.text(max_size=30)), x, low, high, 1, draw(st.sampled_from(STYLES)))


@settings(max_examples=400, deadline=None)
@given(frames, st.lists(drawn_lines(), max_size=3), marks)
def draw_any_chart(frame: ChartFrame, lines: list[Line], texts: list[tuple[float, str]]) -> None:
    cells = draw_lines(frame, lines, texts)
    text = "".join(cells.rows())
    assert cells.characters.shape == (frame.height, frame.width)
    assert all(cell_len(row) == frame.width for row in cells.rows())
    assert text.isprintable()
    assert text.isascii() or frame.marker != "ascii"


@settings(max_examples=200, deadline=None)
@given(dots, sizes, sizes, st.sampled_from(MARKERS))
def draw_any_polyline(
    points: list[tuple[int, int, int]], width: int, height: int, marker: Marker
) -> None:
    columns, rows, connected = np.array(points, dtype=np.intp).reshape(-1, 3).T
    line = Dots(columns.tobytes(), rows.tobytes(), (connected > 0).tobytes())
    characters = polyline_characters(line, (width, height), marker)
    assert characters.shape == (height, width)


draw_any_chart()
draw_any_polyline()
print("all drawn")
