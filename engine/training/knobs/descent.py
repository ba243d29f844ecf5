"""How steps are made."""

from dataclasses import dataclass

from npnn_tui.datasets.kinds import Choice, Real, Whole
from npnn_tui.datasets.knobs import knob

from ...names import OPTIMIZER_NAMES
from ..schedules import SCHEDULES

STEPWISE = ("optimizer", OPTIMIZER_NAMES)
"""What has a meaning only if the length of a step is chosen, which L-BFGS does for itself."""


@dataclass(frozen=True)
class DescentKnobs:
    """Steps and penalties. All but the batch size are live."""

    learning_rate: float = knob(
        0.01,
        "Learning rate",
        Real(1e-6, 100),
        "Training",
        "How far each step goes along the gradient. "
        "Too small and nothing seems to happen; too large and the loss jumps or diverges.",
        table_default=0.1,
        live=True,
        needs=STEPWISE,
    )
    reduction: str = knob(
        "sum",
        "Reduction",
        Choice(("sum", "mean")),
        "Training",
        "Whether a step follows the sum or the mean of the gradients of its observations. "
        "With sum, twice the observations make a step twice as long, so large data can diverge.",
        surface_default="mean",
        table_default="mean",
        live=True,
        needs=STEPWISE,
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
        needs=STEPWISE,
    )
    batch_size: int | None = knob(
        None,
        "Batch size",
        Whole(1, 1_000_000, absent="full"),
        "Training",
        "How many observations each step looks at; full means all of them. "
        "Small batches make more, noisier steps in each epoch.",
        needs=STEPWISE,
    )
    dropout: float = knob(
        0.0,
        "Dropout",
        Real(0, 0.95),
        "Training",
        "The share of hidden nodes left out of each step at random. "
        "No node can rely on another one then, which makes the network overfit less.",
        live=True,
        needs=STEPWISE,
    )
    clip: float | None = knob(
        None,
        "Clip gradient",
        Real(1e-6, 1e6, absent="off"),
        "Training",
        "The largest norm that the gradient of a step may have; a longer one is shortened. "
        "It keeps a step on a cliff from throwing the weights far away.",
        live=True,
        needs=STEPWISE,
    )
    optimizer: str = knob(
        "gd",
        "Optimizer",
        Choice((*OPTIMIZER_NAMES, "lbfgs")),
        "Optimizer",
        "How a gradient becomes a step. Plain descent (gd) just follows it; momentum and nesterov "
        "gather speed; rmsprop, adam and adamw scale the step of each weight; lbfgs, with scipy, "
        "learns the curvature and how long to step.",
        surface_default="adam",
        live=True,
    )
    momentum: float = knob(
        0.9,
        "Momentum",
        Real(0, 0.9999),
        "Optimizer",
        "The share of the last step that is kept in the next one. "
        "At 0.9 steady gradients add up to steps ten times as long.",
        live=True,
        needs=("optimizer", ("momentum", "nesterov")),
    )
    rho: float = knob(
        0.9,
        "Rho",
        Real(0, 0.99999),
        "Optimizer",
        "How slowly RMSProp forgets the squares of earlier gradients. "
        "Steps are divided by the root of their running mean.",
        live=True,
        needs=("optimizer", ("rmsprop",)),
    )
    beta_1: float = knob(
        0.9,
        "Beta 1",
        Real(0, 0.9999),
        "Optimizer",
        "How slowly Adam forgets earlier gradients, whose running mean is its direction. "
        "A value of 0.9 looks back about ten steps.",
        live=True,
        needs=("optimizer", ("adam", "adamw")),
    )
    beta_2: float = knob(
        0.999,
        "Beta 2",
        Real(0, 0.99999),
        "Optimizer",
        "How slowly Adam forgets the squares of earlier gradients, by the root of whose running "
        "mean it divides. A value of 0.999 looks back about a thousand steps.",
        live=True,
        needs=("optimizer", ("adam", "adamw")),
    )
    epsilon: float = knob(
        1e-8,
        "Epsilon",
        Real(1e-12, 1),
        "Optimizer",
        "What is added to the root by which a step is divided, so that it never is zero. "
        "A large one makes Adam and RMSProp more like plain descent.",
        live=True,
        needs=("optimizer", ("rmsprop", "adam", "adamw")),
    )
    schedule: str = knob(
        "constant",
        "Schedule",
        Choice(SCHEDULES),
        "Optimizer",
        "How the learning rate changes over the epochs. It falls in steps, exponentially, along "
        "a cosine to zero at max_epochs, or when the objective stays on a plateau.",
        live=True,
        needs=STEPWISE,
    )
    decay: float = knob(
        0.5,
        "Decay",
        Real(0.001, 1),
        "Optimizer",
        "The factor on the learning rate, over each stretch of decay_every epochs. "
        "At 0.5 each stretch halves it.",
        live=True,
        needs=("schedule", ("step", "exponential", "plateau")),
    )
    decay_every: int = knob(
        1_000,
        "Decay every",
        Whole(1, 1_000_000_000),
        "Optimizer",
        "After how many epochs the decay applies; on a plateau, after how many without a lower "
        "objective. Long stretches keep the steps large for longer.",
        unit="epochs",
        live=True,
        needs=("schedule", ("step", "exponential", "plateau")),
    )
    warmup: int = knob(
        0,
        "Warm-up",
        Whole(0, 1_000_000),
        "Optimizer",
        "Over how many epochs the learning rate rises to its value at the start. "
        "It spares new weights the first large steps.",
        unit="epochs",
        live=True,
        needs=STEPWISE,
    )
