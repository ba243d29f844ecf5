"""TensorBoard's files hold every column of the metrics, at its epoch and its time."""

import struct
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from npnn_tui.datasets import FieldError
from npnn_tui.engine.formats.event_file import tensorboard_export
from npnn_tui.engine.runs.folder import Run

from ...saved_runs import STARTED, save_run

event_pb2 = pytest.importorskip("tensorboardX.proto.event_pb2")
crc32c = pytest.importorskip("tensorboardX.crc32c")


def checksum(data: bytes) -> int:
    value: int = crc32c.crc32c(data)
    return (((value >> 15) | (value << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def events_in(content: bytes) -> Iterator[Any]:
    while content:
        (length,) = struct.unpack("<Q", content[:8])
        (of_length,) = struct.unpack("<I", content[8:12])
        data, (of_data,) = (
            content[12 : 12 + length],
            struct.unpack("<I", content[12 + length :][:4]),
        )
        assert (of_length, of_data) == (checksum(content[:8]), checksum(data))
        yield event_pb2.Event.FromString(data)
        content = content[16 + length :]


def scalars_of(run: Run, folder: Path) -> dict[str, list[tuple[int, float, float]]]:
    """Epoch, value and wall time of each scalar by its tag."""
    (content,) = tensorboard_export(run, folder).files.values()
    first, *events = events_in(content)
    assert first.file_version == "brain.Event:2"
    scalars = defaultdict(list)
    for event in events:
        for value in event.summary.value:
            scalars[value.tag].append((event.step, value.simple_value, event.wall_time))
    return scalars


@pytest.mark.parametrize(("data", "score"), [("moons", "accuracy"), ("hills", "r2")])
def test_every_column_is_there_epoch_by_epoch(data: str, score: str, tmp_path: Path) -> None:
    run = save_run(tmp_path, "first", data=data, log_every=7)
    metrics, scalars = run.metrics, scalars_of(run, tmp_path / "t")
    tags = {f"{kind}/{part}" for kind in ("loss", score) for part in ("train", "test")}
    assert set(scalars) == tags | {"objective", "learning_rate", "steps", "seconds"}
    epochs, values, times = zip(*scalars["loss/test"], strict=True)
    np.testing.assert_array_equal(epochs, metrics["epoch"])
    np.testing.assert_allclose(values, metrics["test_loss"], rtol=1e-6)
    np.testing.assert_allclose(times, STARTED + metrics["seconds"])
    _, scores, _ = zip(*scalars[f"{score}/train"], strict=True)
    np.testing.assert_allclose(scores, metrics["train_score"], rtol=1e-6)


def test_what_was_not_measured_is_left_out(tmp_path: Path) -> None:
    run = save_run(tmp_path, "first", data="moons", test_fraction=0.0, max_epochs=3)
    assert "loss/test" not in (scalars := scalars_of(run, tmp_path / "t"))
    assert [epoch for epoch, _, _ in scalars["loss/train"]] == [0, 1, 2, 3]


def test_a_second_export_takes_the_place_of_the_first(tmp_path: Path) -> None:
    run = save_run(tmp_path, "first", data="moons", max_epochs=1)
    first, second = (tensorboard_export(run, tmp_path / "t").files for _ in range(2))
    assert first == second


def test_without_the_package_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run = save_run(tmp_path, "first", data="moons", max_epochs=1)
    monkeypatch.setitem(sys.modules, "tensorboardX.proto.event_pb2", None)
    with pytest.raises(FieldError, match=r'tensorboardX: pip install "npnn-tui\[tensorboard\]"'):
        tensorboard_export(run, tmp_path / "t")
