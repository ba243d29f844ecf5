"""checkpoint.safetensors: a moment of a training, to go on from; the one before stays beside it."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from npnn_tui.datasets.dataset import Split
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.datasets.sources import is_file

from ..training.experiment import Experiment
from ..training.moment import Moment
from ..training.snapshot import Mark, Status
from ..training.trainer import Trainer
from .atomic import replace_file
from .folder import CHECKPOINT, PREVIOUS
from .packing import DamagedError, Record, pack, unpack
from .recipe import FORMAT


def save(folder: Path, moment: Moment, more: Record) -> None:
    """Write a checkpoint, with some more values for the reader; raises OSError."""
    record = {
        "format": FORMAT,
        "experiment": moment.experiment.values,
        "data": data_digest(moment.experiment, moment.split),
        "trainer": moment.trainer.state(),
        "status": moment.status.value,
        "marks": [[mark.epoch, mark.text] for mark in moment.marks],
        "seconds": moment.seconds,
        **more,
    }
    replace_file(folder / CHECKPOINT, pack(record), keep=folder / PREVIOUS)


def read(folder: Path) -> tuple[Record, str]:
    """Return the last checkpoint that is sound, and a sentence if it is not the last one.

    The record is empty if there is none at all. Raises FieldError if there are only damaged ones.
    """
    complaint = ""
    for name in (CHECKPOINT, PREVIOUS):
        try:
            record = unpack((folder / name).read_bytes())
        except FileNotFoundError:
            continue
        except (DamagedError, OSError) as error:
            complaint = f"{name} is damaged ({error})"
            continue
        if record.get("format") != FORMAT:
            found = f"format must be {FORMAT} for this npnn-tui, got {record.get('format')!r:.20}"
            raise FieldError("format", f"run {folder.name}: {found}")
        goes_on = f"{complaint}: going on from the one before" if complaint else ""
        return record, goes_on
    if complaint:
        raise FieldError("run", f"run {folder.name}: {complaint}, and there is no other")
    return {}, ""


def moment_of(record: Record, load: Callable[[Any], Split], name: str) -> Moment:
    """Return the moment of a checkpoint; `load` finds the data of its recipe.

    Raises FieldError if the data are no longer the same, or it is no checkpoint.
    """
    try:
        experiment = Experiment().changed(record["experiment"])
        split = load(experiment.recipe)
        if record["data"] != data_digest(experiment, split):
            raise FieldError("data", f"data: {experiment.recipe.data} has changed since {name}")
        trainer = Trainer(experiment.config, split)
        trainer.restore(record["trainer"])
        marks = tuple(Mark(int(epoch), str(text)) for epoch, text in record["marks"])
        status, seconds = Status(record["status"]), float(record["seconds"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, FieldError):
            raise
        raise FieldError("run", f"run {name}: {CHECKPOINT} is no checkpoint of it") from None
    return Moment(experiment, split, trainer, status, marks, seconds)


def data_digest(experiment: Experiment, split: Split) -> str:
    """Return what tells the rows of a table from others; nothing of data that are generated."""
    if not is_file(experiment.recipe.data):
        return ""
    digest = sha256()
    for array in _arrays_of(split):
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def _arrays_of(split: Split) -> Iterable[Any]:
    for part in (split.train, split.test):
        yield part.inputs
        yield part.targets
