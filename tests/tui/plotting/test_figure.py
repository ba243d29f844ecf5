"""plotext's C++ core aborts the process on bad numbers, which only a child process can survive."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from npnn_tui.tui.plotting import Cells, ChartFrame, Line, draw_lines
from npnn_tui.tui.plotting.figure import Dots, polyline_characters
from npnn_tui.tui.plotting.palette import Marker

FUZZ = Path(__file__).with_name("fuzz_charts.py")


def test_no_numbers_and_no_size_abort_the_process() -> None:
    result = subprocess.run(
        [sys.executable, str(FUZZ)], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "all drawn" in result.stdout


DOT_COUNTS: list[tuple[Marker, int, int, str]] = [
    ("braille", 2, 4, "⣿"),
    ("blocks", 2, 2, "█"),
    ("ascii", 1, 1, "*"),
]


@pytest.mark.parametrize(("marker", "columns", "rows", "full"), DOT_COUNTS)
def test_every_dot_can_be_reached(marker: Marker, columns: int, rows: int, full: str) -> None:
    width, height = 60, 25
    x, y = np.meshgrid(np.arange(width * columns), np.arange(height * rows))
    alone = np.zeros(x.size, dtype=bool)
    dots = Dots(*(values.tobytes() for values in (x.ravel(), y.ravel(), alone)))
    characters = polyline_characters(dots, (width, height), marker)
    assert (characters == full).all()


def test_plotext_is_not_imported_before_something_is_drawn() -> None:
    code = "import sys, npnn_tui.tui.plotting; sys.exit('plotext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_plotext_shared_figure_and_the_terminal_size_are_left_alone() -> None:
    import plotext

    size, picture = plotext.figure.size(), plotext.figure.build().string()
    numbers = np.arange(300.0)
    chart = ChartFrame(400, 90, (0, 300), (0, 300))
    cells = draw_lines(chart, [Line("train", numbers, numbers, numbers, 1)])
    assert cells.characters.shape == (90, 400)
    assert plotext.figure.size() == size
    assert plotext.figure.build().string() == picture


def test_a_chart_that_looks_the_same_is_not_drawn_again() -> None:
    def drawn(last: float) -> Cells:
        x, y = np.arange(3.0), np.array([0, 1, last])
        line = Line("loss", x, y, y, 1)
        return draw_lines(ChartFrame(40, 12, (0, 2), (0, 2)), [line], [(1.0, "here")])

    assert drawn(0.5) is drawn(0.5001)
    assert drawn(0.5).rows() != drawn(1.9).rows()
