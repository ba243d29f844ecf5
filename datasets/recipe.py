"""The recipe of a data set: the knobs that say which observations to make or to read."""

from dataclasses import dataclass
from typing import Literal

from .kinds import Choice, Real, Switch, Text, Whole
from .knobs import GENERATED_FAMILIES, check_knobs, knob
from .sources import SOURCE_SENTENCE, check_label, check_source, check_task
from .tasks import TASK_CHOICES


@dataclass(frozen=True)
class Recipe:
    """Everything that decides which observations there are. Raises FieldError on a bad value."""

    data: str = knob(
        "moons",
        "Data",
        Text(SOURCE_SENTENCE),
        "Data",
        "What the network learns from: a generated set, a bundled one, or a table file. "
        "A table file is CSV, TSV, Parquet or NPZ with numeric features and one column of labels.",
    )
    samples: int = knob(
        200,
        "Samples",
        Whole(2, 1_000_000),
        "Data",
        "How many observations the network trains on. "
        "With the sum reduction, more of them make every step longer.",
        families=GENERATED_FAMILIES,
    )
    noise: float = knob(
        0.2,
        "Noise",
        Real(0, 10),
        "Data",
        "The standard deviation of the Gaussian noise added to each observation: to its place "
        "among classes, to its height on a surface, whose own deviation is 1. The more noise, the "
        "more the classes overlap and the less accuracy is possible.",
        families=GENERATED_FAMILIES,
    )
    classes: int = knob(
        2,
        "Classes",
        Whole(2, 10),
        "Data",
        "How many classes there are, which is how many outputs the network has. "
        "Xor has two by its nature; the other generated sets of classes take 2 to 10.",
        families=("classes",),
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
        "The column of a table file that holds the classes, or the numbers to predict; left empty, "
        "it is the last one. Bundled sets have fixed targets and take no label.",
        families=("table",),
    )
    task: Literal["auto", "classification", "regression"] = knob(
        "auto",
        "Task",
        Choice(TASK_CHOICES),
        "Data",
        "Whether a table's labels are classes to tell apart or, for regression, numbers to "
        "predict. Auto takes them as classes, unless they are over 100 different numbers or are "
        "stored as numbers with fractions.",
        families=("table",),
    )
    standardise: bool = knob(
        False,
        "Standardise",
        Switch(),
        "Data",
        "Shift and scale each feature to mean 0 and standard deviation 1, as seen in the "
        "training rows, and so the targets of regression. Without it, a feature with large values "
        "drowns the others.",
        table_default=True,
    )

    def __post_init__(self) -> None:
        check_knobs(self)
        check_source(self.data, self.classes)
        check_label(self.data, self.label)
        check_task(self.data, self.task)
