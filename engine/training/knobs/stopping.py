"""When training stops, and how often it is looked at."""

from dataclasses import dataclass

from npnn_tui.datasets.kinds import Real, Whole
from npnn_tui.datasets.knobs import knob


@dataclass(frozen=True)
class StoppingKnobs:
    """The stopping rules; all are live."""

    max_epochs: int = knob(
        10_000,
        "Max epochs",
        Whole(1, 1_000_000_000),
        "Stopping",
        "Training stops after this many passes over the training data. "
        "Raise it on a finished run to go on.",
        live=True,
    )
    min_improvement: float = knob(
        0.01,
        "Min improvement",
        Real(0, 1),
        "Stopping",
        "Training stops when the objective has fallen by less than this share since the last "
        "check: 0.01 is 1 %. Zero switches the rule off.",
        live=True,
    )
    check_every: int = knob(
        1_000,
        "Check every",
        Whole(1, 1_000_000_000),
        "Stopping",
        "How many epochs lie between two checks of the minimal improvement. "
        "Shorter distances stop sooner, on a flat stretch too.",
        unit="epochs",
        live=True,
    )
    target_loss: float | None = knob(
        None,
        "Target loss",
        Real(0, 1e6, absent="off"),
        "Stopping",
        "Training stops as soon as the training loss is this low. "
        "It is looked at whenever the network is measured.",
        live=True,
    )
    patience: int | None = knob(
        None,
        "Patience",
        Whole(1, 1_000_000_000, absent="off"),
        "Stopping",
        "Training stops when the test loss has not fallen for this many epochs. "
        "The weights that did best on the test data are restored then.",
        unit="epochs",
        live=True,
    )
    time_limit: float | None = knob(
        None,
        "Time limit",
        Real(0.001, 1e9, absent="off"),
        "Stopping",
        "Training stops after this many seconds of training. "
        "Pauses and the waits of a slow pace do not count.",
        unit="s",
        live=True,
    )
    log_every: int | None = knob(
        None,
        "Log every",
        Whole(1, 1_000_000_000, absent="auto"),
        "Stopping",
        "How many epochs lie between two measurements of loss and accuracy. With auto the first "
        "ones are all measured, and then about every hundredth of the way.",
        unit="epochs",
        live=True,
    )
