"""Snapshots, data and refusals as records and back: what a viewer is shown."""

from dataclasses import fields
from typing import Any

from npnn_tui.datasets.dataset import Dataset, Split

from ..diagnosis import Diagnosis
from ..runs.packing import DamagedError, Record
from ..training.experiment import Experiment
from ..training.history import Curves
from ..training.metrics import Metrics
from ..training.snapshot import Answer, Mark, Probe, Refusal, Snapshot, Status

PLAIN = (
    "run",
    "reason",
    "epoch",
    "steps",
    "parameter_count",
    "seconds",
    "training_seconds",
    "steps_per_second",
    "epochs_per_second",
    "learning_rate",
    "name",
    "complaint",
)
"""The fields of a snapshot that JSON can hold as they are."""


def of_snapshot(snapshot: Snapshot, probe: int | None) -> Record:
    """Return a snapshot without its data, of which the viewer knows; `probe` is its number."""
    answer, diagnosis = snapshot.answer, snapshot.diagnosis
    return {
        "kind": "snapshot",
        **{name: getattr(snapshot, name) for name in PLAIN},
        "experiment": snapshot.experiment.values,
        "status": snapshot.status.value,
        "metrics": vars(snapshot.metrics),
        "curves": vars(snapshot.curves),
        "marks": [[mark.epoch, mark.text] for mark in snapshot.marks],
        "diagnosis": diagnosis and {**vars(diagnosis), "cure": dict(diagnosis.cure)},
        "probe": probe if answer else None,
        "answer": answer and answer.values,
    }


def to_snapshot(record: Record, split: Split, probes: dict[int, Probe]) -> Snapshot:
    """Return the snapshot of a record; raises DamagedError."""
    try:
        diagnosis, probe = record["diagnosis"], probes.get(record["probe"])
        return Snapshot(
            **{name: record[name] for name in PLAIN},
            experiment=Experiment().changed(record["experiment"]),
            split=split,
            status=Status(record["status"]),
            metrics=Metrics(**record["metrics"]),
            curves=Curves(**record["curves"]),
            marks=tuple(Mark(epoch, text) for epoch, text in record["marks"]),
            answer=Answer(probe, record["answer"]) if probe else None,
            diagnosis=_diagnosis(diagnosis) if diagnosis else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DamagedError("it is no snapshot") from None


def of_split(split: Split) -> Record:
    """Return the data of a run as a record."""
    record = {field.name: getattr(split, field.name) for field in fields(split)}
    return {"kind": "split", **record, "train": vars(split.train), "test": vars(split.test)}


def to_split(record: Record) -> Split:
    """Return the data of a record; raises DamagedError."""
    try:
        values = {field.name: record[field.name] for field in fields(Split)}
        return Split(**{**values, **{part: _dataset(record[part]) for part in ("train", "test")}})
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DamagedError("it is no data set") from None


def of_refusal(refusal: Refusal) -> Record:
    """Return a refusal as a record."""
    return {"kind": "refusal", **vars(refusal)}


def to_refusal(record: Record) -> Refusal:
    """Return the refusal of a record."""
    return Refusal(str(record.get("field")), str(record.get("sentence")))


def _dataset(record: Record) -> Dataset:
    names = {key: tuple(record[key]) for key in ("feature_names", "class_names")}
    values: dict[str, Any] = {field.name: record[field.name] for field in fields(Dataset)}
    return Dataset(**{**values, **names})


def _diagnosis(record: Record) -> Diagnosis:
    cure = Experiment().changed(record["cure"]).values  # in plain Python: a list becomes a tuple
    return Diagnosis(**{**record, "cure": {name: cure[name] for name in record["cure"]}})
