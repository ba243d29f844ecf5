"""A run's folder: its files, and what can be read from them without training."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError

from ..nn.arrays import Doubles
from ..training.experiment import Experiment
from . import metrics_file, recipe
from .model import Model
from .packing import DamagedError, unpack
from .places import check_name, runs_folder
from .summary import Summary

MODEL = "model.safetensors"
CHECKPOINT = "checkpoint.safetensors"
PREVIOUS = "checkpoint.previous.safetensors"
EVENTS = "events.log"


@dataclass(frozen=True)
class Run:
    """One run in its folder. Every file is read when it is asked for."""

    folder: Path

    @property
    def name(self) -> str:
        """The name of the run."""
        return self.folder.name

    @property
    def summary(self) -> Summary | None:
        """Its state when it was last saved, or None if nothing tells."""
        return Summary.read(self.folder)

    @property
    def experiment(self) -> Experiment:
        """What was trained, and how; raises FieldError."""
        return recipe.read(self._bytes_of(recipe.FILE_NAME), f"{self.name}/{recipe.FILE_NAME}")

    @property
    def model(self) -> Model:
        """The network as it was last saved; raises FieldError."""
        try:
            return Model.from_record(unpack(self._bytes_of(MODEL)))
        except DamagedError as error:
            raise FieldError("run", f"run {self.name}: {MODEL} is damaged: {error}") from None

    @property
    def metrics(self) -> Mapping[str, Doubles]:
        """The columns of its metrics, each of shape (logged epochs,); raises FieldError."""
        try:
            return metrics_file.read_columns(self.folder / metrics_file.FILE_NAME)
        except OSError as error:
            raise self._refusal(metrics_file.FILE_NAME, error) from None

    def _bytes_of(self, file_name: str) -> bytes:
        try:
            return (self.folder / file_name).read_bytes()
        except OSError as error:
            raise self._refusal(file_name, error) from None

    def _refusal(self, file_name: str, error: OSError) -> FieldError:
        return FieldError("run", f"run {self.name}: {file_name} cannot be read ({error.strerror})")


def load_run(name: str, runs: str | None = None) -> Run:
    """Return the run of this name in the folder of all runs, which NPNN_TUI_RUNS can set.

    Raises FieldError when there is none.

    >>> from tempfile import TemporaryDirectory
    >>> from npnn_tui.engine import train
    >>> with TemporaryDirectory() as folder:
    ...     _ = train(Experiment.of({"data": "hills", "max_epochs": 50}), runs=folder, name="first")
    ...     run = load_run("first", runs=folder)
    ...     run.experiment.recipe.data, run.model.predict([[0.5, 0.5]]).shape
    ('hills', (1,))
    """
    place = runs_folder(runs)
    run = Run(place / check_name(name))
    if not run.folder.is_dir():
        raise FieldError("run", f"run: there is no run {name} in {place}")
    if not is_run(run.folder):
        raise FieldError("run", f"run: {run.folder} is no run, it has no {recipe.FILE_NAME}")
    return run


def is_run(folder: Path) -> bool:
    """Tell whether a folder is that of a run."""
    return (folder / recipe.FILE_NAME).is_file()


def runs_in(runs: Path) -> Iterable[Run]:
    """Return all runs, in no order; none if there is no such folder."""
    if not runs.is_dir():
        return []
    folders = (folder for folder in runs.iterdir() if not folder.name.startswith("."))
    return [Run(folder) for folder in folders if is_run(folder)]
