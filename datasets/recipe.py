"""The recipe of a data set: the knobs that say which observations to make or to read."""

from dataclasses import dataclass
from typing import ClassVar

from .dataset import TaskChoice
from .kinds import Real, Switch, Text, Whole
from .knobs import check_knobs, knob
from .sources import SOURCE_SENTENCE, check_label, check_source, check_task


@dataclass(frozen=True)
class Recipe:
    """Everything that decides which observations there are. Raises FieldError on a bad value."""

    data: str = knob(
        "moons",
        "Data",
        Text(SOURCE_SENTENCE),
        "Data",
        "What the network learns to tell apart: a generated set, a bundled one, or a table file. "
        "A table file is CSV, TSV, Parquet or NPZ with numeric features and one column of labels.",
    )
    samples: int = knob(
        200,
        "Samples",
        Whole(2, 1_000_000),
        "Data",
        "How many observations the network trains on. "
        "With the sum reduction, more of them make every step longer.",
        generated_only=True,
    )
    noise: float = knob(
        0.2,
        "Noise",
        Real(0, 10),
        "Data",
        "The standard deviation of the Gaussian noise added to each observation. "
        "The more noise, the more the classes overlap and the less accuracy is possible.",
        generated_only=True,
    )
    classes: int = knob(
        2,
        "Classes",
        Whole(2, 10),
        "Data",
        "How many classes there are, which is how many outputs the network has. "
        "Xor has two by its nature; the other generated sets take 2 to 10.",
        generated_only=True,
    )
    test_fraction: float = knob(
        0.2,
        "Test fraction",
        Real(0, 0.9),
        "Data",
        "The share of all observations that is kept for testing and never trained on. "
        "A generated set draws them besides its samples; a table gives up that share of its rows.",
    )
    data_seed: int = knob(
        0,
        "Data seed",
        Whole(0, 2**32 - 1),
        "Data",
        "The start of the random numbers that draw the observations and split them. "
        "The same seed gives the same observations.",
    )
    label: str = knob(
        "",
        "Label column",
        Text("the name of a column"),
        "Data",
        "The column of a table file that holds the classes; left empty, it is the last one. "
        "Bundled sets have fixed classes and take no label.",
        table_only=True,
    )
    task: ClassVar[TaskChoice] = "classification"
    """What a table's labels are to be. Fixed as long as networks learn nothing but classes."""

    standardise: bool = knob(
        False,
        "Standardise",
        Switch(),
        "Data",
        "Shift and scale each feature to mean 0 and standard deviation 1, as seen in the "
        "training rows. Without it, a feature with large values drowns the others.",
        table_default=True,
    )

    def __post_init__(self) -> None:
        check_knobs(self)
        check_source(self.data, self.classes)
        check_label(self.data, self.label)
        check_task(self.data, self.task)
