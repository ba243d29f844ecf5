"""Training from Python: an experiment goes in, a run in its folder comes out."""

from dataclasses import replace

from npnn_tui.datasets.loading import load

from ..training.experiment import Experiment
from ..training.moment import Moment
from ..training.snapshot import Status
from ..training.trainer import Trainer
from .folder import Run
from .keeper import Keeper
from .places import check_name, runs_folder

SLICE_SECONDS = 0.5
"""Training returns so often to look whether it is time to save."""


def train(
    experiment: Experiment, runs: str | None = None, name: str = "", save_every: float = 10.0
) -> Run:
    """Train an experiment to its end and return its run, which is saved all the while.

    `runs` is the folder of all runs, which NPNN_TUI_RUNS names if it is left out. Raises FieldError
    for data that cannot be used, OSError if the run could not be saved. An interrupt is saved, too:
    `npnn-tui train --resume` goes on from there.

    >>> from tempfile import TemporaryDirectory
    >>> experiment = Experiment.of({"data": "circles", "max_epochs": 200, "hidden": (8,)})
    >>> with TemporaryDirectory() as folder:
    ...     run = train(experiment, runs=folder, name="rings")
    ...     run.name, run.summary.epoch, sorted(run.metrics)[:2]
    ...     run.model.predict([[0.0, 0.0], [1.0, 0.0]])
    ('rings', 200, ['epoch', 'learning_rate'])
    array(['1', '0'], dtype='<U1')
    """
    keeper = Keeper(runs_folder(runs), save_every, name and check_name(name))
    split = load(experiment.recipe)
    trainer = Trainer(experiment.config, split)
    keeper.begin(trainer)
    moment = Moment(experiment, split, trainer, Status.RUNNING, (), 0.0)
    keeper.save(moment)
    try:
        while not trainer.stopped:
            trainer.advance(trainer.config.max_epochs, SLICE_SECONDS)
            if keeper.is_due():
                keeper.save(replace(moment, seconds=trainer.seconds))
    finally:
        keeper.save(replace(moment, seconds=trainer.seconds, status=_status_of(trainer)))
        keeper.close()
    if keeper.complaint:
        raise OSError(keeper.complaint)
    return Run(runs_folder(runs) / keeper.name)


def _status_of(trainer: Trainer) -> Status:
    """Return how a training is left."""
    if trainer.divergence:
        return Status.DIVERGED
    return Status.FINISHED if trainer.stopped else Status.PAUSED
