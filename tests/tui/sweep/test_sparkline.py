"""A curve in one row."""

import numpy as np
from npnn_tui.engine import SERIES, Curves
from npnn_tui.tui.sweep.sparkline import sparkline


def curves(*losses: float) -> Curves:
    values = np.repeat(np.array(losses)[:, np.newaxis], len(SERIES), axis=1)
    return Curves(np.arange(len(losses), dtype=float), values, values)


def test_equal_ratios_are_equal_steps() -> None:
    falling = curves(*(2.0**-power for power in range(8)))
    assert sparkline(falling, 8, ascii_only=False) == "█▇▆▅▄▃▂▁"
    assert sparkline(falling, 8, ascii_only=True) == "%#*+=-._"


def test_what_is_no_number_stands_highest_and_zero_lowest() -> None:
    assert sparkline(curves(1.0, np.nan, 0.0), 3, ascii_only=False) == "██▁"


def test_too_little_to_draw_is_nothing() -> None:
    assert sparkline(None, 8, ascii_only=False) == ""
    assert sparkline(curves(1.0), 8, ascii_only=False) == ""
    assert sparkline(curves(np.nan, np.nan), 8, ascii_only=False) == ""


def test_a_flat_curve_is_flat() -> None:
    assert sparkline(curves(0.5, 0.5, 0.5), 3, ascii_only=False) == "▁▁▁"
