"""A curve in one row of characters."""

import numpy as np
from npnn_tui.engine import SERIES, Curves

BARS, ASCII_BARS = "▁▂▃▄▅▆▇█", "_.-=+*#%"


def sparkline(curves: Curves | None, width: int, *, ascii_only: bool) -> str:
    """Return the training loss against the epochs, on a logarithmic scale of its own."""
    if curves is None or len(curves.epochs) < 2:
        return ""
    bars = ASCII_BARS if ascii_only else BARS
    losses = curves.high[:, SERIES.index("train_loss")].astype(np.float64)
    places = np.linspace(curves.epochs[0], curves.epochs[-1], width)
    rows = np.searchsorted(curves.epochs, places).clip(0, len(losses) - 1)
    heights = np.log(np.maximum(losses[rows], np.finfo(np.float32).tiny))
    finite = heights[np.isfinite(heights)]
    if not len(finite):
        return ""
    spread = float(np.ptp(finite)) or 1.0
    levels = np.nan_to_num((heights - finite.min()) / spread, nan=1.0, posinf=1.0)
    return "".join(bars[round(float(level) * (len(bars) - 1))] for level in levels.clip(0, 1))
