"""The file of results: what is in it, and how a sweep goes on from it."""

from pathlib import Path

import polars
import pytest
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.sweeps.journal import Journal
from npnn_tui.engine.sweeps.report import Report, State
from npnn_tui.engine.sweeps.sweep import Point
from npnn_tui.engine.sweeps.training import train

from .conftest import points_of

NAMES = ("l2", "hidden")


@pytest.fixture(scope="module")
def points() -> list[Point]:
    return points_of("l2=0,0.1", "hidden=4,8x4")


@pytest.fixture(scope="module")
def reports(points: list[Point]) -> list[Report]:
    return [train(point, lambda _: None, lambda: False) for point in points]


def fill(path: Path, points: list[Point], reports: list[Report]) -> None:
    with Journal(str(path), NAMES) as journal:
        for point, report in zip(points, reports, strict=True):
            journal.add(point, report)


@pytest.mark.parametrize("name", ["results.csv", "results.parquet"])
def test_what_was_finished_is_found_again(
    name: str, tmp_path: Path, points: list[Point], reports: list[Report]
) -> None:
    path = tmp_path / name
    fill(path, points[:3], reports[:3])
    assert [file.name for file in tmp_path.iterdir()] == [name]
    with Journal(str(path), NAMES) as journal:
        found = journal.finished(points)
        assert sorted(found) == [0, 1, 2]
        for number, report in found.items():
            was = reports[number]
            assert report.state is State.FINISHED
            assert (report.metrics, report.verdict) == (was.metrics, was.verdict)
            assert (report.epoch, report.steps) == (was.epoch, was.steps)
        journal.add(points[3], reports[3])
    with Journal(str(path), NAMES) as journal:
        assert sorted(journal.finished(points)) == [0, 1, 2, 3]


def test_the_table_says_what_was_varied_and_what_came_of_it(
    tmp_path: Path, points: list[Point], reports: list[Report]
) -> None:
    path = tmp_path / "results.parquet"
    fill(path, points, reports)
    table = polars.read_parquet(path)
    assert table["l2"].to_list() == [0.0, 0.0, 0.1, 0.1]
    assert table["hidden"].to_list() == ["4", "8,4", "4", "8,4"]
    assert table["train_loss"].to_list() == [r.metrics.train_loss for r in reports if r.metrics]
    assert table["verdict"].to_list() == [r.verdict.word for r in reports if r.verdict]


@pytest.mark.parametrize("cut", [1, 20, 100])
def test_a_line_that_was_cut_off_is_run_again(
    cut: int, tmp_path: Path, points: list[Point], reports: list[Report]
) -> None:
    path = tmp_path / "results.csv"
    fill(path, points, reports)
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    with Journal(str(path), NAMES) as journal:
        assert sorted(journal.finished(points)) == [0, 1, 2]
        journal.add(points[3], reports[3])
    assert path.read_bytes() == whole


def test_another_experiment_is_not_taken_for_a_finished_one(
    tmp_path: Path, points: list[Point], reports: list[Report]
) -> None:
    path = tmp_path / "results.csv"
    fill(path, points, reports)
    with Journal(str(path), NAMES) as journal:
        assert not journal.finished(points_of("l2=0,0.1", "hidden=4,8x4", noise=0.3))


def test_a_changed_file_of_data_is_another_experiment(tmp_path: Path) -> None:
    data = tmp_path / "table.csv"
    data.write_text("a,b,kind\n" + "".join(f"{i},{i % 5},{i % 2}\n" for i in range(40)))
    points = points_of("l2=0.5", data=str(data))
    report = train(points[0], lambda _: None, lambda: False)
    with Journal(str(tmp_path / "results.csv"), ["l2"]) as journal:
        journal.add(points[0], report)
        assert journal.finished(points)
        data.write_text(data.read_text() + "1,1,1\n")
        assert not journal.finished(points)


@pytest.mark.parametrize(
    "content",
    [b"a,b\n1,2\n", b"\xff\xfe\n", b'key,"l2\n', b"a line", b"\x00"],
    ids=["other", "binary", "torn", "endless", "zero"],
)
def test_a_file_of_something_else_is_left_as_it_is(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_bytes(content)
    with pytest.raises(FieldError) as caught:
        Journal(str(path), NAMES)
    assert caught.value.field == "output"
    assert str(caught.value).startswith("output must be a new file, or")
    assert path.read_bytes() == content


@pytest.mark.parametrize("value", ["x", "", None])
def test_a_line_that_says_nonsense_is_refused(
    value: str | None, tmp_path: Path, points: list[Point], reports: list[Report]
) -> None:
    path = tmp_path / "results.csv"
    fill(path, points[:1], reports[:1])
    head, line = path.read_text().splitlines()
    words = line.split(",")
    path.write_text(f"{head}\n{','.join(words[:-1] if value is None else [*words[:-1], value])}\n")
    with Journal(str(path), NAMES) as journal, pytest.raises(FieldError) as caught:
        journal.finished(points)
    assert caught.value.field == "output"


def test_a_damaged_parquet_file_and_an_impossible_path_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "results.parquet"
    path.write_bytes(b"not at all")
    for each in (path, tmp_path / "none" / "results.csv", tmp_path):
        with pytest.raises(FieldError, match=r"^output must be a") as caught:
            Journal(str(each), NAMES)
        assert caught.value.field == "output"
