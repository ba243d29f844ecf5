"""Tables that can be read: every format gives the same data set, and odd texts stay as they are."""

import csv
import io
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.datasets import Dataset
from npnn_tui.datasets.tabular import read_table

ROWS = [(5.1, -3.5e-3, "cat"), (4.0, 1e30, "dog"), (0.1, 2.0, "ant"), (7.0, -8.25, "cat")]
FRAME = pl.DataFrame(ROWS, schema=["x1", "x2", "label"], orient="row")
ODD = [
    "[red]",
    "[/]",
    "\x1b[31mred\x1b[0m",
    "line\nbreak",
    'quote"quote',
    "comma,tab\tin",
    "two  words",
    "👩‍🔬",
    "\u202eright to left",
    "é" * 10_000,
    "nan",
    "NA",
    "null",
    "-",
]
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
LABEL = ANY_TEXT.map(lambda text: text.strip(" \t")).filter(bool)


def written(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def save(frame: pl.DataFrame, path: Path) -> str:
    if path.suffix == ".parquet":
        frame.write_parquet(path)
    elif path.suffix == ".npz":
        inputs = frame.drop("label").to_numpy()
        np.savez(path, inputs=inputs, targets=np.array(frame["label"].to_list()))
    else:
        frame.write_csv(path, separator="\t" if path.suffix == ".tsv" else ",")
    return str(path)


def comma_separated(*records: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(records)
    return text.getvalue()


def assert_same(got: Dataset, expected: Dataset) -> None:
    assert np.array_equal(got.inputs, expected.inputs)
    assert np.array_equal(got.targets, expected.targets)
    assert got.feature_names == expected.feature_names
    assert got.class_names == expected.class_names
    assert got.inputs.dtype == np.float64
    assert got.targets.dtype == np.int64
    assert got.inputs.flags.c_contiguous


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet", ".npz", ".CSV"])
def test_every_format_gives_the_same_data_set(suffix: str, tmp_path: Path) -> None:
    expected = Dataset(
        np.array([row[:2] for row in ROWS]),
        np.array([1, 2, 0, 1]),
        ("x1", "x2"),
        ("ant", "cat", "dog"),
    )
    assert_same(read_table(save(FRAME, tmp_path / f"pets{suffix}")), expected)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfx1,x2,label\n1,2,a\n3,4,b\n",
        b'\xef\xbb\xbf"x1","x2","label"\n1,2,a\n3,4,b\n',
        b"x1,x2,label\r\n1,2,a\r\n3,4,b\r\n",
        b"x1,x2,label\n1,2,a\n3,4,b",
        b"\n\nx1,x2,label\n\n1,2,a\n,,\n3,4,b\n\n",
        b'x1,x2,label\n"1","2","a"\n3,4,b\n"","",""\n',
        b"x1,x2,label\n 1 ,+2.,a\n3e0,.4E+1,b\n",
        b"1.0,2,a\n3,4,b\n",
        b"\n1.0,2,a\n3,4,b\n",
        b"\xef\xbb\xbf\r\n\r\n1.0,2,a\r\n3,4,b\r\n",
        b" x1, x2\t, label\n1, 2, a\n3 ,4,\tb \n",
        b'" x1","x2 ",label\n1,2," a"\n3,4,"b "\n',
        b"  \n \t\r\nx1,x2,label\n1,2,a\n , ,\n   \n3,4,b\n",
    ],
    ids=[
        "mark",
        "mark and quotes",
        "crlf",
        "no end",
        "blank",
        "quoted",
        "spelling",
        "bare",
        "gap",
        "all",
        "blanks",
        "quoted blanks",
        "blank lines",
    ],
)
def test_spellings_of_one_table(content: bytes, tmp_path: Path) -> None:
    expected = Dataset(np.array([[1.0, 2], [3, 4]]), np.array([0, 1]), ("x1", "x2"), ("a", "b"))
    assert_same(read_table(written(tmp_path, "t.csv", content)), expected)


@pytest.mark.parametrize(
    ("content", "names", "classes"),
    [
        ("0,1,2,label\n5,1,9,0\n6,2,8,1\n", ("0", "1", "2"), ("0", "1")),
        ("5.1,0.2,kind\n5,1,0\n6,2,1.0\n", ("5.1", "0.2"), ("0", "1.0")),
        ("0,1,label\n5,1,cat\n6,2,dog\n", ("0", "1"), ("cat", "dog")),
        ("1, 2,label\n5,1,cat\n6,2,dog\n", ("1", "2"), ("cat", "dog")),
        ('"0","1","2"\n5,1,cat\n6,2,dog\n', ("0", "1"), ("cat", "dog")),
        ("0,1,2\n5,1,0\n6,2,1\n", ("0", "1"), ("0", "1")),
    ],
)
def test_a_header_may_hold_numbers(
    content: str, names: tuple[str, ...], classes: tuple[str, ...], tmp_path: Path
) -> None:
    dataset = read_table(written(tmp_path, "t.csv", content))
    assert (dataset.feature_names, dataset.class_names) == (names, classes)
    assert dataset.inputs[:, :2].tolist() == [[5, 1], [6, 2]]


@pytest.mark.parametrize(
    "content",
    [
        "1,2,cat\n5,1,cat\n6,2,dog\n",
        "0,1,1\n5,1,0\n6,2,1\n",
        "0,2,cat\n5,1,ant\n6,2,dog\n",
        "1.0,2.0,cat\n5,1,ant\n6,2,dog\n",
        "2,3,4\n5,1,0\n6,2,1\n",
        "4,3,cat\n5,1,2\n6,2,dog\n",
    ],
)
def test_a_first_row_of_numbers_is_data_else(content: str, tmp_path: Path) -> None:
    dataset = read_table(written(tmp_path, "t.csv", content))
    assert len(dataset) == 3
    assert dataset.feature_names == ("x1", "x2")


def test_a_column_named_with_a_blank_is_found_without(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", "a, b, c, label\n1, 2, 3, cat\n4, 5, 6,cat\n7,8,9, dog\n")
    dataset = read_table(path, "label")
    assert len(dataset) == 3
    assert dataset.class_names == ("cat", "dog")
    assert dataset.feature_names == ("a", "b", "c")


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet"])
@pytest.mark.parametrize(("label", "classes"), [("x1", ("3", "10")), ("label", ("9", "20"))])
def test_the_label_column_can_be_any(
    suffix: str, label: str, classes: tuple[str, ...], tmp_path: Path
) -> None:
    frame = pl.DataFrame({"x1": [10, 3], "label": [9, 20]})
    dataset = read_table(save(frame, tmp_path / f"t{suffix}"), label)
    assert dataset.class_names == classes
    assert dataset.feature_names == tuple({"x1", "label"} - {label})


@pytest.mark.parametrize(
    ("labels", "classes"),
    [
        (["10", "9", "-1", "1e1"], ("-1", "9", "10", "1e1")),
        (["10", "9", "b"], ("10", "9", "b")),
        (["10", "9", "nan"], ("10", "9", "nan")),
        (["b", "B", "a", "ä"], ("B", "a", "b", "ä")),
        (["1", "1.0", "01"], ("01", "1", "1.0")),
    ],
)
def test_classes_are_sorted_as_numbers_when_all_are(
    labels: list[str], classes: tuple[str, ...], tmp_path: Path
) -> None:
    table = comma_separated(["x", "label"], *(["1", label] for label in labels))
    dataset = read_table(written(tmp_path, "t.csv", table))
    assert dataset.class_names == classes
    assert [dataset.class_names[target] for target in dataset.targets] == labels


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_survive_literally(text: str, tmp_path: Path) -> None:
    table = comma_separated([text, "label"], ["1", text], ["2", "other"])
    dataset = read_table(written(tmp_path, "t.csv", table))
    assert dataset.feature_names == (text,)
    assert set(dataset.class_names) == {text, "other"}
    assert dataset.class_names[dataset.targets[0]] == text


@given(labels=st.lists(LABEL, min_size=2, max_size=20).filter(lambda all_: len({*all_}) > 1))
def test_any_labels_come_back(labels: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    table = comma_separated(["x", "label"], *(["1", label] for label in labels))
    path = written(tmp_path_factory.mktemp("labels"), "t.csv", table)
    dataset = read_table(path)
    assert [dataset.class_names[target] for target in dataset.targets] == labels
    assert dataset.class_names == tuple(sorted(set(labels), key=dataset.class_names.index))


@given(numbers=st.lists(st.floats(-1e30, 1e30), min_size=2, max_size=20))
def test_any_numbers_come_back_bit_for_bit(
    numbers: list[float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = comma_separated(*([repr(value), str(row % 2)] for row, value in enumerate(numbers)))
    dataset = read_table(written(tmp_path_factory.mktemp("numbers"), "t.csv", table))
    assert dataset.inputs[:, 0].tolist() == numbers
    assert dataset.feature_names == ("x1",)


@pytest.mark.parametrize(
    ("labels", "classes"),
    [
        (pl.Series([True, False]), ("false", "true")),
        (pl.Series([10, 9], dtype=pl.UInt8), ("9", "10")),
        (pl.Series(["b", "a"], dtype=pl.Categorical), ("a", "b")),
        (pl.Series(["b", "a"], dtype=pl.Enum(["b", "a"])), ("a", "b")),
    ],
)
def test_parquet_labels_of_every_kind(
    labels: pl.Series, classes: tuple[str, ...], tmp_path: Path
) -> None:
    frame = pl.DataFrame({"f": [True, False], "i": [1, 2], "y": labels})
    path = tmp_path / "t.parquet"
    frame.write_parquet(path)
    dataset = read_table(str(path))
    assert dataset.class_names == classes
    assert dataset.targets.tolist() == [1, 0]
    assert dataset.inputs.tolist() == [[1, 1], [0, 2]]


@pytest.mark.parametrize(("features", "labels"), [("inputs", "targets"), ("X", "y"), ("x", "y")])
def test_npz_arrays_have_three_names(features: str, labels: str, tmp_path: Path) -> None:
    path = tmp_path / "t.npz"
    arrays = {features: np.array([[1, 2], [3, 4]]), labels: np.array([10, 9]), "more": np.ones(3)}
    np.savez_compressed(path, allow_pickle=False, **arrays)
    dataset = read_table(str(path))
    assert dataset.inputs.tolist() == [[1, 2], [3, 4]]
    assert dataset.class_names == ("9", "10")
    assert dataset.targets.tolist() == [1, 0]


@pytest.mark.parametrize("kind", ["float16", "float32", "float64", "longdouble"])
def test_npz_labels_may_be_whole_floats(kind: str, tmp_path: Path) -> None:
    np.savez(tmp_path / "t.npz", X=np.ones((3, 1)), y=np.array([10.0, -0.0, 9.0], dtype=kind))
    dataset = read_table(str(tmp_path / "t.npz"))
    assert dataset.class_names == ("0", "9", "10")
    assert dataset.targets.tolist() == [2, 0, 1]


@pytest.mark.parametrize("kind", [pl.Float32, pl.Float64])
def test_parquet_labels_may_be_whole_floats(
    kind: type[pl.Float32 | pl.Float64], tmp_path: Path
) -> None:
    labels = pl.Series([10.0, 0.0, 9.0], dtype=kind)
    pl.DataFrame({"a": [1, 2, 3], "b": labels}).write_parquet(tmp_path / "t.parquet")
    dataset = read_table(str(tmp_path / "t.parquet"))
    assert dataset.class_names == ("0", "9", "10")
    assert dataset.targets.tolist() == [2, 0, 1]


def test_file_names_are_no_patterns_and_home_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    written(tmp_path, "t1.csv", "x,label\n1,a\n2,b\n")
    written(tmp_path, "t[1]*.csv", "x,label\n3,a\n4,b\n")
    assert read_table("~/t[1]*.csv").inputs.tolist() == [[3], [4]]
