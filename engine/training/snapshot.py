"""What a training shows of itself at one moment: frozen values, safe for another thread."""

from dataclasses import dataclass
from enum import StrEnum

from npnn_tui.datasets.dataset import Split

from ..diagnosis import Diagnosis
from ..nn.arrays import Floats
from .experiment import Experiment
from .history import Curves
from .metrics import Metrics


class Status(StrEnum):
    """The state of a run, in the word that people read."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    DIVERGED = "diverged"


ENDED = (Status.FINISHED, Status.DIVERGED)
"""In these states a run has come to an end by itself."""


@dataclass(frozen=True)
class Mark:
    """A change made to a run while it was going on, at an epoch."""

    epoch: int
    text: str


@dataclass(frozen=True, eq=False)
class Probe:
    """Where the screen wants predictions: observations (points, features), as the network's."""

    points: Floats


@dataclass(frozen=True, eq=False)
class Answer:
    """What the network answers at the points of a probe, of shape (points, outputs).

    Of classification, `values` are the probabilities of the classes; of regression, the predicted
    number in a single column, scaled as the network sees the targets.
    """

    probe: Probe
    values: Floats


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One moment of a run.

    `run` counts the starts within a session. `steps` is the number of parameter updates, `epoch`
    that of whole epochs; `metrics` is of this very moment, which may lie within the next epoch.
    `seconds` is the time spent running, waits of a slow pace included, `training_seconds` the
    time spent on steps, which `time_limit` counts. `steps_per_second` and `epochs_per_second` are
    the recent rates. `learning_rate` is that of this epoch, as the schedule has it. `diagnosis`
    says what is the matter with the run, if anything is known to be. `name` is that under which
    the run is saved, and `complaint` says why it is not being saved.
    """

    run: int
    experiment: Experiment
    split: Split
    status: Status
    reason: str
    epoch: int
    steps: int
    metrics: Metrics
    curves: Curves
    marks: tuple[Mark, ...]
    parameter_count: int
    seconds: float
    training_seconds: float
    steps_per_second: float
    epochs_per_second: float
    learning_rate: float
    answer: Answer | None
    diagnosis: Diagnosis | None = None
    name: str = ""
    complaint: str = ""

    @property
    def epochs_left(self) -> int:
        """How many epochs remain before the run has had all it was given."""
        return max(0, self.experiment.config.max_epochs - self.epoch)

    @property
    def run_of(self) -> tuple[int, Experiment]:
        """What is being trained: the number of the run and its experiment."""
        return self.run, self.experiment


@dataclass(frozen=True)
class Refusal:
    """An experiment that could not be applied; the run before it goes on untouched."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Lost:
    """The session was another process's, which has gone; the run of this name is saved."""

    name: str


News = Snapshot | Refusal | Lost
"""What a session has to say."""
