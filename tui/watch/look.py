"""The knobs of watching, besides those of the dashboard's view that it shares."""

from dataclasses import dataclass
from typing import Literal, get_args

from npnn_tui.datasets.kinds import Choice, Switch
from npnn_tui.datasets.knobs import Knob, check_knobs, knob, knobs_of

from ..view import View

AxisChoice = Literal["auto", "step", "epoch", "time", "row"]


@dataclass(frozen=True)
class Look:
    """How metrics are looked at. Raises FieldError on a value that is not allowed."""

    log: bool = knob(
        True,
        "Log",
        Switch(),
        "View",
        "Draws losses and learning rates on logarithmic axes, where equal factors are equally "
        "high. Those with values below zero are linear.",
        live=True,
    )
    log_x: bool = knob(
        False,
        "Log x-axis",
        Switch(),
        "View",
        "Draws steps, epochs or times on a logarithmic axis, which stretches the beginning.",
        live=True,
    )
    axis: AxisChoice = knob(
        "auto",
        "Axis",
        Choice(get_args(AxisChoice)),
        "View",
        "What the curves are drawn against: steps, epochs, the time since the beginning, or the "
        "number of the row. Auto takes the first of these that is known.",
        live=True,
    )

    def __post_init__(self) -> None:
        check_knobs(self)


SHARED_KNOBS: tuple[Knob, ...] = tuple(
    knob for knob in knobs_of(View) if knob.name in ("smoothing", "link")
)
"""The knobs of the dashboard that mean the same here."""
