"""Tables whose labels are numbers to predict: what is read, what `auto` takes, what is refused."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from npnn_tui.datasets import Dataset, FieldError
from npnn_tui.datasets.numerals import number
from npnn_tui.datasets.tabular import read_table
from npnn_tui.datasets.targets import numbers_of
from npnn_tui.datasets.tasks import TaskChoice

SUFFIXES = [".csv", ".tsv", ".parquet", ".npz"]
STORED = [".parquet", ".npz"]
PRICES = [250_000.0, 3.25e5, -1.5, 250_000.0]


def saved(folder: Path, suffix: str, labels: list[Any], column: str = "price") -> str:
    """Write a table of one feature, 0, 1, 2, …, and these labels."""
    path = folder / f"houses{suffix}"
    size = np.arange(len(labels), dtype=float)
    if suffix == ".npz":
        np.savez(path, inputs=size[:, None], targets=np.array(labels))
    elif suffix == ".parquet":
        pl.DataFrame({"size": size, column: labels}).write_parquet(path)
    else:
        frame = pl.DataFrame({"size": size, column: [str(label) for label in labels]})
        frame.write_csv(path, separator="\t" if suffix == ".tsv" else ",")
    return str(path)


def refusal(path: str, task: TaskChoice = "regression", label: str = "") -> FieldError:
    with pytest.raises(FieldError) as caught:
        read_table(path, label, task)
    sentence = str(caught.value)
    assert sentence.isprintable()
    assert sentence.startswith(f"{caught.value.field}: ")
    assert len(sentence) < 400
    return caught.value


def assert_numbers(dataset: Dataset, targets: list[float]) -> None:
    assert dataset.task == "regression"
    assert dataset.targets.dtype == np.float64
    assert dataset.targets.tolist() == targets
    assert dataset.inputs[:, 0].tolist() == list(range(len(targets)))
    assert dataset.inputs.flags.c_contiguous
    assert dataset.class_names == ()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_gives_the_same_numbers(suffix: str, tmp_path: Path) -> None:
    dataset = read_table(saved(tmp_path, suffix, PRICES), task="regression")
    assert_numbers(dataset, PRICES)
    assert dataset.target_name == ("targets" if suffix == ".npz" else "price")
    assert dataset.feature_names == ("x1" if suffix == ".npz" else "size",)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("labels", [[1, 2, 1], ["1e3", " .5", "-2."]])
def test_whole_numbers_and_texts_that_are_numbers_can_be_predicted(
    labels: list[Any], suffix: str, tmp_path: Path
) -> None:
    dataset = read_table(saved(tmp_path, suffix, labels), task="regression")
    assert_numbers(dataset, [float(label) for label in labels])


def test_the_target_can_be_any_column_and_a_header_is_not_needed(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("price,size\n0.5,10\n1.5,20\n")
    dataset = read_table(str(path), "price", "regression")
    assert dataset.targets.tolist() == [0.5, 1.5]
    assert (dataset.target_name, dataset.feature_names) == ("price", ("size",))
    path.write_text("10,0.5\n20,1.5\n")
    assert read_table(str(path), task="regression").target_name == "label"


@given(targets=st.lists(st.floats(-1e30, 1e30), min_size=2, max_size=20, unique=True))
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_any_numbers_come_back_bit_for_bit(
    suffix: str, targets: list[float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = saved(tmp_path_factory.mktemp("numbers"), suffix, targets)
    assert_numbers(read_table(path, task="regression"), targets)


@pytest.mark.parametrize(
    "labels",
    [
        pl.Series([1.5, 2.5], dtype=pl.Float32),
        pl.Series([Decimal("1.50"), Decimal("2.50")]),
        pl.Series(["1.5", "2.5"], dtype=pl.Categorical),
        pl.Series(["1.5", "2.5"], dtype=pl.Enum(["2.5", "1.5"])),
    ],
)
def test_parquet_numbers_of_every_kind(labels: pl.Series, tmp_path: Path) -> None:
    pl.DataFrame({"a": [0, 1], "b": labels}).write_parquet(tmp_path / "t.parquet")
    assert_numbers(read_table(str(tmp_path / "t.parquet"), task="regression"), [1.5, 2.5])


@pytest.mark.parametrize("kind", ["float16", "longdouble", "int8", "uint64", "U3"])
def test_npz_numbers_of_every_kind(kind: str, tmp_path: Path) -> None:
    targets = np.array([3, 4]).astype(kind)
    np.savez(tmp_path / "t.npz", X=np.arange(2)[:, None], y=targets)
    assert_numbers(read_table(str(tmp_path / "t.npz"), task="regression"), [3, 4])


AUTO: list[tuple[str, list[Any], list[str], str]] = [
    ("two whole numbers", [0, 1], SUFFIXES, "classification"),
    ("whole floats", [0.0, 1.0], SUFFIXES, "classification"),
    ("100 whole numbers", list(range(100)), SUFFIXES, "classification"),
    ("101 whole numbers", list(range(101)), SUFFIXES, "regression"),
    ("101 rows of 100 numbers", [0, *range(100)], SUFFIXES, "classification"),
    ("101 numbers as texts", [f"{row}.5" for row in range(101)], SUFFIXES, "regression"),
    ("few fractions stored as numbers", [0.5, 1.5, 0.5], STORED, "regression"),
    ("few fractions as texts", ["0.5", "1.5"], SUFFIXES, "classification"),
    ("101 fractions", [row + 0.5 for row in range(101)], SUFFIXES, "regression"),
    ("texts", ["a", "b"], SUFFIXES, "classification"),
    ("texts and numbers", ["a", "1.5"], SUFFIXES, "classification"),
    ("truth values", [True, False], SUFFIXES, "classification"),
]


@pytest.mark.parametrize(
    ("labels", "suffix", "task"),
    [
        pytest.param(labels, suffix, task, id=f"{name} {suffix}")
        for name, labels, suffixes, task in AUTO
        for suffix in suffixes
    ],
)
def test_auto_predicts_numbers_where_they_cannot_be_classes(
    labels: list[Any], suffix: str, task: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, suffix, labels)
    dataset = read_table(path, task="auto")
    assert dataset.task == task
    if task == "regression":
        assert_numbers(dataset, [float(label) for label in labels])
        assert refusal(path, "classification").field in ("data", "label")
    else:
        same = read_table(path)
        assert dataset.targets.tolist() == same.targets.tolist()
        assert dataset.class_names == same.class_names


def test_auto_says_why_too_many_labels_are_neither(tmp_path: Path) -> None:
    path = saved(tmp_path, ".csv", ["NA", *range(101)])
    sentence = 'there are 102 classes, at most 100 are allowed; nor is it regression, as "NA" is'
    assert str(refusal(path, "auto")).startswith(f"label: houses.csv, column price: {sentence}")
    assert str(refusal(path, "classification")).endswith("at most 100 are allowed")


ALLOWED = "targets of regression must be numbers between -1e30 and 1e30, got"
FAULTS = [
    ("cat", f'{ALLOWED} "cat"'),
    ("1_0", f'{ALLOWED} "1_0"'),
    ("nan", f'{ALLOWED} "nan"'),
    ("-Infinity", f'{ALLOWED} "-Infinity"'),
    ("2e30", f'{ALLOWED} "2e30"'),
    ("1e999", f'{ALLOWED} "1e999"'),
    ("True", f'{ALLOWED} "True"'),
    ("\x1b[2J", f'{ALLOWED} "\\x1b[2J"'),
    ("x" * 100, f'{ALLOWED} "{"x" * 59}…"'),
]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(("label", "reason"), FAULTS)
def test_what_is_no_target_is_named_with_its_place(
    label: str, reason: str, suffix: str, tmp_path: Path
) -> None:
    error = refusal(saved(tmp_path, suffix, ["1.5", label, "2.5", "dog"]))
    place = {".npz": "row 2, array targets", ".parquet": "row 2, column price"}
    where = place.get(suffix, "line 3, column price")
    assert str(error) == f"label: houses{suffix}, {where}: {reason}"
    assert error.field == "label"


@pytest.mark.parametrize("task", ["auto", "regression"])
@pytest.mark.parametrize("suffix", STORED)
@pytest.mark.parametrize("value", [np.nan, np.inf, -2e30])
def test_stored_numbers_that_are_no_targets(
    value: float, suffix: str, task: TaskChoice, tmp_path: Path
) -> None:
    error = refusal(saved(tmp_path, suffix, [0.5, 1.5, value]), task)
    assert f"houses{suffix}, row 3" in str(error)
    assert str(error).endswith(f'{ALLOWED} "{value}"')


@pytest.mark.parametrize("suffix", STORED)
def test_whole_numbers_with_a_gap_are_still_classes_to_auto(suffix: str, tmp_path: Path) -> None:
    error = refusal(saved(tmp_path, suffix, [0.0, 1.0, np.nan]), "auto")
    assert str(error).endswith("labels must be whole numbers, truth values or texts, got nan")
    assert error.field == "data"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_missing_target_is_a_missing_label(suffix: str, tmp_path: Path) -> None:
    error = refusal(saved(tmp_path, suffix, ["1.5", "", "2.5"]))
    assert "missing; every row must have one" in str(error)
    assert error.field == "data"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_targets_must_vary(suffix: str, tmp_path: Path) -> None:
    error = refusal(saved(tmp_path, suffix, [2.5, 2.5]))
    column = "targets" if suffix == ".npz" else "price"
    reason = "all targets are 2.5, at least 2 different ones are needed"
    assert str(error) == f"label: houses{suffix}, column {column}: {reason}"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_one_row_is_too_few(suffix: str, tmp_path: Path) -> None:
    error = refusal(saved(tmp_path, suffix, [2.5]))
    assert str(error) == f"data: houses{suffix}: there is 1 row, at least 2 are needed"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("", "data: t.csv: there are no rows, at least 2 are needed"),
        ("1,2.5\nabc,3\n", 'data: t.csv, line 3, column size: "abc" is not a number'),
        ("1,2.5\n3\n", "data: t.csv, line 3: there are 1 cells, but 2 in the first row"),
        ("1,2.5\n3,4,5\n", "data: t.csv, line 3: there are 3 cells, but 2 in the first row"),
        ("abc,cat\n", 'data: t.csv, line 2, column size: "abc" is not a number'),
        ("1,cat\nabc,1\n", f'label: t.csv, line 2, column price: {ALLOWED} "cat"'),
    ],
)
def test_other_faults_of_a_file_stay_what_they_are(
    rows: str, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("size,price\n" + rows)
    assert str(refusal(str(path))) == sentence


def test_dates_are_no_numbers(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": [1, 2], "b": [date(2020, 1, 1), date(2020, 1, 2)]})
    frame.write_parquet(tmp_path / "t.parquet")
    tasks: tuple[TaskChoice, ...] = ("auto", "regression")
    for task in tasks:
        sentence = str(refusal(str(tmp_path / "t.parquet"), task))
        assert sentence.startswith("data: t.parquet, column b: the values are Date, labels must")


@given(
    text=st.one_of(
        st.from_regex(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?", fullmatch=True),
        st.text(alphabet="0123456789+-.eE_ naif\t", min_size=1, max_size=8),
    )
)
def test_a_text_is_the_same_number_to_the_reader_as_to_its_sentences(text: str) -> None:
    value = numbers_of(pl.Series([text])).item()
    expected = number(text)
    assert (value if np.isfinite(value) else None) == expected
