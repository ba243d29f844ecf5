"""Going on with a run that was saved, as if it had never been interrupted."""

from dataclasses import replace

from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.loading import load

from ..training.experiment import Experiment
from ..training.moment import Moment
from ..training.snapshot import Mark, Status
from ..training.trainer import Trainer
from . import checkpoint
from .folder import Run
from .keeper import Keeper
from .kept import Kept
from .lock import Lock
from .packing import Record


def resume(run: Run, keeper: Keeper, experiment: Experiment | None = None) -> tuple[Moment, str]:
    """Return where a run was saved last, and a sentence if that is not all there was.

    Live knobs that were edited in experiment.toml, or are given by an experiment, are tuned.
    `keeper` saves the run from now on. Raises FieldError when it cannot go on: another process
    trains it, its files are damaged, its data have changed, or a knob that is not live.
    """
    wanted = experiment or run.experiment
    lock = Lock(run.folder)
    try:
        lock.take()
    except OSError as error:
        sentence = f"run {run.name} cannot be resumed in place ({error.strerror})"
        raise FieldError("run", sentence) from None
    try:
        record, complaint = checkpoint.read(run.folder)
        moment = _moment_of(run, record, wanted)
        kept = Kept.again(run.folder, lock, record)
    except BaseException:
        lock.release()
        raise
    keeper.adopt(kept, moment.trainer)
    changes = [mark.text for mark in moment.marks[len(record.get("marks", ())) :]]
    keeper.note(moment.trainer.epoch, "; ".join(filter(None, ("resumed", complaint, *changes))))
    return moment, complaint


def _moment_of(run: Run, record: Record, wanted: Experiment) -> Moment:
    if not record:  # it was ended before its first epoch
        split = load(wanted.recipe)
        trainer = Trainer(wanted.config, split)
        return Moment(wanted, split, trainer, Status.READY, (), 0.0)
    moment = checkpoint.moment_of(record, load, run.name)
    if moment.status is Status.RUNNING:
        moment = replace(moment, status=Status.PAUSED)
    return _tuned(moment, wanted, run.name)


def _tuned(moment: Moment, wanted: Experiment, name: str) -> Moment:
    """Return the moment under another experiment, which may differ in live knobs only."""
    marks = list(moment.marks)
    for knob in wanted.differences(moment.experiment):
        values = (moment.experiment.values[knob.name], wanted.values[knob.name])
        before, now = (knob.kind.format(value) or "empty" for value in values)
        if not knob.live:
            sentence = f"{knob.name} must be {before}, as run {name} was trained with, got {now}"
            raise FieldError(knob.name, f"{sentence}; with another one a run begins anew")
        marks.append(Mark(moment.trainer.epoch, f"{knob.label} {before} → {now}"))
    if len(marks) == len(moment.marks):
        return moment
    moment.trainer.tune(wanted.config)
    status = moment.status if moment.trainer.stopped else Status.PAUSED
    return replace(moment, experiment=wanted, marks=tuple(marks), status=status)
