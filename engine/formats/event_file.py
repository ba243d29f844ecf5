"""The curves of a run as a folder of event files, which TensorBoard reads.

A record is its length, the checksum of that, its bytes and their checksum (TFRecord).
"""

import struct
from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from npnn_tui.datasets.tasks import Task

from ..nn.arrays import Doubles
from ..runs.folder import Run
from .export import Export, missing_extra

SCORES: Mapping[Task, str] = {"classification": "accuracy", "regression": "r2"}


def tensorboard_export(run: Run, path: Path) -> Export:
    """Return the event file of a run in the folder `path`; raises FieldError.

    It always has the same name, so that a later export takes its place.
    """
    summary = run.summary
    started = summary.started if summary else 0.0
    content = b"".join(_records(run.metrics, run.model.task, started))
    return Export({path / f"events.out.tfevents.{int(started):010}.{run.name}": content})


def _records(columns: Mapping[str, Doubles], task: Task, started: float) -> Iterator[bytes]:
    """Yield the records of an event file: its version, and an event for each logged epoch."""
    try:
        from tensorboardX.proto.event_pb2 import Event
    except ImportError:
        raise missing_extra("tensorboard", "tensorboardX", "tensorboard") from None
    yield _record(Event(wall_time=started, file_version="brain.Event:2").SerializeToString())
    tags = _tags_of(columns, task)
    for row, epoch in enumerate(columns["epoch"].tolist()):
        seconds = float(columns["seconds"][row])
        event = Event(wall_time=started + (seconds if isfinite(seconds) else 0), step=int(epoch))
        for tag, values in tags.items():
            if isfinite(values[row]):
                event.summary.value.add(tag=tag, simple_value=values[row])
        yield _record(event.SerializeToString())


def _tags_of(columns: Mapping[str, Doubles], task: Task) -> dict[str, Doubles]:
    """Return the columns by the tags that TensorBoard groups them by."""
    score = SCORES[task]
    tags = {
        "train_loss": "loss/train",
        "test_loss": "loss/test",
        "train_score": f"{score}/train",
        "test_score": f"{score}/test",
        "objective": "objective",
        "learning_rate": "learning_rate",
        "steps": "steps",
        "seconds": "seconds",
    }
    others = (name for name in columns if name != "epoch")
    return {tags.get(name, name): columns[name] for name in others}


def _record(data: bytes) -> bytes:
    length = struct.pack("<Q", len(data))
    return length + _checksum(length) + data + _checksum(data)


def _checksum(data: bytes) -> bytes:
    from tensorboardX.record_writer import masked_crc32c

    checksum: Any = masked_crc32c(data)
    return struct.pack("<I", checksum)
