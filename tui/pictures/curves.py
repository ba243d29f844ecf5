"""The curves of a run as a panel of a picture: training and test against the epochs."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ..plotting.scales import Limits, Scale, linear_limits, log_limits
from ..plotting.thinning import Polyline, thin
from ..tasks import TaskWords
from .axes import Axes
from .markup import element, short

Columns = Mapping[str, NDArray[np.float64]]

Place = tuple[float, float, float, float]
"""Left, top, width and height of a panel's frame."""

PARTS = {"train": "training", "test": "test"}

STEEP = 50
"""From so many times the median on, the greatest loss asks for a logarithmic axis."""

LEAST_SCORE = -1.0


def loss_panel(columns: Columns, words: TaskWords, place: Place) -> str:
    """Return the losses, on a logarithmic axis if a few of them dwarf the others."""
    values = _finite(columns, "loss")
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    log = len(values) > 0 and high > STEEP * float(np.median(values)) and low > 0
    limits = log_limits(low, high) if log else linear_limits(low, high)
    axes = Axes(*place, _epochs(columns), Scale.of(limits, log))
    return axes.drawn("Loss", "epochs", words.loss_unit) + _lines(columns, "loss", axes)


def score_panel(columns: Columns, words: TaskWords, place: Place) -> str:
    """Return the accuracies, or of regression R²."""
    values = _finite(columns, "score")
    low = max(LEAST_SCORE, float(values.min())) if len(values) else 0.0
    bottom, _ = linear_limits(min(low, 0.999), 1.0, from_zero=False)
    axes = Axes(*place, _epochs(columns), Scale.of((bottom, 1.0)))
    unit = words.score_unit
    return axes.drawn(words.score, "epochs", unit) + _lines(columns, "score", axes)


def curves_key(left: float, top: float) -> str:
    """Return which line is which."""
    parts = []
    for number, (part, name) in enumerate(PARTS.items()):
        x = left + 110 * number
        parts.append(element("path", class_=part, d=f"M{short(x)} {short(top)}h28"))
        parts.append(element("text", name, x=x + 36, y=top + 4))
    return "".join(parts)


def _finite(columns: Columns, figure: str) -> NDArray[np.float64]:
    values = np.concatenate([columns[f"{part}_{figure}"] for part in PARTS])
    return np.asarray(values[np.isfinite(values)])


def _epochs(columns: Columns) -> Scale:
    epochs = columns["epoch"]
    limits: Limits = (float(epochs[0]), float(epochs[-1])) if len(epochs) else (0.0, 1.0)
    return Scale.of(limits)


def _lines(columns: Columns, figure: str, axes: Axes) -> str:
    limits = axes.x.low, axes.x.high
    lines = []
    for part in PARTS:
        values = columns[f"{part}_{figure}"]
        line = thin(columns["epoch"], values, values, int(axes.width), limits)
        if len(line.x):
            lines.append(element("path", class_=part, d=_path(line, axes)))
    return "".join(lines)


def _path(line: Polyline, axes: Axes) -> str:
    """Return the path; `h0` gives a point that nothing leads on from a round dot."""
    places = zip(axes.across(line.x), axes.down(line.y), line.connected, strict=True)
    return "".join(
        f"{'L' if on else 'M'}{short(x)} {short(y)}{'' if on else 'h0'}" for x, y, on in places
    )
