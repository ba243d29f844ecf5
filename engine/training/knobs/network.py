"""What the network looks like at the start."""

from dataclasses import dataclass

from npnn_tui.datasets.kinds import Choice, Whole, Widths
from npnn_tui.datasets.knobs import knob

from ...names import ACTIVATION_NAMES, INITIALIZER_NAMES


@dataclass(frozen=True)
class NetworkKnobs:
    """Layers, initial weights and precision."""

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
        Choice(ACTIVATION_NAMES),
        "Network",
        "The function that each hidden node applies to its weighted sum. "
        "ReLU draws boundaries from straight pieces, tanh and sigmoid draw smooth ones.",
        surface_default="tanh",
    )
    initializer: str = knob(
        "lecun_normal",
        "Initial weights",
        Choice(INITIALIZER_NAMES),
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
    threads: int | None = knob(
        None,
        "Threads",
        Whole(1, 256, absent="auto"),
        "Network",
        "How many cores the large products of a step use; auto means one, or two where a trial "
        "shows that they are faster. Another number may change the last digits of a run.",
        live=True,
    )
