"""The knobs of the network and of its training; those of the data stand in the Recipe."""

from dataclasses import dataclass

from npnn_tui.datasets.kinds import Choice, Real, Whole, Widths
from npnn_tui.datasets.knobs import check_knobs, knob

from ..nn.activations import ACTIVATIONS
from ..nn.initializers import INITIALIZERS


@dataclass(frozen=True)
class Config:
    """How the network looks, how it is trained and when it stops.

    The objective is J = (sum of cross-entropies + l2/2 * sum(w^2) + l1 * sum(|w|)) / n over the n
    training observations. Raises FieldError on a value that is not allowed.
    """

    hidden: tuple[int, ...] = knob(
        (32,),
        "Hidden layers",
        Widths(),
        "Network",
        "The number of nodes in each hidden layer: 32, or 32,32 for two layers, or none. "
        "More nodes bend the boundary more and take longer to train.",
    )
    activation: str = knob(
        "relu",
        "Activation",
        Choice(tuple(ACTIVATIONS)),
        "Network",
        "The function that each hidden node applies to its weighted sum. "
        "ReLU draws boundaries from straight pieces, tanh and sigmoid draw smooth ones.",
    )
    initializer: str = knob(
        "lecun_normal",
        "Initial weights",
        Choice(tuple(INITIALIZERS)),
        "Network",
        "How the first weights are drawn. With zeros, all nodes of a layer stay alike for ever.",
    )
    seed: int = knob(
        0,
        "Seed",
        Whole(0, 2**32 - 1),
        "Network",
        "The start of the random numbers for the first weights and the order of mini-batches. "
        "The same seed gives the same run, bit for bit.",
    )
    dtype: str = knob(
        "float32",
        "Precision",
        Choice(("float32", "float64")),
        "Network",
        "How many bits each number has. Single precision (float32) is nearly twice as fast, and is "
        "enough here.",
    )
    learning_rate: float = knob(
        0.01,
        "Learning rate",
        Real(1e-6, 100),
        "Training",
        "How far each step goes along the gradient. "
        "Too small and nothing seems to happen; too large and the loss jumps or diverges.",
        table_default=0.1,
        live=True,
    )
    reduction: str = knob(
        "sum",
        "Reduction",
        Choice(("sum", "mean")),
        "Training",
        "Whether a step follows the sum or the mean of the gradients of its observations. "
        "With sum, twice the observations make a step twice as long, so large data can diverge.",
        table_default="mean",
        live=True,
    )
    l2: float = knob(
        0.01,
        "L2 (lambda)",
        Real(0, 1e6),
        "Training",
        "The penalty on the squares of the weights. It keeps weights small and the boundary "
        "smooth; too much of it and the network no longer follows the data.",
        live=True,
    )
    l1: float = knob(
        0.0,
        "L1",
        Real(0, 1e6),
        "Training",
        "The penalty on the sizes of the weights. It drives weights that do little towards zero.",
        live=True,
    )
    batch_size: int | None = knob(
        None,
        "Batch size",
        Whole(1, 1_000_000, absent="full"),
        "Training",
        "How many observations each step looks at; full means all of them. "
        "Small batches make more, noisier steps in each epoch.",
    )
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
    log_every: int = knob(
        10,
        "Log every",
        Whole(1, 1_000_000_000),
        "Stopping",
        "How many epochs lie between two measurements of loss and accuracy. "
        "Smaller shows every wiggle, larger trains faster.",
        unit="epochs",
        live=True,
    )

    def __post_init__(self) -> None:
        check_knobs(self)
