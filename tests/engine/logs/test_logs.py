"""Metrics files as they grow: whatever is appended, cut off, replaced or damaged."""

import os
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.datasets import FieldError
from npnn_tui.engine.logs.axes import EPOCH, STEP
from npnn_tui.engine.logs.errors import LogError
from npnn_tui.engine.logs.ledger import MOST_METRICS, Ledger
from npnn_tui.engine.logs.records import FOOTER, HEADER, Records, masked_checksum
from npnn_tui.engine.logs.run import Run, RunState
from npnn_tui.engine.logs.series import Series
from npnn_tui.engine.logs.table import TableLog
from npnn_tui.engine.logs.watch import Watch, Watched

OURS = "epoch,steps,train_loss,test_loss,objective,learning_rate,seconds\n"
KERAS = "epoch;accuracy;loss;val_accuracy;val_loss\n0;0.5;0.7;0.4;0.8\n1;0.6;0.6;0.5;0.7\n"
LIGHTNING = "epoch,step,train_loss,val_loss\n0,0,0.9,\n0,1,,0.8\n1,2,0.7,\n1,3,,0.6\n"


def values(state: RunState, name: str, axis: int = STEP) -> list[tuple[float, float]]:
    x, low, high = state.curves[name].along(axis)
    np.testing.assert_array_equal(low, high)
    return list(zip(x.tolist(), low.tolist(), strict=True))


def followed(path: Path, *, is_events: bool = False) -> Run:
    run = Run(path, is_events=is_events)
    run.add(path)
    return run


def caught_up(run: Run) -> RunState:
    while run.advance():
        pass
    return run.state()


def test_our_own_metrics_are_read(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    path.write_text(f"{OURS}0,0,0.9,,1.0,0.01,0\n1,4,0.5,0.6,0.7,0.01,0.1\n")
    state = caught_up(followed(path))
    assert values(state, "train_loss", EPOCH) == [(0, 0.9), (1, 0.5)]
    assert values(state, "test_loss") == [(4, 0.6)]
    assert set(state.curves) == {"train_loss", "test_loss", "objective", "learning_rate"}


def test_other_frameworks_tables_are_read(tmp_path: Path) -> None:
    (tmp_path / "keras.csv").write_text(KERAS)
    (tmp_path / "lightning.csv").write_text(LIGHTNING)
    keras = caught_up(followed(tmp_path / "keras.csv"))
    assert values(keras, "val_accuracy", EPOCH) == [(0, 0.4), (1, 0.5)]
    lightning = caught_up(followed(tmp_path / "lightning.csv"))
    assert values(lightning, "train_loss") == [(0, 0.9), (2, 0.7)]
    assert values(lightning, "val_loss") == [(1, 0.8), (3, 0.6)]


def test_half_a_line_waits_for_its_other_half(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    path.write_text(f"{OURS}0,0,0.9,,1,0.01,0\n1,4,0.5")
    run = followed(path)
    assert values(caught_up(run), "train_loss") == [(0, 0.9)]
    with open(path, "a") as file:
        file.write("25,,1,0.01,0\n")
    assert values(caught_up(run), "train_loss") == [(0, 0.9), (4, 0.525)]


def test_a_file_that_is_cut_off_or_replaced_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    path.write_text(f"{OURS}0,0,0.9,,1,0.01,0\n1,4,0.5,,1,0.01,0\n")
    run = followed(path)
    caught_up(run)
    path.write_text(f"{OURS}0,0,0.25,,1,0.01,0\n")
    assert values(caught_up(run), "train_loss") == [(0, 0.25)]
    other = tmp_path / "other"
    other.write_text(f"{OURS}0,0,0.125,,1,0.01,0\n1,4,0.5,,1,0.01,0\n2,8,0.5,,1,0.01,0\n")
    os.replace(other, path)
    assert values(caught_up(run), "train_loss")[0] == (0, 0.125)


def test_a_file_that_is_rewritten_longer_with_other_columns_is_read_anew(tmp_path: Path) -> None:
    """As Lightning does when a metric is new."""
    path = tmp_path / "metrics.csv"
    path.write_text(LIGHTNING)
    run = followed(path)
    caught_up(run)
    more = LIGHTNING.replace("\n", ",\n").replace("val_loss,", "val_loss,val_acc")
    path.write_text(f"{more}2,4,,0.5,0.75\n")
    state = caught_up(run)
    assert values(state, "val_acc") == [(4, 0.75)]
    assert values(state, "train_loss") == [(0, 0.9), (2, 0.7)]


def test_a_file_that_is_gone_keeps_its_curves_until_it_is_back(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    path.write_text(f"{OURS}0,0,0.9,,1,0.01,0\n")
    run = followed(path)
    caught_up(run)
    path.unlink()
    state = caught_up(run)
    assert state.complaint == "metrics.csv is gone; what it held is kept until it is back"
    assert values(state, "train_loss") == [(0, 0.9)]
    path.write_text(f"{OURS}0,0,0.5,,1,0.01,0\n")
    state = caught_up(run)
    assert (state.complaint, values(state, "train_loss")) == ("", [(0, 0.5)])


TABLE = (OURS + "".join(f"{n},{4 * n},{1 / (n + 1)},,1,0.01,{n}\n" for n in range(40))).encode()


@given(st.lists(st.integers(0, len(TABLE)), max_size=9))
def test_the_portions_in_which_a_table_is_read_make_no_difference(cuts: list[int]) -> None:
    whole, parts = Ledger(), Ledger()
    TableLog(whole).feed(TABLE)
    log = TableLog(parts)
    for start, stop in _between(cuts, len(TABLE)):
        log.feed(TABLE[start:stop])
    for name, curve in whole.curves().items():
        np.testing.assert_array_equal(parts.curves()[name].low, curve.low)
        np.testing.assert_array_equal(parts.curves()[name].places, curve.places)


def _between(cuts: Iterable[int], end: int) -> list[tuple[int, int]]:
    places = [0, *sorted(cuts), end]
    return list(pairwise(places))


def test_every_spike_is_kept_in_bounded_memory() -> None:
    series = Series(head=8, capacity=16)
    numbers = np.zeros(10_000)
    numbers[7_777] = 5.0
    for part in np.split(np.arange(10_000), 100):
        places = np.repeat(part[:, None].astype(float), 4, axis=1)
        series.extend(places, numbers[part], 0)
    curve = series.curve()
    assert len(curve.low) <= 16
    assert (curve.high.max(), curve.low.max(), curve.last) == (5.0, 0.0, 0.0)
    assert curve.places[-1, 0] == 9_999


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"epoch,loss\n0,\0\n", "holds bytes that are no text"),
        (b"1,2,3\n4,5,6\n", "has a number for each name of a column"),
    ],
)
def test_what_is_no_table_of_metrics_is_told(content: bytes, fault: str) -> None:
    with pytest.raises(LogError, match=fault):
        TableLog(Ledger()).feed(content)


def test_numbers_that_are_not_finite_and_words_do_no_harm() -> None:
    ledger = Ledger()
    TableLog(ledger).feed(b"step,loss,name\n0,nan,a\n1,inf,b\n2,1e300,\x1b[31m\n3,0.5,d\n")
    curve = ledger.curves()["loss"]
    assert curve.broken.tolist() == [True, True, False, False]
    assert (curve.high[2], curve.last) == (1e300, 0.5)
    assert "name" not in ledger.curves()


def test_of_thousands_of_columns_some_are_kept_and_the_rest_counted() -> None:
    ledger = Ledger()
    names = ",".join(f"m{n}" for n in range(1000))
    TableLog(ledger).feed(f"step,{names}\n0{',1' * 1000}\n".encode())
    assert (len(ledger.curves()), ledger.left_out) == (MOST_METRICS, 1000 - MOST_METRICS)


def written_events(folder: Path) -> Path:
    from tensorboardX import SummaryWriter

    writer = SummaryWriter(str(folder))
    for step in range(5):
        writer.add_scalar("loss/train", 1 / (step + 1), step)
    writer.close()
    (path,) = folder.iterdir()
    return path


def test_scalars_of_tensorboard_are_read(tmp_path: Path) -> None:
    state = caught_up(followed(written_events(tmp_path), is_events=True))
    expected = [(float(step), float(np.float32(1 / (step + 1)))) for step in range(5)]
    assert values(state, "loss/train") == expected


def test_scalars_of_tensorflow_which_are_tensors_are_read(tmp_path: Path) -> None:
    from tensorboardX.proto.event_pb2 import Event

    event = Event(step=7, wall_time=1.0)
    value = event.summary.value.add(tag="epoch_loss")
    value.metadata.plugin_data.plugin_name = "scalars"
    value.tensor.dtype = 1
    value.tensor.tensor_content = np.float32(0.25).tobytes()
    path = tmp_path / "events.out.tfevents.1"
    path.write_bytes(framed(event.SerializeToString()))
    assert values(caught_up(followed(path, is_events=True)), "epoch_loss") == [(7, 0.25)]


def framed(data: bytes) -> bytes:
    length = len(data).to_bytes(8, "little")
    head = HEADER.pack(len(data), masked_checksum(length))
    return head + data + FOOTER.pack(masked_checksum(data))


def test_checksums_are_those_of_the_standard() -> None:
    """CRC-32C of nine digits is 0xE3069283; TensorFlow's mask rotates it by 15 and adds."""
    crc = 0xE3069283
    masked = ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF
    assert masked_checksum(b"123456789") == masked


def test_a_damaged_record_is_told_and_what_stands_before_it_kept(tmp_path: Path) -> None:
    path = written_events(tmp_path)
    content = bytearray(path.read_bytes())
    content[-6] ^= 1
    path.write_bytes(content)
    state = caught_up(followed(path, is_events=True))
    assert "is damaged: the checksum of record" in state.complaint
    assert len(values(state, "loss/train")) == 4


@given(st.lists(st.integers(0, 60), max_size=5))
def test_the_portions_in_which_records_are_read_make_no_difference(cuts: list[int]) -> None:
    content = b"".join(framed(data) for data in (b"one", b"", b"three and more"))
    records, found = Records(), []
    for start, stop in _between([min(cut, len(content)) for cut in cuts], len(content)):
        found += list(records.feed(content[start:stop]))
    assert found == [b"one", b"", b"three and more"]


def test_records_too_large_for_a_number_are_passed_over() -> None:
    records = Records()
    content = framed(b"x" * 300_000) + framed(b"small")
    found = [data for part in (content[:9], content[9:]) for data in records.feed(part)]
    assert found == [b"small"]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_folder_is_watched_for_files_to_come(tmp_path: Path) -> None:
    clock = Clock()
    watch = Watch([str(tmp_path)], clock)
    first = watch.poll()
    watch.check(first)
    assert first.runs == ()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text(f"{OURS}0,0,0.9,,1,0.01,0\n")
    (tmp_path / "names.csv").write_text("name,city\na,b\n")
    clock.now = 60.0
    watched = watch.poll()
    assert watched.names == ("one", "two")
    assert watched.complaints == ("tables without a column of steps or epochs are left out: 1",)


def test_nothing_is_ever_written(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    path.write_text(f"{OURS}0,0,0.9,,1,0.01,0\n")
    path.chmod(0o400)
    before = path.stat()
    watch = Watch([str(tmp_path)])
    assert isinstance(watch.poll(), Watched)
    after = path.stat()
    assert (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["nowhere.csv", "picture.png"])
def test_what_cannot_be_watched_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0\0")
    watch = Watch([str(tmp_path / name)])
    with pytest.raises(FieldError, match=f"path must be a CSV file of metrics.*{name}"):
        watch.check(watch.poll())
