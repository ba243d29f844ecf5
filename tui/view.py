"""The knobs of the view: how a run is watched, which never changes what is trained."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from npnn_tui.datasets.kinds import Choice, Real, Switch, Text
from npnn_tui.datasets.knobs import check_knobs, knob

PACES = ("1", "10", "100", "1000", "max")
"""Epochs per second."""

SMOOTHINGS = (0.0, 0.5, 0.9, 0.98)

MarkerChoice = Literal["auto", "blocks", "braille", "ascii"]
SurfaceChoice = Literal["prediction", "truth", "error"]
LinkChoice = Literal["auto", "fast", "slow"]


@dataclass(frozen=True)
class View:
    """How the dashboard shows a run. Raises FieldError on a value that is not allowed."""

    pace: str = knob(
        "100",
        "Pace",
        Choice(PACES),
        "View",
        "How many epochs are trained each second. "
        "Slow paces let you watch the boundary form; max is as fast as the machine goes.",
        unit="epochs/s",
        live=True,
    )
    marker: MarkerChoice = knob(
        "auto",
        "Marker",
        Choice(get_args(MarkerChoice)),
        "View",
        "What the boundary is drawn with: half blocks, braille dots or plain ASCII. "
        "Auto takes half blocks where the terminal can show them.",
        live=True,
    )
    plane: str = knob(
        "auto",
        "Plane",
        Text("auto, principal, or two different features: their names or numbers, with a comma"),
        "View",
        "The plane on which data with more than two features is drawn. "
        "Two features hold the others at their means; principal takes the two directions in "
        "which the data varies most.",
        live=True,
    )
    surface: SurfaceChoice = knob(
        "prediction",
        "Surface",
        Choice(get_args(SurfaceChoice)),
        "View",
        "What is drawn where numbers are predicted: the prediction, the truth without its noise, "
        "or the error, prediction less truth. The truth of a table is known at its observations "
        "alone.",
        live=True,
        families=("surface", "table"),
    )
    discretised: bool = knob(
        False,
        "Discretised",
        Switch(),
        "View",
        "Draws each region in one flat colour instead of shading it by confidence, and a surface "
        "in five steps instead of nine. Edges stand out more, and fewer cells change from frame to "
        "frame.",
        live=True,
    )
    smoothing: float = knob(
        0.0,
        "Smoothing",
        Real(0, 0.99),
        "View",
        "The weight of the past in the moving average of the curves. "
        "Zero draws what was measured; 0.9 calms noisy curves.",
        live=True,
    )
    log_loss: bool = knob(
        True,
        "Log loss axis",
        Switch(),
        "View",
        "Draws the loss on a logarithmic axis, where equal factors are equally high. "
        "It shows progress long after a linear axis has gone flat.",
        live=True,
    )
    log_epochs: bool = knob(
        False,
        "Log epoch axis",
        Switch(),
        "View",
        "Draws the epochs on a logarithmic axis, which stretches the beginning. "
        "Most of what there is to see happens early.",
        live=True,
    )

    link: LinkChoice = knob(
        "auto",
        "Link",
        Choice(get_args(LinkChoice)),
        "View",
        "How much may be sent to the terminal: auto finds out what the link carries, fast sends "
        "every frame in full detail, slow keeps below 10 kB/s. "
        "Keys are answered at once where less is sent than the link carries.",
        live=True,
    )

    def __post_init__(self) -> None:
        check_knobs(self)

    @property
    def epochs_per_second(self) -> float:
        """The pace as a number; max is infinity."""
        return math.inf if self.pace == "max" else float(self.pace)


def next_pace(pace: str, by: int) -> str:
    """Return the pace so many places further, the first or the last at the ends."""
    return PACES[min(max(PACES.index(pace) + by, 0), len(PACES) - 1)]


def next_marker(
    marker: MarkerChoice, detected: MarkerChoice, shown: Sequence[str] = get_args(MarkerChoice)
) -> MarkerChoice:
    """Return the next marker in the order auto, blocks, braille, ASCII, of those `shown`.

    What auto stands for is passed over: it would look the same. Where that is ASCII, the terminal
    can show nothing else.
    """
    if detected == "ascii":
        return "auto"
    others = [name for name in get_args(MarkerChoice) if name != detected and name in shown]
    markers: list[MarkerChoice] = ["auto", *(name for name in others if name != "auto")]
    return markers[(markers.index(marker) + 1) % len(markers) if marker in markers else 1]


def next_surface(shown: SurfaceChoice) -> SurfaceChoice:
    """Return the next in the order prediction, truth, error."""
    choices = get_args(SurfaceChoice)
    following: SurfaceChoice = choices[(choices.index(shown) + 1) % len(choices)]
    return following


def next_smoothing(weight: float) -> float:
    """Return the next stronger smoothing, or none after the strongest."""
    return next((stronger for stronger in SMOOTHINGS if stronger > weight), 0.0)
