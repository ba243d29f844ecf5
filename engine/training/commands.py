"""What can be asked of a session. Every command is a frozen value, put into its queue."""

from dataclasses import dataclass

from .experiment import Experiment
from .snapshot import Probe


@dataclass(frozen=True)
class Apply:
    """Train this experiment: in place if only live knobs changed, from the start otherwise.

    With `anew` any change starts from the initial weights.
    """

    experiment: Experiment
    anew: bool = False


@dataclass(frozen=True)
class Play:
    """Start or go on training."""


@dataclass(frozen=True)
class Pause:
    """Stop training for now."""


@dataclass(frozen=True)
class Step:
    """Train until some more epochs are whole, then pause."""

    epochs: int = 1


@dataclass(frozen=True)
class Reset:
    """Go back to the same initial weights."""


@dataclass(frozen=True)
class SetPace:
    """Train this many epochs a second, or as fast as it goes: infinity."""

    epochs_per_second: float


@dataclass(frozen=True)
class Look:
    """Publish one snapshot now, with predictions at the points of the probe, if there is one."""

    probe: Probe | None = None


@dataclass(frozen=True)
class Rest:
    """Leave the processor to others for some seconds; not again until as long has passed."""

    seconds: float


@dataclass(frozen=True)
class Close:
    """End the session; its thread returns."""


Command = Apply | Play | Pause | Step | Reset | SetPace | Look | Rest | Close
