"""The public names of the package: `npnn_tui.engine` gives them out."""

from .estimators import MLPClassifier, MLPRegressor
from .nn.network import Network
from .runs.folder import Run, load_run
from .runs.model import Model
from .runs.train import train
from .training.commands import Apply, Close, Command, Look, Pause, Play, Reset, Rest, SetPace, Step
from .training.config import Config
from .training.experiment import KNOBS, Experiment
from .training.history import SERIES, Curves
from .training.metrics import Metrics
from .training.session import Session
from .training.snapshot import Answer, Mark, Probe, Refusal, Snapshot, Status
from .training.trainer import Trainer

__all__ = [
    "KNOBS",
    "SERIES",
    "Answer",
    "Apply",
    "Close",
    "Command",
    "Config",
    "Curves",
    "Experiment",
    "Look",
    "MLPClassifier",
    "MLPRegressor",
    "Mark",
    "Metrics",
    "Model",
    "Network",
    "Pause",
    "Play",
    "Probe",
    "Refusal",
    "Reset",
    "Rest",
    "Run",
    "Session",
    "SetPace",
    "Snapshot",
    "Status",
    "Step",
    "Trainer",
    "load_run",
    "train",
]
